"""Cells of a workbook changed in place; every other byte of it stays what it was."""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.xlsx.ahead import made_ahead
from kuke_tui.sheets.xlsx.archive import Archive
from kuke_tui.sheets.xlsx.calculation import move_in_chain
from kuke_tui.sheets.xlsx.directory import Entry, damaged
from kuke_tui.sheets.xlsx.edits import Growth, Move, NewValue, SheetEdits, SheetPlan
from kuke_tui.sheets.xlsx.growth import grow_names, grow_table
from kuke_tui.sheets.xlsx.limits import COLUMNS, MAX_SMALL_PART, ROWS
from kuke_tui.sheets.xlsx.moving import moved
from kuke_tui.sheets.xlsx.package import Package, SheetPart, located, open_package
from kuke_tui.sheets.xlsx.plain import read_head
from kuke_tui.sheets.xlsx.reader import XlsxBook
from kuke_tui.sheets.xlsx.refs import parse_range
from kuke_tui.sheets.xlsx.rewrite import rewrite_archive
from kuke_tui.sheets.xlsx.rows import locked_cell
from kuke_tui.sheets.xlsx.skipping import spliced
from kuke_tui.sheets.xlsx.splicer import SheetSplicer
from kuke_tui.sheets.xlsx.strings import find_strings

_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*?\bref\s*=\s*["']([^"']*)["']""")

Progress = Callable[[int, int], None]


def patch_workbook(
    source: Path,
    edits: Mapping[str, SheetEdits],
    target: BinaryIO,
    *,
    progress: Progress | None = None,
) -> None:
    """Write ``source`` with the edits (by sheet name) to ``target``, which must be seekable.

    Only the sheets named, and where rows are appended their tables and the names of filter and
    print area, and where rows are moved the calculation chain, are written anew. ``progress`` is
    told the packed bytes handled and their total, and may raise
    to cancel. Raises ``SheetError``: LOCKED_CELL with sheet, row and column for what can't be set
    without harm; UNSUPPORTED_ENCODING; DOCTYPE; whatever reading raises. ``target`` is then
    incomplete.
    """
    with located(source), ExitStack() as threads:
        package = open_package(source)
        changed: dict[Entry, Iterable[bytes]] = {}
        grown: list[tuple[SheetPart, Growth, Move | None]] = []
        plans = _plans(package, edits)
        report = _Report(progress, sum(part.entry.packed for part, _ in plans if part.entry))
        for part, plan in plans:
            if part.entry is None:
                raise damaged("the sheet's part is missing")
            pieces = _sheet_pieces(package.archive, part, plan, report)
            changed[part.entry] = threads.enter_context(made_ahead(pieces))
            if plan.growth:
                grown.append((part, plan.growth, plan.move))
        parts = small_parts(package, grown)
        changed.update((entry, [document]) for entry, document in parts.items())
        rewrite_archive(package.archive, changed, target)


class _Report:
    """Adds up the progress of several sheets."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._before = 0

    def sheet(self) -> Callable[[int], None]:
        before = self._before

        def consumed(taken: int) -> None:
            self._before = before + taken
            if self._progress:
                self._progress(self._before, self._total)

        return consumed


def _plans(package: Package, edits: Mapping[str, SheetEdits]) -> list[tuple[SheetPart, SheetPlan]]:
    by_name = {part.name: part for part in package.sheets}
    wanted = {
        value
        for sheet in edits.values()
        for value in chain(sheet.cells.values(), *(row.values() for row in sheet.appended))
        if isinstance(value, str)
    }
    shared = find_strings(package.archive, package.strings, wanted)
    plans: list[tuple[SheetPart, SheetPlan]] = []
    for name, sheet in edits.items():
        if name not in by_name:
            raise SheetError(SheetErrorCode.NO_TABLE, sheet=name, detail="no such sheet")
        if sheet.cells or sheet.appended:
            plan = _plan(package, by_name[name], sheet, shared)
            plans.append((by_name[name], plan))
    return plans


def _plan(
    package: Package, part: SheetPart, sheet: SheetEdits, shared: Mapping[str, int]
) -> SheetPlan:
    cells: dict[int, dict[int, NewValue]] = {}
    for (row, column), value in sheet.cells.items():
        if not (1 <= row <= ROWS and 0 <= column < COLUMNS):
            raise SheetError(SheetErrorCode.TOO_LARGE, sheet=part.name, row=row)
        cells.setdefault(row, {})[column] = value
    if not sheet.appended:
        plan = SheetPlan(cells, {}, shared)
        return _with_dimension(package.archive, part, plan)
    after = appended_after(package, part, sheet)
    last = after + len(sheet.appended)
    if last > ROWS:
        raise SheetError(SheetErrorCode.TOO_LARGE, sheet=part.name, row=ROWS)
    move = Move(after, len(sheet.appended)) if sheet.moves_below else None
    for table in part.tables if move is None else ():
        if table.totals and table.cells.first_row <= after <= table.cells.last_row <= last:
            error = locked_cell(table.cells.last_row, table.cells.first_column, "totals row")
            error.sheet = part.name
            raise error
    appended = {after + at: dict(values) for at, values in enumerate(sheet.appended, 1)}
    plan = SheetPlan(cells, appended, shared, Growth(after, last), move=move)
    return _with_dimension(package.archive, part, plan)


def appended_after(package: Package, part: SheetPart, sheet: SheetEdits) -> int:
    """Give the row below which a sheet's new rows go."""
    return _last_row(package, part) if sheet.append_after is None else sheet.append_after


def _last_row(package: Package, part: SheetPart) -> int:
    """Find the last row that holds anything, or lies in a merge or table begun above it."""
    sheet = next(each for each in XlsxBook(package).sheets if each.name == part.name)
    last = 0
    for row in sheet.rows():
        last = row.number
    ranges = [*sheet.merges, *sheet.tables]
    return max([last, *(each.last_row for each in ranges if each.first_row <= last)])


def _with_dimension(archive: Archive, part: SheetPart, plan: SheetPlan) -> SheetPlan:
    """Find how far the sheet's dimension must reach, where new cells lie outside of it."""
    if part.entry is None:
        return plan
    head = read_head(archive.chunks(part.entry))
    _check_encoding(head, part.name)
    found = _DIMENSION.search(head)
    declared = parse_range(found[1].decode("utf-8", "replace")) if found else None
    if declared is None:
        return plan
    if plan.move:
        declared = plan.move.cells(declared)
    places = chain(plan.cells.items(), plan.appended.items())
    if all(_covers(declared, row, column) for row, values in places for column in values):
        return plan
    survey = SheetSplicer(plan)
    for _ in spliced(_moved(archive.chunks(part.entry), part, plan), survey, part.name):
        pass
    return plan if survey.created is None else replace(plan, dimension=survey.created)


def _moved(chunks: Iterator[bytes], part: SheetPart, plan: SheetPlan) -> Iterator[bytes]:
    return moved(chunks, plan.move, part.name) if plan.move else chunks


def _covers(cells: CellRange, row: int, column: int) -> bool:
    return (
        cells.first_row <= row <= cells.last_row
        and cells.first_column <= column <= cells.last_column
    )


def _check_encoding(head: bytes, sheet: str) -> None:
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode("latin-1") if declared else "utf-8"
    if b"\0" in head[:4] or head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        name = "utf-16"
    if name.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        raise SheetError(SheetErrorCode.UNSUPPORTED_ENCODING, sheet=sheet, found=name)


def _sheet_pieces(
    archive: Archive, part: SheetPart, plan: SheetPlan, report: _Report
) -> Generator[bytes, None, None]:
    if part.entry is None:
        return
    chunks = archive.chunks(part.entry, consumed=report.sheet())
    yield from spliced(_moved(chunks, part, plan), SheetSplicer(plan), part.name)


def small_parts(
    package: Package, grown: Iterable[tuple[SheetPart, Growth, Move | None]]
) -> dict[Entry, bytes]:
    """Give the small parts that change where sheets grow: tables, names, the calculation chain."""
    old: dict[Entry, bytes] = {}
    new: dict[Entry, bytes] = {}

    def change(entry: Entry, sheet: str, rewrite: Callable[[bytes], bytes]) -> None:
        if entry not in new:
            new[entry] = old[entry] = package.archive.read(entry, MAX_SMALL_PART)
        document = rewrite(new[entry])
        if document != new[entry]:
            _check_encoding(document, sheet)
        new[entry] = document

    for part, growth, move in grown:
        for table in part.tables:
            change(table.entry, part.name, partial(grow_table, growth=growth, move=move))
        names = partial(grow_names, sheet_index=part.index, growth=growth, move=move)
        change(package.workbook, "", names)
        if move and package.chain:
            follow = partial(move_in_chain, sheet_id=part.sheet_id, move=move)
            change(package.chain, part.name, follow)
    return {entry: document for entry, document in new.items() if document != old[entry]}
