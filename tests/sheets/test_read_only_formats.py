import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind, file_kind
from kuke_tui.sheets.grid import CellError, CellRange, GridBook, ShownNumber, Value
from kuke_tui.sheets.isolation import run_isolated
from kuke_tui.sheets.read_only_formats.book import ReadOnlySheet, open_book
from tests.sheets.binary_workbooks import (
    DATE_CODE,
    HIDDEN_COLUMN,
    HIDDEN_ROW,
    Cell,
    write_xls,
    write_xlsb,
    write_zip,
)

CELLS: list[Cell] = [
    (0, 0, "Login"),
    (0, 1, "Polisa"),
    (1, 0, "ślązak"),
    (1, 1, 7003.0),
    (1, 2, True),
    (1, 3, "#constant"),
    (3, 2, "#formula"),
    (3, 3, 12.5),
    (4, 3, "#last, alone in its row"),
]
ROWS: dict[int, list[Value]] = {
    1: ["Login", "Polisa"],
    2: ["ślązak", "07003", True, CellError("#N/A")],
    4: [None, None, CellError("#N/A"), 12.5],
    5: [None, None, None, CellError("#N/A")],
}
OTHER_KINDS = {
    SheetErrorCode.PASSWORD,
    SheetErrorCode.NOT_A_SPREADSHEET,
    SheetErrorCode.UNKNOWN_FORMAT,
}
WELL_KNOWN = {"opened", "aborted", SheetErrorCode.DAMAGED, SheetErrorCode.TOO_LARGE}
"""What may come of any bytes; an exception without a type is none of it."""


def rows_of(book: GridBook, sheet: int = 0) -> dict[int, list[Value]]:
    return {row.number: _trimmed(row.cells) for row in book.sheets[sheet].rows()}


def _trimmed(cells: Sequence[Value]) -> list[Value]:
    while cells and cells[-1] is None:
        cells = cells[:-1]
    return list(cells)


def refusal(path: Path, kind: FileKind) -> SheetError:
    with pytest.raises(SheetError) as caught:
        list(open_book(path, kind).sheets[0].rows())
    assert caught.value.path == str(path)
    return caught.value


def read_isolated(path: Path) -> dict[int, list[Value]]:
    return rows_of(open_book(path, file_kind(path)))


def outcome(path: Path) -> str:
    """Read a file in a child: ``opened``, ``aborted`` by native code, or the refusal's code."""
    try:
        run_isolated(read_isolated, path, memory_limit=1 << 30, timeout=60)
    except SheetError as error:
        return "aborted" if error.detail.startswith("exit status") else error.code
    return "opened"


def test_xls_keeps_errors_and_the_zeros_of_policy_numbers(tmp_path: Path) -> None:
    book = open_book(write_xls(tmp_path / "a.xls", CELLS), FileKind.XLS)
    assert (book.format, [sheet.name for sheet in book.sheets]) == ("xls", ["Konta"])
    assert rows_of(book) == ROWS


def test_xlsb_keeps_errors_zeros_and_merges(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", CELLS, (4, 5, 0, 1))
    book = open_book(path, FileKind.XLSB)
    assert rows_of(book) == ROWS
    assert list(book.sheets[0].merges) == [CellRange(5, 0, 6, 1)]


def test_the_rows_can_be_read_twice_and_nothing_is_locked(tmp_path: Path) -> None:
    book = open_book(write_xls(tmp_path / "a.xls", CELLS), FileKind.XLS)
    assert rows_of(book) == rows_of(book)
    assert not book.sheets[0].locked


@pytest.mark.parametrize("kind", [FileKind.XLS, FileKind.XLSB])
def test_formats_dates_and_what_is_hidden_are_known_where_asked_for(
    kind: FileKind, tmp_path: Path
) -> None:
    cells: list[Cell] = [*CELLS, (5, 0, 45_000.0)]
    path = tmp_path / f"a.{kind.value}"
    if kind is FileKind.XLS:
        write_xls(path, cells)
    else:
        write_xlsb(path, cells, (4, 5, 0, 1))
    [sheet] = open_book(path, kind, looks=True).sheets
    assert isinstance(sheet, ReadOnlySheet)
    assert sheet.look.codes == {(2, 1): "00000", (6, 0): DATE_CODE}
    assert (sheet.look.hidden_rows, sheet.look.hidden_columns) == (
        {HIDDEN_ROW + 1},
        {HIDDEN_COLUMN},
    )
    shown = list(sheet.rows())[-1].cells[0]
    assert isinstance(shown, ShownNumber)
    assert (shown, shown.number) == ("2023-03-15", 45_000)
    [plain] = open_book(path, kind).sheets
    assert isinstance(plain, ReadOnlySheet)
    assert list(plain.rows()) == list(sheet.rows())
    assert not plain.look.codes


def test_whatever_is_read_in_a_child_arrives(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "a.xls", CELLS)
    book = run_isolated(open_book, path, FileKind.XLS, memory_limit=1 << 30)
    assert rows_of(book) == ROWS


def test_cells_too_far_apart_are_refused_before_the_native_reader_sees_them(tmp_path: Path) -> None:
    far: list[Cell] = [(0, 0, 1.0), (1_048_575, 16_383, 1.0)]
    path = write_xlsb(tmp_path / "a.xlsb", far, (0, 0, 0, 1))
    error = refusal(path, FileKind.XLSB)
    assert (error.code, error.sheet) == (SheetErrorCode.TOO_LARGE, "Konta")


def test_a_row_beyond_the_last_is_damage(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [(1 << 30, 0, 1.0)], (0, 0, 0, 1))
    assert refusal(path, FileKind.XLSB).code is SheetErrorCode.DAMAGED


def test_a_password_met_late(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "a.xls", CELLS, password=True)
    assert refusal(path, FileKind.XLS).code is SheetErrorCode.PASSWORD


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1, exclude_max=True), junk=st.binary(min_size=1, max_size=8))
@example(place=0.0, junk=b"\xfe\xff")
def test_a_changed_xls_opens_or_is_refused(tmp_path: Path, place: float, junk: bytes) -> None:
    path = write_xls(tmp_path / "a.xls", CELLS)
    content = bytearray(path.read_bytes())
    at = int(place * len(content))
    content[at : at + len(junk)] = junk
    path.write_bytes(content)
    assert outcome(path) in WELL_KNOWN | OTHER_KINDS


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=200), number=st.integers(0, 700))
def test_any_records_open_or_are_refused(tmp_path: Path, content: bytes, number: int) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", CELLS, (4, 5, 0, 1))
    prefix = struct.pack("<BB", number & 0x7F | 0x80, number >> 7)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    write_zip(path, parts | {"xl/worksheets/sheet1.bin": prefix + content})
    assert outcome(path) in WELL_KNOWN
