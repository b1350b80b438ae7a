"""Long tables whose rows are of one box each.

Such a table is read as one whose rights are the boxes themselves (``Limity - podgląd``), and when
all is read and compared, each two of them become one right with two boxes. So rows of one box
that contradict each other are told like any others.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from kuke_tui.domain.boxes import Box, bits
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.header_rows import HeaderRows
from kuke_tui.sheets.building.identities import cell_at, is_blank
from kuke_tui.sheets.building.places import BoxWords
from kuke_tui.sheets.grid import GridRow, Value
from kuke_tui.sheets.pieces import Piece, cut_pieces
from kuke_tui.sheets.recognition.box_rows import right_and_box
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning, fold_name
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_T = TypeVar("_T")
_WORDS = {Box.VIEW: "podgląd", Box.CHANGE: "zmiany"}


class _Half(NamedTuple):
    """A box of a right, and how the file names the two."""

    right: str
    box: Box
    name: str


class _Columns(NamedTuple):
    login: int
    right: int
    box: int
    """-1 where the right's name has the box in it."""


class BoxRows:
    """Names in each row the box where it names the right, and joins the boxes again in the end."""

    def __init__(self, values: ValueMeanings) -> None:
        self._values = values
        self._halves: dict[tuple[Value, Value], _Half | None] = {}
        self._by_name: dict[str, _Half] = {}
        self._rights: dict[str, str] = {}
        self._without_box: dict[str, None] = {}
        """Rights of rows whose box is left blank, which none may be of that names one."""
        self._texts: dict[tuple[str, Box], str] = {}
        self._styles: dict[Box, Counter[tuple[str, str]]] = {box: Counter() for box in Box}
        self._words: dict[Box, Counter[str]] = {box: Counter() for box in Box}

    def pieces(
        self, table: TableMapping, header: HeaderRows, pieces: Iterable[Piece]
    ) -> Iterator[Piece]:
        """Name the boxes in the rows of a table, piece after piece.

        A row that grants something without a plain word of which box loses its right's name: it
        is told, and makes the account's other rights of the policy unreadable.
        """
        login, right, box = (
            -1 if column is None else column.index
            for column in map(table.column, (Meaning.LOGIN, Meaning.RIGHT, Meaning.BOX))
        )
        columns = _Columns(login, right, box)
        for rows in chain.from_iterable(map(cut_pieces, pieces)):
            yield [
                row
                if row.number <= table.header_row or header.is_heading(cell_at(row.cells, login))
                else self._named(row, columns)
                for row in rows
            ]

    def _named(self, row: GridRow, columns: _Columns) -> GridRow:
        right = cell_at(row.cells, columns.right)
        if is_blank(right):
            return row
        key = right, cell_at(row.cells, columns.box)
        if key not in self._halves:
            self._halves[key] = self._half(*key, is_named_apart=columns.box >= 0)
        half = self._halves[key]
        cells = list(row.cells)
        cells[columns.right] = half.name if half is not None else None
        return GridRow(row.number, cells)

    def _half(self, right: Value, word: Value, *, is_named_apart: bool) -> _Half | None:
        text = value_text(right)
        if is_named_apart:
            box, name = self._values.which_box(word), text
            if box is None:
                if not value_text(word):
                    self._without_box[text] = None
                return None
            self._words[box][value_text(word)] += 1
            shown = f"{text} - {value_text(word)}"
        else:
            parts = right_and_box(text)
            if parts is None:
                return None
            key = fold_name(parts.right) or parts.right
            box, name, shown = parts.box, self._rights.setdefault(key, parts.right), text
            before, _name, after = text.partition(parts.right)
            self._styles[box][before, after] += 1
        self._texts.setdefault((name, box), text)
        half = _Half(name, box, shown)
        while self._by_name.setdefault(half.name, half)[:2] != half[:2]:
            half = half._replace(name=f"{half.name}·")
        return half

    @property
    def words(self) -> BoxWords:
        """How the rows that were read name rights and boxes."""
        return BoxWords(
            rights=dict(self._texts),
            styles={box: _commonest(seen) for box, seen in self._styles.items() if seen},
            words={
                box: _commonest(seen) if seen else _WORDS[box] for box, seen in self._words.items()
            },
        )

    def fold(self, draft: Draft) -> None:
        """Make one right with two boxes of what was read as two rights.

        The masks must be evened out. Rights that no row names with its box, as they stand on a
        sheet that was not read, stay what they are.
        """
        halves = [self._by_name.get(name) for name in draft.rights]
        names = [
            half.right if half is not None else name
            for name, half in zip(draft.rights, halves, strict=True)
        ]
        rights = {name: at for at, name in enumerate(dict.fromkeys((*names, *self._without_box)))}
        places = [
            (rights[name], half.box if half is not None else None)
            for name, half in zip(names, halves, strict=True)
        ]
        for account in range(len(draft.logins)):
            masks = (draft.view[account], draft.change[account], draft.unreadable[account])
            if any(masks):
                view, change, unreadable = _joined(masks, places, len(rights))
                draft.view[account] = view & ~unreadable
                draft.change[account] = change & ~unreadable
                draft.unreadable[account] = unreadable
        records = draft.records
        records.boxes = array("b", [places[at][1] or 0 for at in records.rights])
        records.rights = array("i", [places[at][0] for at in records.rights])
        draft.rights, draft.stride = rights, len(rights)


def _commonest(seen: Counter[_T]) -> _T:
    return seen.most_common(1)[0][0]


def _joined(
    masks: tuple[int, int, int], places: Sequence[tuple[int, Box | None]], stride: int
) -> tuple[int, int, int]:
    """Move the cells of an account to where the rights of their boxes are."""
    view, change, unreadable = masks
    joined_view = joined_change = joined_unreadable = 0
    for cell in bits(view | change | unreadable):
        policy, half = divmod(cell, len(places))
        right, box = places[half]
        to = 1 << policy * stride + right
        if unreadable >> cell & 1:
            joined_unreadable |= to
            continue
        if box is None:
            joined_view |= to if view >> cell & 1 else 0
            joined_change |= to if change >> cell & 1 else 0
        elif box is Box.VIEW:
            joined_view |= to
        else:
            joined_change |= to
    return joined_view, joined_change, joined_unreadable
