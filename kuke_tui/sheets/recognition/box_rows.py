"""Long tables whose rows are of one box each: ``Limity``, ``podgląd`` and ``Limity``, ``zmiany``.

A row may also say whether its box is ticked, and the right's name may have the box in it. That a
table is written so is told by its rows alone, since the same names stand over levels.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from kuke_tui.domain.boxes import Box
from kuke_tui.sheets.grid import GridRow, Value
from kuke_tui.sheets.recognition.headers import Header
from kuke_tui.sheets.recognition.names import (
    BoxHeader,
    Meaning,
    fold_name,
    is_never_a_right,
    meanings_of,
    split_box_header,
)
from kuke_tui.sheets.recognition.sampling import is_filled
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_FEWEST_PAIRS = 2
"""Two rows of one right, one for each box, may contradict each other; twice they hardly do."""

_OTHERWISE = 0.1
"""The share of cells that may hold something else, each of them a problem then."""

_Parts = Callable[[GridRow], tuple[str, Box] | None]


def box_columns(
    meanings: Mapping[int, Meaning],
    header: Header,
    below: Sequence[GridRow],
    values: ValueMeanings,
) -> dict[int, Meaning]:
    """Find the columns that say which box a row is of, and whether it is ticked.

    ``meanings`` are what the names say of the columns, a column of rights among them. Nothing
    where rows are not of one box each.
    """
    places = {said: at for at, said in meanings.items()}
    if Meaning.LOGIN not in places or Meaning.POLICY not in places:
        return {}
    free = [
        at
        for at, name in enumerate(header.names)
        if name and meanings.get(at) in (None, Meaning.LEVEL, Meaning.ROLE)
    ]
    table = _Rows(below, places)
    right = places[Meaning.RIGHT]
    level = {places[Meaning.LEVEL]} if Meaning.LEVEL in places else set()
    for at in free:
        if table.names_boxes(at, values) and table.pairs(
            partial(_named, right, at, values), _FEWEST_PAIRS
        ):
            others = [other for other in free if other != at]
            tick = _tick_column(table, others, header.names, meanings, values)
            told = {at: Meaning.BOX} | ({} if tick is None else {tick: Meaning.TICK})
            return told | dict.fromkeys(level - told.keys(), Meaning.OTHER)
    if table.pairs(partial(_split, right), 1):
        tick = _tick_column(table, free, header.names, meanings, values)
        if tick is not None and level <= {tick}:
            return {tick: Meaning.TICK}
    return {}


def right_and_box(text: str) -> BoxHeader | None:
    """Take a right's name with one of its boxes in it apart; None where that is not plain."""
    found = split_box_header(text)
    return found if found is not None and found.explicit else None


def _named(right: int, at: int, values: ValueMeanings, row: GridRow) -> tuple[str, Box] | None:
    box = values.which_box(_cell(row, at))
    text = value_text(_cell(row, right))
    return (text, box) if box is not None and text else None


def _split(right: int, row: GridRow) -> tuple[str, Box] | None:
    found = right_and_box(value_text(_cell(row, right)))
    return (fold_name(found.right) or found.right, found.box) if found is not None else None


def _tick_column(
    table: "_Rows",
    columns: Sequence[int],
    names: Sequence[str],
    meanings: Mapping[int, Meaning],
    values: ValueMeanings,
) -> int | None:
    """The column that says whether a row's box is ticked.

    One that is called as columns of levels are is the likeliest, then one that differs between
    the rows of an account.
    """
    candidates = [
        at
        for at in columns
        if meanings.get(at) is not Meaning.ROLE
        and not is_never_a_right(names[at])
        and table.holds_ticks(at, values)
    ]

    def likely(at: int) -> tuple[bool, bool]:
        is_level = any(known.meaning is Meaning.LEVEL for known in meanings_of(names[at]))
        return is_level, table.differs(at)

    return max(candidates, key=likely, default=None)


class _Rows:
    """The first rows of a table, each with the account and policy it is of."""

    def __init__(self, rows: Sequence[GridRow], places: Mapping[Meaning, int]) -> None:
        self._rows = rows
        self._client = places.get(Meaning.CLIENT, -1)
        self._login, self._policy = places[Meaning.LOGIN], places[Meaning.POLICY]

    def names_boxes(self, column: int, values: ValueMeanings) -> bool:
        """Whether a column holds names of boxes, those of both, and hardly anything else."""
        named = [values.which_box(value) for value in self._filled(column)]
        return _mostly_known(named) and {*Box} <= {*named}

    def holds_ticks(self, column: int, values: ValueMeanings) -> bool:
        """Whether a column holds ticks and hardly anything else."""
        return _mostly_known([values.box(value) for value in self._filled(column)])

    def pairs(self, parts: _Parts, fewest: int) -> bool:
        """Whether most rights that a row lets be changed have another row that lets them be seen.

        ``parts`` gives a row's right and box.
        """
        boxes: dict[tuple[str, ...], set[Box]] = {}
        for row, owner in self._owned():
            if found := parts(row):
                right, box = found
                boxes.setdefault((*owner, right), set()).add(box)
        paired = sum(1 for each in boxes.values() if each == {*Box})
        changed = sum(1 for each in boxes.values() if Box.CHANGE in each)
        return paired >= fewest and paired * 2 > changed

    def differs(self, column: int) -> bool:
        """Whether a column says different things of one account."""
        said: dict[tuple[str, ...], str] = {}
        return any(
            said.setdefault(owner[:-1], text) != text
            for row, owner in self._owned()
            for text in (value_text(_cell(row, column)),)
        )

    def _filled(self, column: int) -> Iterator[Value]:
        return (value for row in self._rows if is_filled(value := _cell(row, column)))

    def _owned(self) -> Iterator[tuple[GridRow, tuple[str, ...]]]:
        """The rows with their client, login and policy; what is left out is as it is above."""
        above = ("", "", "")
        for row in self._rows:
            texts = [value_text(_cell(row, at)) for at in (self._client, self._login, self._policy)]
            above = (texts[0] or above[0], texts[1] or above[1], texts[2] or above[2])
            yield row, above


def _mostly_known(read: Sequence[object]) -> bool:
    return bool(read) and read.count(None) <= len(read) * _OTHERWISE


def _cell(row: GridRow, column: int) -> Value:
    return row.cells[column] if 0 <= column < len(row.cells) else None
