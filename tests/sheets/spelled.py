"""The promise of rows that are spelled alike, checked on pieces as they come."""

from collections.abc import Iterable, Sequence

from kuke_tui.sheets.grid import GridRow, Value
from kuke_tui.sheets.pieces import Piece, SpelledRows, Spellings


class SpelledPieces:
    """Reads pieces by their spellings, and says how many rows were spelled.

    Whatever stands before a cell, the cell and what follows it must be worth the same in every
    row that is spelled so.
    """

    def __init__(self, columns: int) -> None:
        self.spelled = 0
        self._columns = range(columns)
        self._worth: dict[tuple[int, str, bytes], list[str]] = {}

    def rows(self, pieces: Iterable[Piece]) -> list[GridRow]:
        """Give all rows of all pieces."""
        rows: list[GridRow] = []
        for piece in pieces:
            if isinstance(piece, Sequence):
                rows += piece
                continue
            spellings = piece.spellings()
            if spellings is None:
                rows += piece.rows()
                continue
            for number, spelling in enumerate(spellings.rows, spellings.first):
                row = piece.read(number, spelling)
                if row is not None:
                    rows.append(row)
                    self._check(piece, spellings, spelling, row)
        return rows

    def _check(
        self, piece: SpelledRows, spellings: Spellings, spelling: bytes, row: GridRow
    ) -> None:
        self.spelled += 1
        cells = list(row.cells) + [None] * len(self._columns)
        for column in self._columns:
            before = piece.before(spelling, column)
            if not before:
                continue
            assert b"<f" not in spelling, "a formula is told of each row that has it"
            cell, _, rest = spelling[before:].partition(spellings.cell_end)
            if cells[column] in {None, ""}:
                continue  # a cell that names nothing is never known by its spelling
            self._worth_of((column, "before", spelling[:before]), cells[:column])
            self._worth_of((column, "cell", cell), [cells[column]])
            self._worth_of((column, "rest", rest), cells[column + 1 :])

    def _worth_of(self, part: tuple[int, str, bytes], cells: list[Value]) -> None:
        worth = [repr(cell) for cell in cells]
        while worth and worth[-1] in {"None", "''"}:
            worth.pop()
        assert self._worth.setdefault(part, worth) == worth
