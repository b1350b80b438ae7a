"""What each spelling of a cell reads as, and which cells are known as locked."""

from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import NO_RESULT, CellError, CellRange, LockReason, Value
from kuke_tui.sheets.xlsx.reader import XlsxSheet, open_workbook
from tests.sheets.xlsx.patching import cell, grid
from tests.sheets.xlsx.workbook_parts import (
    MAIN,
    parts,
    relations,
    shared_strings,
    sheet_xml,
    styles,
    write_zip,
)

STRINGS = shared_strings(
    "TAK",
    "<si><r><t>Śl</t></r><r><rPr><b/></rPr><t>ązak</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>",
    "a_x001B_[31mb",
    "",
    '<si><t xml:space="preserve"> z </t></si>',
)
STYLES = styles(
    "00000", "yyyy\\-mm\\-dd", "dd.mm.yyyy hh:mm", "[h]:mm", "00\\-000", "#,##0.00 \\zł", "h:mm",
    "&quot;PL&quot;000", "0.00", "[$-415]d mmm yyyy;@",
)  # fmt: skip


def one(tmp_path: Path, xml: str) -> Value:
    sheet = sheet_xml(f'<row r="1">{xml}</row>')
    source = write_zip(tmp_path / "book.xlsx", parts(sheet, strings=STRINGS, style=STYLES))
    return grid(source).get((1, 0))


def read(tmp_path: Path, rows: str, after: str = "") -> XlsxSheet:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(rows, after=after)))
    sheet = open_workbook(source).sheets[0]
    list(sheet.rows())
    return sheet


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "TAK"),
        ('<c r="A1" t="s"><v>1</v></c>', "Ślązak"),
        ('<c r="A1" t="s"><v>2</v></c>', "a\x1b[31mb"),
        ('<c r="A1" t="s"><v>3</v></c>', None),
        ('<c r="A1" t="s"><v>4</v></c>', " z "),
        ('<c r="A1" t="s"><v>99</v></c>', CellError("99")),
        ('<c r="A1" t="s"><v>-1</v></c>', CellError("-1")),
        ('<c r="A1" t="s"/>', None),
        ('<c r="A1" t="inlineStr"><is><t>a</t></is></c>', "a"),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A1" t="inlineStr"><is><t>a&amp;&#98;<![CDATA[<c>]]></t></is></c>', "a&b<c>"),
        ('<c r="A1" t="str"><v>07003</v></c>', "07003"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="b"><v>false</v></c>', False),
        ('<c r="A1" t="b"><v>7</v></c>', CellError("7")),
        ('<c r="A1" t="e"><v>#N/A</v></c>', CellError("#N/A")),
        ('<c r="A1" t="x"><v>1</v></c>', CellError("1")),
        ('<c r="A1" t="x"><is><t>Z</t></is></c>', CellError("Z")),
        ('<c r="A1" t="x"/>', None),
        ('<c r="A1" t="d"><v>2024-05-06</v></c>', "2024-05-06"),
        ('<c r="A1"><v>3</v></c>', 3),
        ('<c r="A1"><v>3.0</v></c>', 3),
        ('<c r="A1"><v>1.2E+19</v></c>', 12_000_000_000_000_000_000),
        ('<c r="A1"><v>0.5</v></c>', 0.5),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1"><v>1_000</v></c>', "1_000"),
        ('<c r="A1" t="n"><v>x</v></c>', "x"),
        ('<c r="A1" s="1"><v>7003</v></c>', "07003"),
        ('<c r="A1" s="1"><v>1234567</v></c>', "1234567"),
        ('<c r="A1" s="5"><v>7003</v></c>', "07-003"),
        ('<c r="A1" s="8"><v>7</v></c>', "PL007"),
        ('<c r="A1" s="1"><v>0.5</v></c>', 0.5),
        ('<c r="A1" s="2"><v>45000</v></c>', "2023-03-15"),
        ('<c r="A1" s="3"><v>45000.5</v></c>', "2023-03-15T12:00:00"),
        ('<c r="A1" s="10"><v>45000</v></c>', "2023-03-15"),
        ('<c r="A1" s="2"><v>1</v></c>', "1900-01-01"),
        ('<c r="A1" s="2"><v>99999999</v></c>', 99999999),
        ('<c r="A1" s="4"><v>1.5</v></c>', "36:00:00"),
        ('<c r="A1" s="7"><v>0.25</v></c>', "06:00:00"),
        ('<c r="A1" s="6"><v>1234.5</v></c>', 1234.5),
        ('<c r="A1" s="9"><v>7</v></c>', 7),
        ('<c r="A1" s="999"><v>7</v></c>', 7),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A1"><f>1+1</f></c>', NO_RESULT),
        ('<c r="A1"><f>1+1</f><v/></c>', NO_RESULT),
        ('<c r="A1"><f t="shared" si="0"/><v></v></c>', NO_RESULT),
        ('<c r="A1" t="str"><f>B1</f></c>', NO_RESULT),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ("<c><v>4</v></c>", 4),
    ],
)
def test_a_cell_reads_as(tmp_path: Path, xml: str, value: Value) -> None:
    found = one(tmp_path, xml)
    assert (type(found), found) == (type(value), value)


def test_an_array_formula_without_results_speaks_for_its_whole_range(tmp_path: Path) -> None:
    sheet = read(tmp_path, '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v/></c></row>')
    assert list(sheet.merges) == [CellRange(1, 0, 3, 0)]
    sheet = read(
        tmp_path, '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v>1</v></c></row>'
    )
    assert list(sheet.merges) == []


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    entries = parts(sheet_xml('<row r="1"><c r="A1" s="2"><v>1</v></c></row>'), style=STYLES)
    entries["xl/workbook.xml"] = entries["xl/workbook.xml"].replace(
        b"<sheets>", b'<workbookPr date1904="1"/><sheets>'
    )
    assert grid(write_zip(tmp_path / "book.xlsx", entries)) == {(1, 0): "1904-01-02"}


def test_cells_out_of_order_and_duplicated(tmp_path: Path) -> None:
    sheet = read(
        tmp_path,
        '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c><c r="C2"><v>4</v></c></row>'
        '<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c>'
        '<c r="B3"><v>3</v></c></row>',
    )
    assert [(row.number, list(row.cells)) for row in sheet.rows()] == [
        (2, [1, None, 4]),
        (3, [2, 3]),
    ]
    assert dict(sheet.locked) == {
        cell("C2"): LockReason.DUPLICATE,
        cell("A3"): LockReason.DUPLICATE,
    }


def test_locked_cells_and_why(tmp_path: Path) -> None:
    sheet = read(
        tmp_path,
        '<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1" t="e" vm="2"><v>#VALUE!</v></c></row>'
        '<row r="2"><c r="C2"><f t="array" ref="C2:D3">X</f><v>1</v></c><c r="D2"/></row>'
        '<row r="3"><c r="A3"><f t="shared" ref="A3:A9" si="0">1</f><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="F5:G6"/><mergeCell ref="A10:A11"/></mergeCells>',
    )
    assert {name: sheet.locked.get(cell(name)) for name in ("A1", "B1", "C2", "D3", "A3")} == {
        "A1": LockReason.FORMULA,
        "B1": LockReason.RICH_VALUE,
        "C2": LockReason.ARRAY,
        "D3": LockReason.ARRAY,
        "A3": LockReason.FORMULA,
    }
    merged = {at for at, reason in sheet.locked.items() if reason is LockReason.MERGED}
    assert merged == {cell(name) for name in ("G5", "F6", "G6", "A11")}
    assert len(sheet.locked) == 6 + 1 + 4
    assert sheet.merges == [CellRange(5, 5, 6, 6), CellRange(10, 0, 11, 0)]


def test_the_last_cell_of_the_grid_costs_nothing(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    merge = '<mergeCells count="1"><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    sheet = read(tmp_path, rows, after=merge)
    first, last = sheet.rows()
    assert (first.number, last.number, len(last.cells)) == (1, 1_048_576, 16_384)
    assert sheet.locked[500_000, 9_000] is LockReason.MERGED


def test_tables_are_known_before_the_rows(tmp_path: Path) -> None:
    extra = {
        "xl/tables/table1.xml": f'<table xmlns="{MAIN}" ref="B2:D9"/>',
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("r", "table", "../tables/table1.xml")),
    }
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(""), extra=extra))
    assert open_workbook(source).sheets[0].tables == (CellRange(2, 1, 9, 3),)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>',
        '<row r="0"><c r="A1"/></row>',
        '<row r="1048577"/>',
        '<row r="1"><c r="XFE1"/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="x"/>',
        "<row r='1'><c r='1'/></row>",
        '<row r="1"><c r="A1"></row>',
    ],
)
def test_what_no_sheet_may_say_is_damage(tmp_path: Path, rows: str) -> None:
    with pytest.raises(SheetError) as caught:
        read(tmp_path, rows)
    assert caught.value.code is SheetErrorCode.DAMAGED
    assert caught.value.sheet == "Konta"


def test_a_sheet_without_its_part_is_damage_when_read(tmp_path: Path) -> None:
    entries = parts("")
    del entries["xl/worksheets/sheet1.xml"]
    book = open_workbook(write_zip(tmp_path / "book.xlsx", entries))
    with pytest.raises(SheetError):
        list(book.sheets[0].rows())


def test_an_endless_tag_is_refused(tmp_path: Path) -> None:
    entries = parts(sheet_xml(f'<row r="1"><c r="A1" x="{"ab" * (12 << 20)}"/></row>'))
    source = write_zip(tmp_path / "book.xlsx", entries)
    with pytest.raises(SheetError) as caught:
        grid(source)
    assert caught.value.code is SheetErrorCode.BOMB


def test_an_endless_cell_is_refused(tmp_path: Path) -> None:
    entries = parts(sheet_xml(f'<row r="1"><c r="A1" t="str"><v>{"ab" * (2 << 20)}</v></c></row>'))
    source = write_zip(tmp_path / "book.xlsx", entries)
    with pytest.raises(SheetError) as caught:
        grid(source)
    assert caught.value.code is SheetErrorCode.TOO_LARGE
