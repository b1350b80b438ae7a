"""Rows that do not say themselves whose they are, kept until the merged cells are known."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kuke_tui.sheets.building.identities import is_blank
from kuke_tui.sheets.grid import CellRange, GridRow, Value


class SetAside:
    """Rows put by, each with what stood last above its blank cells.

    A merged cell holds its value in its first row; the rows below look blank. A blank cell takes
    the value above only where a merge says so.
    """

    def __init__(self, columns: tuple[int, ...]) -> None:
        self._columns = columns
        self._rows: list[tuple[int, Sequence[Value], dict[int, tuple[int, Value]]]] = []
        self._above: dict[int, tuple[int, Value]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, number: int, cells: Sequence[Value], previous: GridRow | None) -> None:
        """Put a row by; ``previous`` is the row above it."""
        above = self._above
        if previous is not None:
            self._look_at(previous.number, previous.cells)
        blanks = {at: above[at] for at in self._columns if is_blank(cells[at]) and at in above}
        self._rows.append((number, cells, blanks))

    def _look_at(self, number: int, cells: Sequence[Value]) -> None:
        for column in self._columns:
            if column < len(cells) and not is_blank(cells[column]):
                self._above[column] = (number, cells[column])

    def take(self, merges: Sequence[CellRange]) -> Iterator[tuple[int, Sequence[Value]]]:
        """Give the rows back, blanks under a merge filled with the merged value."""
        ranges = {
            column: sorted(
                (merge.first_row, merge.last_row)
                for merge in merges
                if merge.first_column == column and merge.last_row > merge.first_row
            )
            for column in self._columns
        }
        for number, cells, blanks in self._rows:
            filled = list(cells)
            for column, (row, value) in blanks.items():
                spans = ranges[column]
                at = bisect_right(spans, (number, 0)) - 1
                if at >= 0 and spans[at][0] == row and number <= spans[at][1]:
                    filled[column] = value
            yield number, filled
        self._rows.clear()
