"""What the native reader leaves out of a binary workbook, taken from the file's own records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.new_styles import NumberCode
from kuke_tui.sheets.read_only_formats.look import SheetLook
from kuke_tui.sheets.xlsx.formats import NumberFormat, built_in_format, parse_format

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


_FIRST_OWN = 164
"""Number formats from here on mean what the workbook says."""


@dataclass(frozen=True)
class CellFormats:
    """What a workbook's cell styles, by index, make of numbers: leading zeros, a format code.

    ``codes`` are empty where nobody asked for looks.
    """

    padding: Mapping[int, NumberFormat]
    codes: Mapping[int, NumberCode]


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
    look: SheetLook = field(default_factory=SheetLook)
    rows: int = 0
    columns: int = 0
    """How far the cells with a value reach: the native reader fills memory up to there."""

    def note_number(self, row: int, column: int, style: int, formats: CellFormats) -> None:
        """Note what a number's style makes of it."""
        if style in formats.padding:
            self.padded[row, column] = formats.padding[style]
        if style in formats.codes:
            self.look.codes[row + 1, column] = formats.codes[style]

    def reach(self, row: int, column: int) -> None:
        """Count a cell in."""
        if row >= self.rows:
            self.rows = row + 1
        if column >= self.columns:
            self.columns = column + 1


def cell_formats(numbers: Iterable[int], own: Mapping[int, str], *, looks: bool) -> CellFormats:
    """Sort the number formats of cell styles; ``own`` are the codes the workbook defines."""
    padding: dict[int, NumberFormat] = {}
    codes: dict[int, NumberCode] = {}
    for style, number in enumerate(numbers):
        form = parse_format(own[number]) if number in own else built_in_format(number)
        if form.zeros:
            padding[style] = form
        if looks and (number in own or 0 < number < _FIRST_OWN):
            codes[style] = own.get(number, number)
    return CellFormats(padding, codes)


def damaged(detail: str) -> SheetError:
    """Say that the records make no sense."""
    return SheetError(SheetErrorCode.DAMAGED, detail=detail)
