"""Where something is stated of each account for the first time, in little memory."""

from array import array
from typing import NamedTuple

from kuke_tui.domain.export import Location


class SheetColumn(NamedTuple):
    """A column of a sheet, by its letters."""

    sheet: str
    column: str

    def at(self, row: int) -> Location:
        """Its cell in a row."""
        return Location(self.sheet, row, self.column)


_NO_COLUMN = SheetColumn("", "")


class StatedPlaces:
    """A place for each account, by its position; locations would take ten times the memory."""

    def __init__(self) -> None:
        self._columns: list[SheetColumn] = []
        self._rows = array("L")

    def begin(self) -> None:
        """Make room for one more account."""
        self._columns.append(_NO_COLUMN)
        self._rows.append(0)

    def note(self, account: int, column: SheetColumn, row: int) -> None:
        """Keep where something is stated of an account."""
        self._columns[account] = column
        self._rows[account] = row

    def __getitem__(self, account: int) -> Location:
        """Where it is stated, if it was noted."""
        return self._columns[account].at(self._rows[account])
