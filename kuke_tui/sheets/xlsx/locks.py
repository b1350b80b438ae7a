"""Which cells can't be set, held as runs of rows per column: a formula column is one run."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange, LockReason
from kuke_tui.sheets.xlsx.limits import MAX_RANGE_COLUMNS

_Runs = dict[int, tuple["array[int]", "array[int]"]]


class LockMap(Mapping[tuple[int, int], LockReason]):
    """Locked cells by (1-based row, 0-based column).

    A lookup costs a bisection. Iterating and ``len`` count every cell of every range, which
    hostile files can make very many.
    """

    def __init__(self) -> None:
        self._runs: dict[LockReason, _Runs] = {}
        self._range_columns = 0
        self._sorted = True

    @property
    def columns(self) -> frozenset[int]:
        """The columns in which a cell is locked."""
        return frozenset(column for runs in self._runs.values() for column in runs)

    def add_cell(self, row: int, column: int, reason: LockReason) -> None:
        """Lock one cell."""
        self._add(self._runs.setdefault(reason, {}), column, row, row)

    def add_range(self, cells: CellRange, reason: LockReason) -> None:
        """Lock a rectangle. Raises ``SheetError`` TOO_LARGE beyond all measure."""
        runs = self._runs.setdefault(reason, {})
        self._count(cells)
        for column in range(cells.first_column, cells.last_column + 1):
            self._add(runs, column, cells.first_row, cells.last_row)

    def add_merge(self, cells: CellRange) -> None:
        """Lock the cells a merge covers: all but its top-left one."""
        runs = self._runs.setdefault(LockReason.MERGED, {})
        self._count(cells)
        if cells.first_row < cells.last_row:
            self._add(runs, cells.first_column, cells.first_row + 1, cells.last_row)
        for column in range(cells.first_column + 1, cells.last_column + 1):
            self._add(runs, column, cells.first_row, cells.last_row)

    def first_below(self, row: int) -> int | None:
        """Find the first row below ``row`` in which a cell is locked."""
        if not self._sorted:
            self._sort()
        found = [
            max(starts[at], row + 1)
            for runs in self._runs.values()
            for starts, ends in runs.values()
            if (at := bisect_right(ends, row)) < len(ends)
        ]
        return min(found, default=None)

    def _count(self, cells: CellRange) -> None:
        self._range_columns += cells.last_column - cells.first_column + 1
        if self._range_columns > MAX_RANGE_COLUMNS:
            raise SheetError(SheetErrorCode.TOO_LARGE, detail="merged or array ranges")

    def _add(self, runs: _Runs, column: int, first: int, last: int) -> None:
        found = runs.get(column)
        if found is None:
            runs[column] = (array("l", (first,)), array("l", (last,)))
            return
        starts, ends = found
        if first < starts[-1]:
            self._sorted = False
        elif first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
            return
        starts.append(first)
        ends.append(last)

    def _sort(self) -> None:
        for runs in self._runs.values():
            for column, (starts, ends) in runs.items():
                pairs = sorted(zip(starts, ends, strict=True))
                runs[column] = (array("l"), array("l"))
                runs[column][0].append(pairs[0][0])
                runs[column][1].append(pairs[0][1])
                for first, last in pairs[1:]:
                    self._add(runs, column, first, last)
        self._sorted = True

    def __getitem__(self, cell: tuple[int, int]) -> LockReason:
        if not self._sorted:
            self._sort()
        row, column = cell
        for reason, runs in self._runs.items():
            if (found := runs.get(column)) is not None:
                at = bisect_right(found[0], row) - 1
                if at >= 0 and row <= found[1][at]:
                    return reason
        raise KeyError(cell)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for column in sorted({column for runs in self._runs.values() for column in runs}):
            for first, last in self._united(column):
                for row in range(first, last + 1):
                    yield row, column

    def __len__(self) -> int:
        columns = {column for runs in self._runs.values() for column in runs}
        return sum(last - first + 1 for each in columns for first, last in self._united(each))

    def __bool__(self) -> bool:
        return any(self._runs.values())

    def _united(self, column: int) -> list[list[int]]:
        pairs = sorted(
            pair
            for runs in self._runs.values()
            if column in runs
            for pair in zip(*runs[column], strict=True)
        )
        united: list[list[int]] = []
        for first, last in pairs:
            if united and first <= united[-1][1] + 1:
                united[-1][1] = max(united[-1][1], last)
            else:
                united.append([first, last])
        return united
