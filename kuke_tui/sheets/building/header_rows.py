"""Headers that stand in a table again: after a page break, or over columns in another order."""

from collections.abc import Sequence

from kuke_tui.sheets.building.identities import cell_at, is_blank
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.books import HeaderLines
from kuke_tui.sheets.recognition.headers import assign_meanings
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import KNOWN_NAMES, Meaning, fold_name
from kuke_tui.sheets.recognition.values import value_text

_KEYS = (Meaning.LOGIN, Meaning.POLICY)
_NAMING = (*_KEYS, Meaning.CLIENT, Meaning.RIGHT)


class HeaderRows:
    """Knows a table's header again, and headers that are not like it.

    ``lines`` are the header's rows; a table without a header has none to stand again.
    """

    def __init__(self, table: TableMapping, lines: HeaderLines) -> None:
        columns = {meaning: table.column(meaning) for meaning in _NAMING}
        self._naming = {c.index: fold_name(c.header) for c in columns.values() if c is not None}
        self._role = table.column(Meaning.ROLE)
        self._keys = [c.index for meaning in _KEYS if (c := columns[meaning]) is not None]
        self._lines = {_folded(line) for line in lines}
        own_names = {folded for c in table.columns if (folded := fold_name(c.header))}
        self._headings = KNOWN_NAMES | own_names if lines else frozenset[str]()

    def is_heading(self, value: Value) -> bool:
        """Whether a cell that should name something holds the name of a column."""
        return fold_name(value_text(value)) in self._headings

    def is_header(self, cells: Sequence[Value]) -> bool:
        """Whether a row is a line of the header, or a header of other columns."""
        if not self._lines or self.is_same(cells):
            return bool(self._lines)
        says = set(assign_meanings([value_text(cell) for cell in cells]).values())
        if says.issuperset(_KEYS):
            return True
        keys = [cell_at(cells, at) for at in self._keys]
        if len(says) > 1 and says.intersection(_KEYS) and all(map(self.is_heading, keys)):
            return True
        return all(
            fold_name(value_text(key)) == self._naming[at] != ""
            for at, key in zip(self._keys, keys, strict=True)
        )

    def is_same(self, cells: Sequence[Value]) -> bool:
        """Whether a row is a line of the table's header, each name in its place."""
        return _folded([value_text(cell) for cell in cells]) in self._lines

    def keeps_names(self, cells: Sequence[Value]) -> bool:
        """Whether a header leaves the columns that name accounts and policies where they were."""
        return all(
            is_blank(cell := cell_at(cells, at)) or fold_name(value_text(cell)) == name
            for at, name in self._naming.items()
        )

    def keeps_role(self, cells: Sequence[Value]) -> bool:
        """Whether a header leaves the column of roles where it was."""
        if self._role is None:
            return True
        stated = value_text(cell_at(cells, self._role.index))
        return fold_name(stated) == fold_name(self._role.header)


def _folded(texts: Sequence[str]) -> tuple[str, ...]:
    folded = [fold_name(text) or text for text in texts]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)
