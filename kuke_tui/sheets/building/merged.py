"""What cells merged downwards say for the rows they cover."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from kuke_tui.sheets.building.identities import is_blank
from kuke_tui.sheets.grid import CellRange, GridRow, Value


class MergedDown:
    """Fills the cells that a merge covers with its value, row by row from the top.

    ``columns`` (0-based) limits it to these; None is all. Cells right of a merge's first column
    stay blank.
    """

    def __init__(self, merges: Sequence[CellRange], columns: Collection[int] | None = None) -> None:
        self._spans: dict[int, list[tuple[int, int]]] = {}
        for merge in sorted(merges):
            if merge.last_row > merge.first_row and (
                columns is None or merge.first_column in columns
            ):
                spans = self._spans.setdefault(merge.first_column, [])
                spans.append((merge.first_row, merge.last_row))
        self._tops: dict[int, tuple[int, Value]] = {}

    def filled(self, number: int, cells: Sequence[Value]) -> Sequence[Value]:
        """Give a row with the values merged over it; rows must come in their order."""
        full: list[Value] | None = None
        for column, spans in self._spans.items():
            at = bisect_right(spans, number, key=lambda span: span[0]) - 1
            if at < 0 or number > spans[at][1]:
                continue
            value = cells[column] if column < len(cells) else None
            if number == spans[at][0]:
                self._tops[column] = (number, value)
            elif is_blank(value) and self._tops.get(column, (0, None))[0] == spans[at][0]:
                full = list(cells) if full is None else full
                full += [None] * (column + 1 - len(full))
                full[column] = self._tops[column][1]
        return cells if full is None else full

    def rows(self, rows: Iterable[GridRow]) -> Iterator[GridRow]:
        """Fill row after row."""
        if not self._spans:
            yield from rows
            return
        for number, cells in rows:
            yield GridRow(number, self.filled(number, cells))
