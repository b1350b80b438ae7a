"""Rows appended below a table: they look like the row above, and what covers the table grows."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.edits import SheetEdits
from kuke_tui.sheets.xlsx.patch import patch_workbook
from tests.sheets.xlsx.patching import grid, patch, patched_sheet
from tests.sheets.xlsx.workbook_parts import (
    HEADER,
    MAIN,
    SHEET,
    parts,
    read_zip,
    relations,
    shared_strings,
    sheet_xml,
    styles,
    write_zip,
)

STRINGS = shared_strings("login", "TAK", "b.nowak")
ROWS = (
    '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2" spans="1:2" ht="20" customHeight="1" hidden="1"><c r="A2" s="1" t="s"><v>2</v></c>'
    '<c r="B2" s="2" t="b"><v>1</v></c></row>'
)


def test_a_row_looks_like_the_one_above(tmp_path: Path) -> None:
    change = SheetEdits(appended=[{0: "ż.lis", 1: False}, {0: "b.nowak", 2: None}])
    after = patched_sheet(
        tmp_path,
        sheet_xml(ROWS, before='<dimension ref="A1:B2"/>'),
        change,
        strings=STRINGS,
        style=styles("0", "0"),
    )
    assert '<dimension ref="A1:B4"/>' in after
    cells = (
        '<c r="A3" s="1" t="inlineStr"><is><t>ż.lis</t></is></c><c r="B3" s="2" t="b"><v>0</v></c>'
    )
    assert f'<row r="3" ht="20" customHeight="1" spans="1:2">{cells}</row>' in after
    assert '<c r="A4" s="1" t="s"><v>2</v></c><c r="B4" s="2"/><c r="C4"/></row>' in after


def test_an_empty_sheet_takes_rows(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml("")))
    assert grid(patch(source, SheetEdits(appended=[{1: 7}]))) == {(1, 1): 7}


def test_rows_prepared_below_the_table_are_filled(tmp_path: Path) -> None:
    xml = sheet_xml(ROWS + '<row r="3" s="5"><c r="A3" s="7"/></row>')
    after = patched_sheet(
        tmp_path,
        xml,
        SheetEdits(appended=[{0: 1, 1: True}], append_after=2),
        strings=STRINGS,
        style=styles(*["0"] * 8),
    )
    assert (
        '<row r="3" s="5"><c r="A3" s="7" ><v>1</v></c><c r="B3" s="2" t="b"><v>1</v></c>' in after
    )


@pytest.mark.parametrize("below", ["<v>0</v>", "<f>SUM(A1:A2)</f><v>0</v>"])
def test_what_stands_below_is_never_written_over(tmp_path: Path, below: str) -> None:
    xml = sheet_xml(ROWS + f'<row r="4"><c r="B4">{below}</c></row>')
    source = write_zip(tmp_path / "book.xlsx", parts(xml, strings=STRINGS, style=styles("0", "0")))
    patch(source, SheetEdits(appended=[{0: 1}], append_after=2))
    with pytest.raises(SheetError) as caught:
        patch(source, SheetEdits(appended=[{0: 1}, {0: 2}], append_after=2))
    error = caught.value
    assert error.code is SheetErrorCode.LOCKED_CELL
    assert (error.sheet, error.row, error.column) == ("Konta", 4, "B")
    last = patch(source, SheetEdits(appended=[{0: 1}, {0: 2}]))
    assert (6, 0) in grid(last)


def test_a_merge_that_ends_the_table_is_not_cut(tmp_path: Path) -> None:
    xml = sheet_xml(ROWS, after='<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>')
    source = write_zip(tmp_path / "book.xlsx", parts(xml, strings=STRINGS, style=styles("0", "0")))
    assert grid(patch(source, SheetEdits(appended=[{0: 9}])))[5, 0] == 9
    with pytest.raises(SheetError) as caught:
        patch(source, SheetEdits(appended=[{0: 9}], append_after=2))
    assert caught.value.detail == "merged"


TABLE = (
    f'{HEADER}<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B2"{{totals}}>'
    '<autoFilter ref="A1:B2"/><tableColumns count="2"><tableColumn id="1" name="login"/>'
    '<tableColumn id="2" name="TAK"/></tableColumns></table>'
)


def with_table(tmp_path: Path, totals: str = "") -> Path:
    xml = sheet_xml(ROWS, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')
    extra = {
        "xl/tables/table1.xml": TABLE.format(totals=totals),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "table", "../tables/table1.xml")),
    }
    return write_zip(
        tmp_path / "book.xlsx", parts(xml, strings=STRINGS, style=styles("0", "0"), extra=extra)
    )


def test_an_excel_table_grows(tmp_path: Path) -> None:
    source = with_table(tmp_path)
    after = patch(source, SheetEdits(appended=[{0: "x"}, {0: "y"}]))
    old, new = read_zip(source), read_zip(after)
    grown = TABLE.format(totals="").replace("A1:B2", "A1:B4").encode()
    assert new["xl/tables/table1.xml"] == grown
    assert [name for name in old if old[name] != new[name]] == [SHEET, "xl/tables/table1.xml"]
    assert load_workbook(after)["Konta"].tables["T"].ref == "A1:B4"


def test_a_totals_row_is_not_passed(tmp_path: Path) -> None:
    source = with_table(tmp_path, ' totalsRowCount="1"')
    with pytest.raises(SheetError) as caught:
        patch(source, SheetEdits(appended=[{0: "x"}]))
    assert caught.value.code is SheetErrorCode.LOCKED_CELL


def test_filter_its_hidden_name_and_exact_ranges_grow(tmp_path: Path) -> None:
    names = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        'Konta!$A$1:$B$2</definedName><definedName name="inna">Konta!$A$1:$B$2</definedName>'
        "</definedNames>"
    )
    after = (
        '<autoFilter ref="A1:B2"/><conditionalFormatting sqref="A2 B1:B2 C1"><cfRule type='
        '"expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation sqref="B2:B2 A1:A100" type="list">'
        "<formula1>1</formula1></dataValidation></dataValidations>"
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="'
        'http://schemas.microsoft.com/office/excel/2006/main"><xm:sqref>A2:B2</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    entries = parts(
        sheet_xml(ROWS, after=after), strings=STRINGS, style=styles("0", "0"), names=names
    )
    source = write_zip(tmp_path / "book.xlsx", entries)
    new = read_zip(patch(source, SheetEdits(appended=[{0: "x"}])))
    sheet = new[SHEET].decode()
    for expected in (
        '<autoFilter ref="A1:B3"/>',
        'sqref="A2:A3 B1:B3 C1"',
        'sqref="B2:B3 A1:A100"',
        "<xm:sqref>A2:B3</xm:sqref>",
    ):
        assert expected in sheet
    workbook = new["xl/workbook.xml"].decode()
    assert 'hidden="1">Konta!$A$1:$B$3<' in workbook
    assert 'name="inna">Konta!$A$1:$B$2<' in workbook


def test_prefixed_sheets_take_rows_too(tmp_path: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>1</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    after = patched_sheet(tmp_path, xml, SheetEdits(appended=[{0: 2}]), style=styles("0"))
    assert '<x:row r="2"><x:c r="A2" s="1"><x:v>2</x:v></x:c></x:row>' in after


def test_no_row_is_appended_below_the_last_one_there_is(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml("")))
    with pytest.raises(SheetError) as caught:
        patch_workbook(
            source,
            {"Konta": SheetEdits(appended=[{0: 1}], append_after=1_048_576)},
            io.BytesIO(),
        )
    assert caught.value.code is SheetErrorCode.TOO_LARGE
