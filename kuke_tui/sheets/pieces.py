"""A sheet's rows many at a time: as rows, or as lines of text that need not all be cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, runtime_checkable

from kuke_tui.sheets.grid import GridRow, GridSheet

_ROWS = 512
"""Rows taken at a time; more of them would crowd each other out of the processor's memory."""


@dataclass(frozen=True, slots=True)
class TextLines:
    """Neighbouring rows of a text file: a line for each, without quotes and line ends.

    ``first`` is the first line's number. An empty line is a row without cells.
    """

    first: int
    lines: Sequence[str]
    delimiter: str

    def rows(self) -> list[GridRow]:
        """Cut the lines into cells; rows without any are left out."""
        return [
            GridRow(number, line.split(self.delimiter))
            for number, line in enumerate(self.lines, self.first)
            if line
        ]


Piece = Sequence[GridRow] | TextLines


@runtime_checkable
class TextSheet(Protocol):
    """A sheet that gives its rows as lines where it can."""

    def pieces(self) -> Iterator[Piece]:
        """Stream all rows. Raises ``SheetError`` as ``rows`` does."""


def pieces_of(sheet: GridSheet) -> Iterator[Piece]:
    """Stream a sheet's rows. Raises ``SheetError`` as ``rows`` does."""
    if isinstance(sheet, TextSheet):
        yield from sheet.pieces()
        return
    rows = sheet.rows()
    while piece := list(islice(rows, _ROWS)):
        yield piece


def rows_of(piece: Piece) -> Sequence[GridRow]:
    """The rows of a piece."""
    return piece.rows() if isinstance(piece, TextLines) else piece


def length_of(piece: Piece) -> int:
    """How many rows a piece has, empty ones too."""
    return len(piece.lines if isinstance(piece, TextLines) else piece)
