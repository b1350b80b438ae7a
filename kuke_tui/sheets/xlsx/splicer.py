"""A sheet's XML streamed from old to new: expat says where things stand, bytes go there."""

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping

from kuke_tui.sheets.grid import CellRange, LockReason
from kuke_tui.sheets.xlsx.cell_scanner import CellScanner
from kuke_tui.sheets.xlsx.cells import WAS_CLOSED
from kuke_tui.sheets.xlsx.directory import damaged
from kuke_tui.sheets.xlsx.edits import NewValue, SheetPlan
from kuke_tui.sheets.xlsx.growth import grow_attribute, grow_reference
from kuke_tui.sheets.xlsx.limits import ROWS
from kuke_tui.sheets.xlsx.markup import GuardedParser, local_name, main_name
from kuke_tui.sheets.xlsx.refs import parse_range
from kuke_tui.sheets.xlsx.rows import (
    RowLook,
    RowSpan,
    Styles,
    check_free,
    locked_cell,
    look_of,
    make_row,
    rewrite_row,
)
from kuke_tui.sheets.xlsx.splices import SpliceWindow
from kuke_tui.sheets.xlsx.tags import tag_name, tag_prefix

_EXACT_RANGES = {"conditionalFormatting", "dataValidation"}


class SheetSplicer:
    """Fed with a sheet's XML, gives it back changed, holding no more than a row or a chunk.

    ``number`` is the last row passed, ``in_data`` whether rows may follow, ``created`` the extent
    of the cells that weren't there before.
    """

    def __init__(self, plan: SheetPlan) -> None:
        self.plan = plan
        self.number = 0
        self.in_data = False
        self.created: CellRange | None = None
        self._parser = GuardedParser(self._start, self._end)
        self._expat = self._parser.expat
        self._window = SpliceWindow()
        self._scanner = CellScanner(self._window, self._check_range)
        self._columns: list[tuple[int, int, bytes]] = []
        self._waiting = deque(row for row in plan.rows if row in plan.cells or row in plan.appended)
        self._look: RowLook | None = None
        self._row_start = -1
        self._row_style: bytes | None = None
        self._touched = False
        self._rows_kept = False
        self._data_start = -1
        self._data_tag = b""

    def feed(self, data: bytes, *, final: bool = False) -> bytes:
        """Take more of the sheet, give what of it is settled. Raises ``SheetError``."""
        self._window.add(data)
        self._parser.feed(data, final=final)
        if final and self._data_start < 0:
            raise damaged("no sheetData in a namespace that is known")
        return self._window.flush(final=final)

    def skip(self, last: int) -> None:
        """Note that untouched rows up to number ``last`` were passed by."""
        self.number = last
        self._rows_kept = True

    @property
    def styles(self) -> Styles:
        """The style of a new cell in a row that has none, once what precedes the rows was fed."""
        return Styles(None, self._columns)

    def plain_edits(self, row: int) -> Mapping[int, NewValue] | None:
        """Give the values to be set in the next row, where nothing else is to be done before."""
        growth = self.plan.growth
        if not self._waiting or self._waiting[0] != row or row in self.plan.appended:
            return None
        return None if growth and growth.after == row else self.plan.cells.get(row)

    def pass_edited(self, row: int, created: Mapping[int, NewValue]) -> None:
        """Note that a row was written elsewhere, with cells that weren't there before."""
        self._waiting.popleft()
        self._note_created(row, created)
        self.skip(row)

    def settled(self) -> bytes:
        """Give everything fed so far; only between rows."""
        self._window.keep = None
        return self._window.flush(final=True)

    def _start(self, name: str, given: dict[str, str]) -> None:
        at = self._expat.CurrentByteIndex
        self._window.safe = at
        kind = main_name(name)
        if self._row_start >= 0:
            self._scanner.start(kind, given, at, self._parser.depth)
        elif self.in_data:
            if kind == "row":
                self._start_row(given, at)
        elif kind == "sheetData" and self._parser.depth == 2:
            self.in_data = True
            self._window.keep = self._data_start = at
            self._data_tag = self._window.tag(at)
        else:
            self._start_around(kind or local_name(name), given, at)

    def _start_around(self, kind: str, given: dict[str, str], at: int) -> None:
        plan = self.plan
        if kind == "dimension" and plan.dimension and self._parser.depth == 2:
            self._replace_tag(at, self._widened(self._window.tag(at), plan.dimension))
        elif kind == "col":
            style, low, high = (given.get(each, "") for each in ("style", "min", "max"))
            if style not in {"", "0"} and low.isdigit() and high.isdigit():
                self._columns.append((int(low), int(high), style.encode()))
        elif kind == "mergeCell":
            self._check_range(given, LockReason.MERGED)
        elif plan.growth and kind == "autoFilter" and self._parser.depth == 2:
            self._replace_tag(
                at, grow_attribute(self._window.tag(at), b"ref", plan.growth.covering)
            )
        elif plan.growth and kind in _EXACT_RANGES:
            tag = self._window.tag(at)
            self._replace_tag(at, grow_attribute(tag, b"sqref", plan.growth.exact))
        elif plan.growth and kind == "sqref":
            self._window.keep = at + len(self._window.tag(at))

    def _replace_tag(self, at: int, new: bytes) -> None:
        self._window.splice(at, at + len(self._window.tag(at)), new)

    def _widened(self, tag: bytes, wanted: CellRange) -> bytes:
        def widen(cells: CellRange) -> CellRange:
            return CellRange(
                min(cells.first_row, wanted.first_row),
                min(cells.first_column, wanted.first_column),
                max(cells.last_row, wanted.last_row),
                max(cells.last_column, wanted.last_column),
            )

        return grow_attribute(tag, b"ref", widen)

    def _check_range(self, given: dict[str, str], reason: LockReason) -> None:
        """Refuse when an edited cell is covered by a merge or an array."""
        cells = parse_range(given.get("ref", ""))
        if cells is None:
            return
        rows = self.plan.rows
        for row in rows[bisect_left(rows, cells.first_row) : bisect_left(rows, cells.last_row + 1)]:
            for values in (self.plan.cells.get(row, {}), self.plan.appended.get(row, {})):
                for column in values:
                    covered = cells.first_column <= column <= cells.last_column
                    top = (row, column) == cells[:2] and reason is LockReason.MERGED
                    if covered and not top:
                        raise locked_cell(row, column, reason)

    def _start_row(self, given: dict[str, str], at: int) -> None:
        stated = given.get("r")
        number = self.number + 1
        if stated is not None:
            number = int(stated) if stated.isascii() and stated.isdigit() else 0
        if not self.number <= number <= ROWS or number == 0:
            raise damaged(f"row {stated} is out of order")
        if number == self.number:
            values = self.plan.cells.get(number) or self.plan.appended.get(number)
            if values:
                raise locked_cell(number, min(values), LockReason.DUPLICATE)
        self._make_rows(number, at)
        self.number = number
        self._row_start = at
        self._row_style = given.get("s", "").encode() if given.get("customFormat") else None
        found = bisect_left(self.plan.rows, number)
        self._touched = self.plan.rows[found : found + 1] == [number]
        self._scanner.begin(number, at, wanted=self._touched)
        if self._touched and self._window.keep is None:
            self._window.keep = at

    def _make_rows(self, before: int, at: int) -> None:
        """Insert the rows that weren't there, up to but not including row ``before``."""
        prefix = tag_prefix(self._data_tag)
        while self._waiting and self._waiting[0] < before:
            number = self._waiting.popleft()
            values = self.plan.cells.get(number, {})
            extra = self.plan.appended.get(number)
            look = (self._look or RowLook(b"<%srow>" % prefix, {})) if extra is not None else None
            new = make_row(
                number,
                prefix,
                {**values, **(extra or {})},
                self.plan.shared,
                self.styles,
                look,
            )
            if new:
                self._window.splice(at, at, new)
                self._rows_kept = True
                self._note_created(number, {**values, **(extra or {})})

    def _note_created(self, row: int, values: Mapping[int, NewValue]) -> None:
        columns = [column for column, value in values.items() if value not in {None, ""}]
        if not columns:
            return
        new = CellRange(row, min(columns), row, max(columns))
        old = self.created or new
        self.created = CellRange(
            min(old.first_row, row),
            min(old.first_column, new.first_column),
            max(old.last_row, row),
            max(old.last_column, new.last_column),
        )

    def _end(self, name: str) -> None:
        at = self._expat.CurrentByteIndex
        window = self._window
        window.safe = at
        if self._row_start >= 0:
            if self._scanner.end(main_name(name), at, self._parser.depth):
                self._end_row(at)
        elif self.in_data:
            if main_name(name) == "sheetData":
                self._end_data(at)
        elif local_name(name) == "sqref" and self.plan.growth and window.keep is not None:
            text = window.raw(window.keep, at).decode("utf-8")
            grown = grow_reference(text, self.plan.growth.exact)
            window.splice(window.keep, at, grown.encode("utf-8"))
            window.keep = None

    def _end_row(self, at: int) -> None:
        start, self._row_start = self._row_start, -1
        if not self._touched:
            self._rows_kept = True
            self._window.keep = None
            return
        end = self._window.element_end(start, at)
        raw = self._window.raw(start, end)
        tag_end = len(self._window.tag(start))
        new = self._rewritten(raw, RowSpan(self.number, tag_end, at - start, self._scanner.cells))
        if new != raw:
            self._window.splice(start, end, new)
        self._rows_kept = self._rows_kept or bool(new)
        self._window.safe = end
        if self._rows_kept:
            self._window.keep = None

    def _rewritten(self, raw: bytes, span: RowSpan) -> bytes:
        number = span.number
        if self._waiting and self._waiting[0] == number:
            self._waiting.popleft()
        values = self.plan.cells.get(number, {})
        extra = self.plan.appended.get(number)
        look = None
        if extra is not None:
            check_free(raw, span)
            look = self._look or RowLook(b"", {})
        present = {cell.column for cell in span.cells}
        both = {**values, **(extra or {})}
        self._note_created(number, {at: both[at] for at in both if at not in present})
        new = raw
        if both or look:
            styles = Styles(self._row_style, self._columns)
            new = rewrite_row(raw, span, both, self.plan.shared, styles, look)
        if self.plan.growth and number == self.plan.growth.after:
            self._look = look_of(raw, span)
        return new

    def _end_data(self, at: int) -> None:
        self.in_data = False
        tag, inside = self._data_tag, self._data_start + len(self._data_tag)
        window = self._window
        if tag.endswith(b"/>"):
            place = window.count
            self._make_rows(ROWS + 1, inside)
            if self._rows_kept:
                window.splice_before(place, self._data_start, inside, tag[:-2] + WAS_CLOSED)
                window.splice(inside, inside, b"</%s>" % tag_name(tag))
        else:
            self._make_rows(ROWS + 1, at)
            if not self._rows_kept and tag.endswith(WAS_CLOSED) and not window.spliced(inside, at):
                end = window.element_end(self._data_start, at)
                window.drop_splices(self._data_start)
                window.splice(self._data_start, end, tag[: -len(WAS_CLOSED)] + b"/>")
        window.keep = None
