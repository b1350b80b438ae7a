"""The first rows of a sheet, looked at before the sheet is read."""

from collections.abc import Iterator
from itertools import chain

from kuke_tui.sheets.grid import GridRow, GridSheet, Value
from kuke_tui.sheets.pieces import Piece, cut_pieces, pieces_of, rows_of

_SAMPLE_ROWS = 2_000
_SAMPLE_CELLS = 400_000


class SampledSheet:
    """A sheet whose first rows are known, and which can still be read once from its start."""

    def __init__(self, sheet: GridSheet) -> None:
        self.sheet = sheet
        self.sample: list[GridRow] = []
        self._rest = pieces_of(sheet)
        self.is_whole = False
        """Whether the sample is all there is, so that the sheet's merges are known already."""
        cells = 0
        for piece in self._rest:
            parts = cut_pieces(piece)
            for rows in parts:
                self.sample += rows
                cells += sum(len(row.cells) for row in rows)
                if len(self.sample) >= _SAMPLE_ROWS or cells > _SAMPLE_CELLS:
                    self._rest = chain(parts, self._rest)
                    return
        self.is_whole = True

    @property
    def is_empty(self) -> bool:
        """Whether no cell of the sample holds anything."""
        return not any(map(has_content, self.sample))

    def pieces(self) -> Iterator[Piece]:
        """All rows from the first on, many at a time; once."""
        return chain((self.sample,), self._rest)

    def rows(self) -> Iterator[GridRow]:
        """All rows from the first on; once."""
        return chain.from_iterable(map(rows_of, self.pieces()))


def has_content(row: GridRow) -> bool:
    """Whether a row has a cell that is more than spaces."""
    return any(map(is_filled, row.cells))


def is_filled(value: Value) -> bool:
    """Whether a cell is more than spaces."""
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
