"""What merged cells say for the cells they cover."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kuke_tui.sheets.building.identities import cell_at, is_blank
from kuke_tui.sheets.grid import CellRange, GridRow, Value
from kuke_tui.sheets.pieces import Piece, cut_pieces
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning

_HELD = PERMISSION_MEANINGS | {Meaning.BOX, Meaning.TICK}
_NAMING = (Meaning.LOGIN, Meaning.CLIENT, Meaning.POLICY, Meaning.RIGHT)


class _Span(NamedTuple):
    """The rows of one column that a merge covers, and the column its value stands in."""

    first_row: int
    last_row: int
    value_column: int


class MergedCells:
    """Gives the cells that a merge covers its value, row by row from the top.

    Below the header: downwards in the columns that say whose row it is and what of, and in those
    of permissions; to the right in those of permissions, unless the merge hides a column that
    names something, as a line of text does. With ``everywhere``, downwards in every column.
    """

    def __init__(
        self, merges: Sequence[CellRange], table: TableMapping | None, *, everywhere: bool = False
    ) -> None:
        columns = table.columns if table is not None else ()
        naming = {column.index for column in columns if column.meaning in _NAMING}
        permissions = permission_columns(table)
        header_row = table.header_row if table is not None else 0
        self._spans: dict[int, list[_Span]] = {}
        self._values: dict[_Span, Value] = {}
        for merge in sorted(merges):
            first, last = merge.first_column, merge.last_column
            is_below = merge.last_row > header_row
            if merge.last_row > merge.first_row and (
                everywhere or (is_below and (first in naming or first in permissions))
            ):
                self._cover(first, merge)
            if is_below and not any(first < at <= last for at in naming):
                for column in permissions:
                    if first < column <= last:
                        self._cover(column, merge)

    def _cover(self, column: int, merge: CellRange) -> None:
        span = _Span(merge.first_row, merge.last_row, merge.first_column)
        self._spans.setdefault(column, []).append(span)

    def __bool__(self) -> bool:
        return bool(self._spans)

    def filled(self, number: int, cells: Sequence[Value]) -> Sequence[Value]:
        """Give a row with the values merged over it; rows must come in their order."""
        full: list[Value] | None = None
        for column, spans in self._spans.items():
            at = bisect_right(spans, number, key=lambda span: span.first_row) - 1
            if at < 0 or number > spans[at].last_row:
                continue
            span = spans[at]
            if number == span.first_row:
                self._values[span] = cell_at(cells, span.value_column)
            is_covered = (number, column) != (span.first_row, span.value_column)
            if is_covered and is_blank(cell_at(cells, column)):
                full = list(cells) if full is None else full
                full += [None] * (column + 1 - len(full))
                full[column] = self._values.get(span)
        return cells if full is None else full

    def pieces(self, pieces: Iterable[Piece]) -> Iterator[Sequence[GridRow]]:
        """Fill piece after piece."""
        for rows in chain.from_iterable(map(cut_pieces, pieces)):
            yield [GridRow(number, self.filled(number, cells)) for number, cells in rows]


def permission_columns(table: TableMapping | None) -> list[int]:
    """The 0-based columns of a table that hold permissions."""
    columns = table.columns if table is not None else ()
    return [column.index for column in columns if column.meaning in _HELD]


def shared_permissions(merges: Sequence[CellRange], table: TableMapping) -> set[tuple[int, int]]:
    """The cells (row, column) whose permission a merge gives to others too."""
    columns = permission_columns(table)
    return {
        (merge.first_row, merge.first_column)
        for merge in merges
        if merge.first_column in columns
        and (
            merge.last_row > merge.first_row
            or any(merge.first_column < at <= merge.last_column for at in columns)
        )
    }
