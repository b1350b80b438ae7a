"""What is to be changed in a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.xlsx.limits import ROWS

NewValue = str | bool | int | float | None
"""A cell's new content. Text stays text, also where it starts with ``=``; None blanks the cell."""


@dataclass(frozen=True)
class SheetEdits:
    """The changes of one sheet.

    ``cells`` are keyed by (1-based row, 0-based column). ``appended`` are new rows, values by
    0-based column. They go right below row ``append_after`` (the table's last row), or, where
    that is None, below the last row of the sheet that holds anything. Nothing is ever written
    over: where a cell below ``append_after`` is in the way the patch is refused, unless
    ``moves_below`` says that everything below goes down to make room.
    """

    cells: Mapping[tuple[int, int], NewValue] = field(default_factory=dict)
    appended: Sequence[Mapping[int, NewValue]] = ()
    append_after: int | None = None
    moves_below: bool = False


class Move(NamedTuple):
    """Everything below row ``after`` goes down ``by`` rows."""

    after: int
    by: int

    def row(self, number: int) -> int:
        """Give a row's new number."""
        return number + self.by if number > self.after else number

    def cells(self, cells: CellRange) -> CellRange:
        """Give a range's new place; one that reaches across ``after`` grows, whole columns stay."""
        if cells.last_row == ROWS and cells.first_row == 1:
            return cells
        first, last = self.row(cells.first_row), min(self.row(cells.last_row), ROWS)
        return cells._replace(first_row=first, last_row=last)


class Growth(NamedTuple):
    """Rows appended below row ``after``, down to row ``last``."""

    after: int
    last: int

    def exact(self, cells: CellRange) -> CellRange:
        """Grow a range that ends exactly where the table did."""
        return cells._replace(last_row=self.last) if cells.last_row == self.after else cells

    def covering(self, cells: CellRange) -> CellRange:
        """Grow a table or filter that the appended rows continue."""
        grows = cells.first_row <= self.after <= cells.last_row < self.last
        return cells._replace(last_row=self.last) if grows else cells


@dataclass(frozen=True)
class SheetPlan:
    """What one sheet's patch comes to: values by row and column, ranges to grow, and the
    index of each text that the shared strings hold already. Cells and ranges are named as they
    are once the ``move`` was made."""

    cells: Mapping[int, Mapping[int, NewValue]]
    appended: Mapping[int, Mapping[int, NewValue]]
    shared: Mapping[str, int]
    growth: Growth | None = None
    dimension: CellRange | None = None
    move: Move | None = None
    rows: list[int] = field(init=False)
    """All rows to be looked at, the row whose look is copied among them."""

    def __post_init__(self) -> None:
        above = [self.growth.after] if self.growth else []
        object.__setattr__(self, "rows", sorted({*self.cells, *self.appended, *above}))
