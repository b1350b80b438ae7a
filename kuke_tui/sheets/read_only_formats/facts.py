"""What the native reader leaves out of a binary workbook, taken from the file's own records."""

from dataclasses import dataclass, field

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.xlsx.formats import NumberFormat

ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Spreadsheet errors by the code both binary formats store."""


@dataclass
class SheetFacts:
    """Facts about one sheet; cells are named by 0-based row and column."""

    name: str
    hidden: bool = False
    is_worksheet: bool = True
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    padded: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    """Number cells shown with leading zeros, such as policy numbers."""
    merges: list[CellRange] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    """How far the cells with a value reach: the native reader fills memory up to there."""

    def reach(self, row: int, column: int) -> None:
        """Count a cell in."""
        if row >= self.rows:
            self.rows = row + 1
        if column >= self.columns:
            self.columns = column + 1


def damaged(detail: str) -> SheetError:
    """Say that the records make no sense."""
    return SheetError(SheetErrorCode.DAMAGED, detail=detail)
