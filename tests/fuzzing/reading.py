"""Targets that read: a file gives a sound export or a typed error, and no account a false TAK."""

import csv
import io
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kuke_tui.sheets.csv.book import CsvBook, open_csv
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.file_kind import FileKind, file_kind
from kuke_tui.sheets.grid import GridRow, LockReason
from kuke_tui.sheets.opening import OpenedExport, ReadOptions, read_export
from kuke_tui.sheets.recognition.headers import known_names
from kuke_tui.sheets.xlsx.archive import Archive
from kuke_tui.sheets.xlsx.parser import SheetParser
from kuke_tui.sheets.xlsx.reader import XlsxSheet, open_workbook
from tests.fuzzing import samples
from tests.fuzzing.truth import Grid, check_tak
from tests.sheets.exports.soundness import check_sound

_Read = list[tuple[int, list[tuple[str, LockReason | None]]]]


def open_any(path: Path, options: ReadOptions | None = None) -> OpenedExport | None:
    """Open a file in this process; None where it is refused with a typed error."""
    try:
        return read_export(path, file_kind(path), options or ReadOptions())
    except SheetError:
        return None


def read_csv(sample: bytes, folder: Path) -> None:
    """Text in any encoding."""
    path = folder / "export.csv"
    path.write_bytes(sample)
    opened = _sound(path)
    if opened is not None and opened.kind in (FileKind.CSV, FileKind.TSV):
        check_tak(opened, csv_grid(open_csv(path, recognises=known_names), sample))


def csv_grid(book: CsvBook, content: bytes) -> Grid:
    """Read text with the csv module, as the program says it is encoded and separated."""
    said = book.dialect
    text = content.decode(said.encoding, "replace").removeprefix("\ufeff")
    lines = io.StringIO(text.removeprefix(said.sep_line).replace("\0", ""), newline="")
    with suppress(csv.Error):
        return list(csv.reader(lines, delimiter=said.delimiter, quotechar=said.quotechar))
    return []


def read_xlsx(sample: bytes, folder: Path) -> None:
    """Workbooks; the fast way through their rows sees what the parser alone sees."""
    path = samples.write_xlsx(folder / "export.xlsx", sample)
    _sound(path)
    with suppress(SheetError):
        book = open_workbook(path)
        for sheet in book.sheets:
            _check_both_ways(book.package.archive, sheet, SheetParser(book.decoder))


def _check_both_ways(archive: Archive, sheet: XlsxSheet, parser: SheetParser) -> None:
    if sheet.part.entry is None:
        return
    fast: _Read | str
    alone: _Read | str
    try:
        fast = _shown(list(sheet.rows()), sheet.locked)
    except SheetError as error:
        fast = str(error.code)
    try:
        parser.feed(b"".join(archive.chunks(sheet.part.entry)), final=True)
        alone = _shown(parser.take(), parser.locks)
    except SheetError as error:
        alone = str(error.code)
    assert fast == alone


def _shown(rows: list[GridRow], locks: Mapping[tuple[int, int], LockReason]) -> _Read:
    return [
        (
            row.number,
            [(repr(value), locks.get((row.number, at))) for at, value in enumerate(row.cells)],
        )
        for row in rows
    ]


def read_ods(sample: bytes, folder: Path) -> None:
    """OpenDocument spreadsheets."""
    _sound(samples.write_ods(folder / "export.ods", sample))


def read_xls(sample: bytes, folder: Path) -> None:
    """Old workbooks."""
    _sound(samples.write_xls(folder / "export.xls", sample))


def read_xlsb(sample: bytes, folder: Path) -> None:
    """Binary workbooks."""
    _sound(samples.write_xlsb(folder / "export.xlsb", sample))


def read_packed(sample: bytes, folder: Path) -> None:
    """Containers as they are, bytes of any kind."""
    for suffix in (".xlsx", ".xls"):
        path = folder / f"export{suffix}"
        path.write_bytes(sample)
        _sound(path)


def _sound(path: Path) -> OpenedExport | None:
    opened = open_any(path)
    if opened is not None:
        check_sound(opened.export, opened.origin)
    return opened
