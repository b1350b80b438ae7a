"""Rows that do not say themselves whose they are, kept until the merged cells are known."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kuke_tui.sheets.building.identities import is_blank
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange, GridRow, Value
from kuke_tui.sheets.recognition.sampling import is_filled

_MAX_ROWS = 1_048_576
"""Rows put by; as many as a whole sheet has."""

_Above = dict[int, tuple[int, Value]]


class _Held(NamedTuple):
    """Rows of the same cells, by their numbers, and what stands last above the blank ones."""

    numbers: "array[int]"
    cells: Sequence[Value]
    blanks: _Above


class SetAside:
    """Rows put by, each with what stood last above its blank cells.

    A merged cell holds its value in its first row; the rows below look blank. A blank cell takes
    the value above only where a merge says so. ``columns`` (0-based) are those that may, ``width``
    is how many cells of a row keep their places.
    """

    def __init__(self, columns: tuple[int, ...], width: int) -> None:
        self._columns = columns
        self._blank_row: Sequence[Value] = (None,) * width
        self._held: list[_Held] = []
        self._above: _Above = {}
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._held)

    def add(self, number: int, cells: Sequence[Value], previous: GridRow | None) -> None:
        """Put a row by; ``previous`` is the row above it. Raises ``SheetError`` TOO_LARGE."""
        self._count += 1
        if self._count > _MAX_ROWS:
            raise SheetError(SheetErrorCode.TOO_LARGE, row=number, detail="rows of no account")
        if previous is not None:
            self._look_at(previous.number, previous.cells)
        cells = self._narrow(cells)
        above = self._above
        blanks = {at: above[at] for at in self._columns if is_blank(cells[at]) and at in above}
        last = self._held[-1] if self._held else None
        if last is not None and last.blanks == blanks:
            blanks = last.blanks  # kept once
            if last.cells is cells:  # of blank rows there may be millions
                last.numbers.append(number)
                return
        self._held.append(_Held(array("q", (number,)), cells, blanks))

    def _narrow(self, cells: Sequence[Value]) -> Sequence[Value]:
        """Leave out what is blank and has no place of its own."""
        if not any(map(is_filled, set(cells))):
            return self._blank_row
        width = len(self._blank_row)
        return [*cells[:width], *(cell for cell in cells[width:] if cell not in {None, ""})]

    def _look_at(self, number: int, cells: Sequence[Value]) -> None:
        for column in self._columns:
            if column < len(cells) and not is_blank(cells[column]):
                self._above[column] = (number, cells[column])

    def take(self, merges: Sequence[CellRange]) -> Iterator[tuple[int, Sequence[Value]]]:
        """Give the rows back that hold anything, blanks under a merge filled with its value."""
        ranges = {
            column: sorted(
                (merge.first_row, merge.last_row)
                for merge in merges
                if merge.first_column == column and merge.last_row > merge.first_row
            )
            for column in self._columns
        }
        for held in self._held:
            if held.cells is self._blank_row and not any(map(ranges.get, held.blanks)):
                continue
            for number in held.numbers:
                yield number, _filled(number, held, ranges)
        self._held.clear()


def _filled(
    number: int, held: _Held, ranges: Mapping[int, Sequence[tuple[int, int]]]
) -> Sequence[Value]:
    """Give a row's cells, blanks under a merge filled with the merged value."""
    filled = list(held.cells)
    for column, (row, value) in held.blanks.items():
        spans = ranges[column]
        at = bisect_right(spans, (number, 0)) - 1
        if at >= 0 and spans[at][0] == row and number <= spans[at][1]:
            filled[column] = value
    return filled
