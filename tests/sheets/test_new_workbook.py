import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellError, Value
from kuke_tui.sheets.new_workbook import NewSheet, write_new_workbook

ROWS: list[list[Value]] = [
    ["Klient", "Login", "Imię i nazwisko", "Polisa", "Limit", "Podgląd"],
    ["0001", "ślązak", "Zażółć Gęślą-Jaźń", "07003", 12, True],
    [None, "kowalska", " dwie  spacje ", "07004", 12.5, False],
    [],
    ["<&>\"'", "a\nb\tc", "", None, -0.25, CellError("#N/A")],
]


def write(*sheets: NewSheet) -> io.BytesIO:
    target = io.BytesIO()
    write_new_workbook(target, sheets)
    target.seek(0)
    return target


def read(workbook: io.BytesIO) -> list[list[object]]:
    [sheet] = load_workbook(workbook).worksheets
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def refusal(*sheets: NewSheet) -> SheetError:
    with pytest.raises(SheetError) as caught:
        write(*sheets)
    return caught.value


def test_openpyxl_reads_back_what_was_written() -> None:
    found = read(write(NewSheet("Konta", ROWS)))
    expected = [
        [None if cell == "" else cell.text if isinstance(cell, CellError) else cell for cell in row]
        for row in ROWS
    ]
    assert found == [row + [None] * (6 - len(row)) for row in expected]


def test_calamine_reads_back_what_was_written() -> None:
    book = CalamineWorkbook.from_filelike(write(NewSheet("Konta", ROWS)))
    found = book.get_sheet_by_index(0).to_python()
    assert found[1] == ["0001", "ślązak", "Zażółć Gęślą-Jaźń", "07003", 12, True]
    assert found[2][:2] == ["", "kowalska"]
    assert found[4][:2] == ["<&>\"'", "a\nb\tc"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "1", "TRUE"])
def test_text_stays_text_whatever_it_starts_with(text: str) -> None:
    assert read(write(NewSheet("Konta", [[text]]))) == [[text]]
    with zipfile.ZipFile(write(NewSheet("Konta", [[text]]))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in xml
    assert b't="s"' in xml


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("\x00\x1b[31m", b"_x0000__x001B_[31m"),
        ("a\rb", b"a_x000D_b"),
        ("\ud800", b"_xD800_"),
        ("\ufffe", b"_xFFFE_"),
        ("_x0041_", b"_x005F_x0041_"),
    ],
)
def test_what_xml_can_not_hold_is_escaped_as_excel_does(text: str, spelled: bytes) -> None:
    with zipfile.ZipFile(write(NewSheet("Konta", [[text]]))) as archive:
        assert b">%b</t>" % spelled in archive.read("xl/sharedStrings.xml")


def test_an_escaped_text_is_read_back_whole() -> None:
    book = CalamineWorkbook.from_filelike(write(NewSheet("Konta", [["\x1b[31m", "_x0041_"]])))
    assert book.get_sheet_by_index(0).to_python() == [["\x1b[31m", "_x0041_"]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.booleans(), st.text(max_size=20), st.integers(), st.floats()),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_any_cells_make_well_formed_parts(rows: Sequence[Sequence[Value]]) -> None:
    with zipfile.ZipFile(write(NewSheet("Konta", rows))) as archive:
        for name in archive.namelist():
            assert expat.ParserCreate().Parse(archive.read(name), True)


def test_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(NewSheet("Konta", ROWS)).getvalue()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert write(NewSheet("Konta", ROWS)).getvalue() == first


def test_header_freeze_filter_widths_and_text_columns() -> None:
    sheet = NewSheet(
        "Konta",
        ROWS,
        frozen_rows=1,
        frozen_columns=2,
        autofilter=True,
        widths=[8, 20.5],
        text_columns=frozenset({3}),
    )
    found = load_workbook(write(sheet)).worksheets[0]
    assert found.freeze_panes == "C2"
    assert found.auto_filter.ref == "A1:F5"
    assert found.column_dimensions["B"].width == 20.5
    assert [found["A1"].font.b, found["A2"].font.b] == [True, False]
    assert [found["D2"].number_format, found["B2"].number_format] == ["@", "General"]


def test_titles_are_made_what_excel_allows() -> None:
    titles = ["Konta", "konta", "[a]:*?/\\b", "x" * 40, "x" * 40, "", "R&D <1>"]
    book = load_workbook(write(*(NewSheet(title, [["a"]]) for title in titles)))
    assert book.sheetnames == [
        "Konta",
        "konta (2)",
        "_a______b",
        "x" * 31,
        "x" * 27 + " (2)",
        "_",
        "R&D <1>",
    ]


def test_numbers_excel_can_not_hold_are_errors() -> None:
    assert read(write(NewSheet("Konta", [[float("nan"), float("inf")]]))) == [["#NUM!", "#NUM!"]]


def test_a_text_too_long_is_refused_with_its_place() -> None:
    error = refusal(NewSheet("Konta", [["Login"], ["a", "x" * 32_768]]))
    assert error.code is SheetErrorCode.CANNOT_ENCODE
    assert (error.sheet, error.row, error.column) == ("Konta", 2, "B")


def test_too_many_columns_or_rows_are_refused() -> None:
    assert refusal(NewSheet("Konta", [[None] * 16_385])).code is SheetErrorCode.TOO_LARGE

    def rows() -> Iterator[list[Value]]:
        for _ in range(1_048_577):
            yield []

    error = refusal(NewSheet("Konta", rows()))
    assert (error.code, error.row) == (SheetErrorCode.TOO_LARGE, 1_048_577)


def test_several_sheets_in_a_file_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "konta.xlsx"
    with path.open("wb") as file:
        write_new_workbook(file, [NewSheet("Konta", ROWS), NewSheet("Polisy", [["Polisa"]])])
    assert load_workbook(path).sheetnames == ["Konta", "Polisy"]
