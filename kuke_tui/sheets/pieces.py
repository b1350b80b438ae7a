"""A sheet's rows many at a time: as rows, or as lines of text that need not all be cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Protocol, runtime_checkable

from kuke_tui.sheets.grid import GridRow, GridSheet, Value

_ROWS = 512
"""Rows of a piece; more of them would crowd each other out of the processor's memory."""

_CELLS = 500_000
"""Cells after which a piece ends, since a row may hold sixteen thousand."""

_ROWS_AT_ONCE = 32
_cells_of: Callable[[GridRow], Sequence[Value]] = itemgetter(1)


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
    yield from in_pieces(sheet.rows())


def in_pieces(rows: Iterator[GridRow]) -> Iterator[Sequence[GridRow]]:
    """Take rows many at a time, fewer of wide ones."""
    piece: list[GridRow] = []
    cells = 0
    while few := list(islice(rows, _ROWS_AT_ONCE)):
        piece += few
        cells += sum(map(len, map(_cells_of, few)))
        if len(piece) >= _ROWS or cells >= _CELLS:
            yield piece
            piece, cells = [], 0
    if piece:
        yield piece


def rows_of(piece: Piece) -> Sequence[GridRow]:
    """The rows of a piece."""
    return piece.rows() if isinstance(piece, TextLines) else piece


def length_of(piece: Piece) -> int:
    """How many rows a piece has, empty ones too."""
    return len(piece.lines if isinstance(piece, TextLines) else piece)
