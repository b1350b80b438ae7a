"""Whether what stands below a table can be moved down, all of the workbook considered."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.directory import Entry
from kuke_tui.sheets.xlsx.edits import Move
from kuke_tui.sheets.xlsx.formulas import FORMULAS, reaches_below, rows_in
from kuke_tui.sheets.xlsx.growth import FOLLOWING_NAMES
from kuke_tui.sheets.xlsx.limits import ROWS
from kuke_tui.sheets.xlsx.markup import GuardedParser, local_name, parse_chunks
from kuke_tui.sheets.xlsx.moving import moved
from kuke_tui.sheets.xlsx.package import Package, Parts, SheetPart
from kuke_tui.sheets.xlsx.refs import parse_range
from kuke_tui.sheets.xlsx.rows import locked_cell

_SPEAKING = ("xl/worksheets/", "xl/charts/", "xl/pivotcache/pivotcachedefinition")
"""Folders of parts that may name cells of another sheet."""

_HARMLESS = {"table", "printerSettings", "hyperlink", "customProperty"}
_PLACED = {"comments", "threadedComment", "drawing"}
_NOTES = {"vmlDrawing"}
_CONTROL = re.compile(rb"""ObjectType=["'](?!Note["'])""")


def find_hindrance(package: Package, part: SheetPart, after: int, column: int) -> SheetError | None:
    """Find what keeps the rows below ``after`` from moving down; None where nothing does.

    That is: a formula elsewhere, a chart or a name that means them, a cell merged across the
    edge of the table, a picture or comment among them, an Excel table beside that would be torn
    (``column`` is one of the table's own, 0-based), or anything that isn't known to be harmless.
    The answer is a LOCKED_CELL located there. Raises ``SheetError`` as reading does.
    """
    try:
        _check_tables(part, after, column)
        _check_sheet(package, part, after)
        _check_attached(package, part, after)
        _check_other_parts(package, part, after)
    except SheetError as error:
        if error.code is not SheetErrorCode.LOCKED_CELL:
            raise
        return error
    return None


def _check_tables(part: SheetPart, after: int, column: int) -> None:
    for table in part.tables:
        cells = table.cells
        is_own = cells.first_column <= column <= cells.last_column
        if not is_own and cells.first_row <= after < cells.last_row:
            error = locked_cell(after + 1, cells.first_column, "a table beside")
            error.sheet = part.name
            raise error


def _check_sheet(package: Package, part: SheetPart, after: int) -> None:
    if part.entry is not None:
        for _ in moved(package.archive.chunks(part.entry), Move(after, 1), part.name):
            pass


def _check_attached(package: Package, part: SheetPart, after: int) -> None:
    """Check what is laid over the sheet: all of it must stand above the edge."""
    if part.entry is None:
        return
    archive = package.archive
    for kind, aim in Parts(archive).relations(part.entry.name).values():
        if kind in _HARMLESS or aim is None:
            continue
        if kind in _PLACED:
            is_above = max(_rows_placed(archive.chunks(aim)), default=0) <= after
        else:
            is_above = kind in _NOTES and not _CONTROL.search(b"".join(archive.chunks(aim)))
        if not is_above:
            raise _refused(part, after, kind)


def _rows_placed(chunks: Iterable[bytes]) -> list[int]:
    """Find the rows at which comments or pictures stand, 1-based."""
    rows: list[int] = []
    text: list[str] = []

    def start(name: str, given: Mapping[str, str]) -> None:
        cells = parse_range(given.get("ref", ""))
        if cells:
            rows.append(cells.last_row)
        if local_name(name) == "row":
            text.clear()
            parser.expat.CharacterDataHandler = text.append

    def end(name: str) -> None:
        if local_name(name) == "row":
            parser.expat.CharacterDataHandler = None
            stated = "".join(text)
            rows.append(int(stated) + 1 if stated.isascii() and stated.isdigit() else ROWS)

    parser = GuardedParser(start, end)
    parse_chunks(parser, chunks)
    return rows


def _check_other_parts(package: Package, part: SheetPart, after: int) -> None:
    sheets = {sheet.entry: sheet.name for sheet in package.sheets}
    own_tables = {table.entry for table in part.tables}
    for entry in package.archive.directory.entries:
        if entry == part.entry or not _may_speak(package, entry, own_tables):
            continue
        reader = _FormulaReader(part, after, is_own=entry in own_tables)
        try:
            parse_chunks(reader.parser, package.archive.chunks(entry))
        except SheetError as error:
            if entry in sheets:
                error.sheet = sheets[entry]
            raise


def _may_speak(package: Package, entry: Entry, own_tables: set[Entry]) -> bool:
    if entry == package.workbook or entry in own_tables:
        return True
    name = entry.name.lower()
    if not name.endswith(".xml") or not name.startswith(_SPEAKING):
        return False
    # Another sheet is named with an exclamation mark, or in an attribute of its own.
    return "pivot" in name or any(b"!" in chunk for chunk in package.archive.chunks(entry))


class _FormulaReader:
    """Looks through a part for formulas, names and sources that mean rows below the edge."""

    def __init__(self, part: SheetPart, after: int, *, is_own: bool) -> None:
        self._part = part
        self._after = after
        self._is_own = is_own
        self._cell: str | None = None
        self._text: list[str] | None = None
        self.parser = GuardedParser(self._start, self._end)

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        kind = local_name(name)
        if kind == "c":
            self._cell = given.get("r")
        elif kind == "worksheetSource" and given.get("sheet") == self._part.name:
            self._check(given.get("ref", ""), is_own=True)
        is_name = kind == "definedName" and not self._follows(given)
        if is_name or kind in FORMULAS:
            self._text = []
            self.parser.expat.CharacterDataHandler = self._text.append

    def _follows(self, given: Mapping[str, str]) -> bool:
        index = given.get("localSheetId")
        return given.get("name") in FOLLOWING_NAMES and index == str(self._part.index)

    def _end(self, _name: str) -> None:
        if self._text is not None:
            self.parser.expat.CharacterDataHandler = None
            text, self._text = "".join(self._text), None
            self._check(text, is_own=self._is_own)

    def _check(self, formula: str, *, is_own: bool) -> None:
        spans: Iterator[tuple[int, int]] = rows_in(formula, self._part.name, is_own=is_own)
        if any(reaches_below(rows, self._after) for rows in spans):
            raise self._refused()

    def _refused(self) -> SheetError:
        place = parse_range(self._cell or "")
        if place is None:
            return _refused(self._part, self._after, "a formula elsewhere")
        return locked_cell(place.first_row, place.first_column, "a formula elsewhere")


def _refused(part: SheetPart, after: int, detail: str) -> SheetError:
    error = locked_cell(after + 1, 0, detail)
    error.sheet = part.name
    return error
