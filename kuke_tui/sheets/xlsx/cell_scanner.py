"""Where the cells of one row stand in its bytes, told from expat's events."""

from collections.abc import Callable

from kuke_tui.sheets.grid import LockReason
from kuke_tui.sheets.xlsx.cells import CellSpan
from kuke_tui.sheets.xlsx.directory import damaged
from kuke_tui.sheets.xlsx.limits import COLUMNS
from kuke_tui.sheets.xlsx.refs import parse_cell
from kuke_tui.sheets.xlsx.splices import SpliceWindow

_SPREAD = {"array", "dataTable"}


class CellScanner:
    """Collects the cells of the row that was begun; of rows that don't matter, only formulas.

    ``on_spread`` is told the attributes of each formula that reaches into other cells.
    """

    def __init__(
        self, window: SpliceWindow, on_spread: Callable[[dict[str, str], LockReason], None]
    ) -> None:
        self.cells: list[CellSpan] = []
        self._window = window
        self._on_spread = on_spread
        self._number = 0
        self._start = 0
        self._wanted = False
        self._column = -1
        self._cell: CellSpan | None = None
        self._value_depth = 0
        self._value_start = 0

    def begin(self, number: int, start: int, *, wanted: bool) -> None:
        """Begin the row that starts at a place."""
        self.cells = []
        self._number = number
        self._start = start
        self._wanted = wanted
        self._column = -1
        self._cell = None

    def start(self, kind: str, given: dict[str, str], at: int, depth: int) -> None:
        """Take an element that starts in the row."""
        if self._cell is None:
            if kind == "c":
                self._start_cell(given, at)
        elif kind == "f":
            spread = given.get("t") in _SPREAD
            if spread:
                self._on_spread(given, LockReason.ARRAY)
            lock = LockReason.ARRAY if spread else LockReason.FORMULA
            self._cell = self._cell._replace(lock=lock)
        elif kind in {"v", "is"} and self._wanted and not self._value_depth:
            if self._cell.value_start < 0:
                self._cell = self._cell._replace(value_start=at - self._start)
            self._value_depth = depth
            self._value_start = at

    def end(self, kind: str, at: int, depth: int) -> bool:
        """Take an element's end; True where it is the row's own."""
        cell = self._cell
        if cell is None:
            return kind == "row"
        if kind == "c":
            if self._wanted:
                end = self._window.element_end(self._start + cell.start, at) - self._start
                self.cells.append(cell._replace(close_start=at - self._start, end=end))
            self._cell = None
        elif depth < self._value_depth:
            end = self._window.element_end(self._value_start, at) - self._start
            self._cell = cell._replace(value_end=end)
            self._value_depth = 0
        return False

    def _start_cell(self, given: dict[str, str], at: int) -> None:
        reference = given.get("r")
        column = self._column + 1
        if reference:
            place = parse_cell(reference)
            if place is None or place[0] != self._number:
                raise damaged(f"cell {reference} in row {self._number}")
            column = place[1]
        if column >= COLUMNS:
            raise damaged(f"a cell beyond the last column in row {self._number}")
        self._column = column
        self._value_depth = 0
        lock = LockReason.RICH_VALUE if "vm" in given or "cm" in given else None
        start = at - self._start
        tag_end = start + len(self._window.tag(at)) if self._wanted else start
        self._cell = CellSpan(column, start, tag_end, -1, -1, -1, -1, lock)
