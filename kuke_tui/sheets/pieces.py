"""A sheet's rows many at a time: cut into cells, or as they are spelled in the file.

Rows spelled alike hold the same cells, and half a million rows are mostly made of what was
spelled before: whoever knows it again need not cut it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple, Protocol, runtime_checkable

from kuke_tui.sheets.grid import GridRow, GridSheet, Value

_ROWS = 512
"""Rows of a piece; more of them would crowd each other out of the processor's memory."""

_CELLS = 500_000
"""Cells after which a piece ends, since a row may hold sixteen thousand."""

_ROWS_AT_ONCE = 32
_cells_of: Callable[[GridRow], Sequence[Value]] = itemgetter(1)


class Spellings(NamedTuple):
    """Neighbouring rows as they are spelled; the first one's number, each next one's is one more.

    Behind a cell stands ``cell_end``, except perhaps behind a row's last.
    """

    first: int
    rows: Sequence[bytes]
    cell_end: bytes


class SpelledRows(Protocol):
    """Neighbouring rows of a sheet, not cut into cells yet.

    To be read before the next piece is taken, either as ``rows`` or by ``spellings``.
    """

    def rows(self) -> Iterator[GridRow]:
        """Cut row after row into cells; those without any are left out. Raises ``SheetError``."""

    def spellings(self) -> Spellings | None:
        """The rows as they are spelled; None where they can only be read as ``rows``."""

    def read(self, number: int, spelling: bytes) -> GridRow | None:
        """Cut one row into cells; None where it has none. Raises ``SheetError``."""

    def before(self, spelling: bytes, column: int) -> int:
        """How long the part is that stands before a column's cell in a row that was read.

        That part, the cell, and what stands behind it mean the same in every row that is spelled
        so. 0 where they may not, or the row has no such cell.
        """


Piece = Sequence[GridRow] | SpelledRows


@runtime_checkable
class SheetOfPieces(Protocol):
    """A sheet that gives its rows as they are spelled where it can."""

    def pieces(self) -> Iterator[Piece]:
        """Stream all rows. Raises ``SheetError`` as ``rows`` does."""


def pieces_of(sheet: GridSheet) -> Iterator[Piece]:
    """Stream a sheet's rows. Raises ``SheetError`` as ``rows`` does."""
    if isinstance(sheet, SheetOfPieces):
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


def rows_of(piece: Piece) -> Iterable[GridRow]:
    """The rows of a piece."""
    return piece if isinstance(piece, Sequence) else piece.rows()


def cut_pieces(piece: Piece) -> Iterator[Sequence[GridRow]]:
    """A piece cut into cells, in smaller pieces where it takes much memory so."""
    return iter((piece,)) if isinstance(piece, Sequence) else in_pieces(piece.rows())
