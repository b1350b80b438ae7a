"""Cell references as sheets spell them: ``B7``, ``$A$1:$K$20``."""

import re

from kuke_tui.sheets.grid import CellRange, column_letter
from kuke_tui.sheets.xlsx.limits import COLUMNS, ROWS

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def parse_column(letters: str) -> int:
    """Turn ``A`` into 0, ``AA`` into 26; 3 letters at most."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def parse_cell(reference: str) -> tuple[int, int] | None:
    """Turn ``B7`` into (7, 1): 1-based row, 0-based column; None where it is no cell."""
    found = _CELL.fullmatch(reference)
    if not found:
        return None
    row, column = int(found[2]), parse_column(found[1])
    return (row, column) if 1 <= row <= ROWS and column < COLUMNS else None


def parse_range(reference: str) -> CellRange | None:
    """Turn ``A1:K20`` or ``A1`` into a range; None for anything else."""
    first, _, last = reference.strip().partition(":")
    start, end = parse_cell(first), parse_cell(last or first)
    if not start or not end:
        return None
    return CellRange(
        min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
    )


def cell_name(row: int, column: int) -> str:
    """Name a cell: (7, 1) is ``B7``."""
    return f"{column_letter(column)}{row}"


def range_name(cells: CellRange) -> str:
    """Name a range, a single cell by itself: ``A1:K20``, ``A1``."""
    first = cell_name(cells.first_row, cells.first_column)
    last = cell_name(cells.last_row, cells.last_column)
    return first if first == last else f"{first}:{last}"
