"""Rows appended above what stands below a table: that goes down, and everything follows it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.edits import Move, SheetEdits
from kuke_tui.sheets.xlsx.movable import find_hindrance
from kuke_tui.sheets.xlsx.moving import moved
from kuke_tui.sheets.xlsx.package import open_package
from tests.sheets.xlsx.patching import grid, patch
from tests.sheets.xlsx.workbook_parts import (
    HEADER,
    MAIN,
    RELATIONS,
    SHEET,
    parts,
    read_zip,
    relations,
    sheet_xml,
    styles,
    write_zip,
)

ROWS = (
    '<row r="1"><c r="A1" t="str"><v>login</v></c><c r="B1" t="str"><v>ile</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>ala</v></c><c r="B2" s="1"><v>3</v></c></row>'
    '<row r="3"><c r="A3" t="str"><v>jan</v></c><c r="B3" s="1"><v>4</v></c></row>'
)
TOTALS = (
    '<row r="4" ht="20"><c r="A4" t="str"><v>Razem</v></c>'
    '<c r="B4" s="1"><f>SUM(B2:B3)&amp;"B3"</f><v>7</v></c><c r="C4"><f>B4*2</f><v>14</v></c></row>'
)
TWO = SheetEdits(appended=[{0: "ewa", 1: 5}, {0: "zoe"}], append_after=3, moves_below=True)
STYLE = styles("0", "0")


def book(tmp_path: Path, rows: str = ROWS + TOTALS, **more: str) -> Path:
    sheet = sheet_xml(rows, before=more.pop("before", ""), after=more.pop("after", ""))
    extra = {name: more.pop(name) for name in list(more) if "/" in name}
    entries = parts(sheet, style=STYLE, names=more.get("names", ""), extra=extra)
    return write_zip(tmp_path / "book.xlsx", entries)


def hindrance(source: Path, column: int = 0) -> str | None:
    """Where and why what stands below can't move."""
    package = open_package(source)
    found = find_hindrance(package, package.sheets[0], 3, column)
    return None if found is None else f"{found.sheet}!{found.column}{found.row}: {found.detail}"


def test_totals_go_down_and_take_in_the_new_rows(tmp_path: Path) -> None:
    source = book(tmp_path, before='<dimension ref="A1:C4"/>')
    after = read_zip(patch(source, TWO))[SHEET].decode()
    assert '<dimension ref="A1:C6"/>' in after
    assert '<row r="4"><c r="A4" t="inlineStr"><is><t>ewa</t></is></c>' in after
    assert '<c r="B4" s="1"><v>5</v></c></row><row r="5">' in after
    assert after.endswith(
        '<row r="6" ht="20"><c r="A6" t="str"><v>Razem</v></c>'
        '<c r="B6" s="1"><f>SUM(B2:B5)&amp;"B3"</f><v>7</v></c><c r="C6"><f>B6*2</f>'
        "<v>14</v></c></row></sheetData></worksheet>"
    )
    assert ROWS in after


def test_ranges_formats_and_page_breaks_follow(tmp_path: Path) -> None:
    source = book(
        tmp_path,
        ROWS + '<row r="5"><c r="A5" t="str"><v>Sporządził</v></c></row><row r="7"/>',
        before='<sheetViews><sheetView workbookViewId="0"><selection activeCell="A5" sqref="A5"/>'
        "</sheetView></sheetViews>",
        after='<autoFilter ref="A1:B3"/><mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>'
        '<conditionalFormatting sqref="B2:B3"><cfRule type="expression" priority="1"><formula>'
        '$B2&gt;3</formula></cfRule></conditionalFormatting><dataValidations count="1">'
        '<dataValidation sqref="B2:B100" type="list"><formula1>"1,2"</formula1></dataValidation>'
        '</dataValidations><hyperlinks><hyperlink ref="A5" location="A1"/></hyperlinks>'
        '<rowBreaks count="2"><brk id="1" max="16383"/><brk id="3" max="16383"/></rowBreaks>'
        '<colBreaks count="1"><brk id="5" max="1048575"/></colBreaks>',
        names='<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0">'
        'Konta!$A$1:$B$3</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">'
        "Konta!$A$1:$B$3,Konta!$A$5:$B$5</definedName></definedNames>",
    )
    assert hindrance(source) is None
    new = read_zip(patch(source, TWO))
    sheet = new[SHEET].decode()
    for expected in (
        '<selection activeCell="A5" sqref="A5"/>',
        '<row r="7"><c r="A7" t="str"><v>Sporządził</v></c></row><row r="9"/>',
        '<autoFilter ref="A1:B5"/>',
        '<mergeCell ref="A7:B7"/>',
        'conditionalFormatting sqref="B2:B5"',
        'dataValidation sqref="B2:B102"',
        '<hyperlink ref="A7" location="A1"/>',
        '<brk id="1" max="16383"/><brk id="5" max="16383"/></rowBreaks>',
        '<brk id="5" max="1048575"/></colBreaks>',
    ):
        assert expected in sheet
    workbook = new["xl/workbook.xml"].decode()
    assert ">Konta!$A$1:$B$5<" in workbook
    assert ">Konta!$A$1:$B$5,Konta!$A$7:$B$7<" in workbook


TABLE = (
    f'{HEADER}<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B4" '
    'totalsRowCount="1"><autoFilter ref="A1:B3"/><tableColumns count="2"><tableColumn id="1" '
    'name="login" totalsRowLabel="Razem"/><tableColumn id="2" name="ile" '
    'totalsRowFunction="sum"/></tableColumns></table>'
)


def test_the_totals_row_of_an_excel_table_stays_its_last(tmp_path: Path) -> None:
    rows = ROWS + (
        '<row r="4"><c r="A4" t="str"><v>Razem</v></c>'
        '<c r="B4"><f>SUBTOTAL(109,T[ile])</f><v>7</v></c></row>'
    )
    source = book(
        tmp_path,
        rows,
        after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
        **{
            "xl/tables/table1.xml": TABLE,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("rId1", "table", "../tables/table1.xml")
            ),
        },
    )
    assert hindrance(source) is None
    assert hindrance(source, column=5) == "Konta!A4: a table beside"
    after = patch(source, TWO)
    table = read_zip(after)["xl/tables/table1.xml"].decode()
    assert table == TABLE.replace("A1:B4", "A1:B6").replace("A1:B3", "A1:B5")
    sheet = load_workbook(after)["Konta"]
    assert sheet["B6"].value == "=SUBTOTAL(109,T[ile])"
    assert [cell.value for cell in sheet[4]] == ["ewa", 5]


def test_the_calculation_chain_follows(tmp_path: Path) -> None:
    chain = f'{HEADER}<calcChain xmlns="{MAIN}"><c r="B4" i="1"/><c r="C4"/><c r="B4" i="2"/>'
    entries = parts(
        sheet_xml(ROWS + TOTALS), style=STYLE, extra={"xl/calcChain.xml": f"{chain}</calcChain>"}
    )
    listed = entries["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Id="rId9" Type="{RELATIONS}/calcChain" Target="calcChain.xml"/>'
    entries["xl/_rels/workbook.xml.rels"] = listed.replace(
        "</Relationships>", f"{link}</Relationships>"
    ).encode()
    source = write_zip(tmp_path / "book.xlsx", entries)
    after = read_zip(patch(source, TWO))["xl/calcChain.xml"].decode()
    assert '<c r="B6" i="1"/><c r="C6"/><c r="B4" i="2"/>' in after


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.replace(' r="1"', "", 1) + '<row><c t="str"><v>Razem</v></c></row>',
        f"<!-- odd -->{ROWS}{TOTALS}",
        ROWS.replace("<v>4</v>", "<f>B2+1</f><v>4</v>") + TOTALS,
    ],
    ids=["without numbers", "with a comment", "with formulas above"],
)
def test_however_the_rows_are_written(rows: str, tmp_path: Path) -> None:
    source = book(tmp_path, rows)
    assert hindrance(source) is None
    after = grid(patch(source, TWO))
    assert (after[6, 0], after[4, 0], after[5, 0]) == ("Razem", "ewa", "zoe")


def test_formulas_above_follow_what_they_name(tmp_path: Path) -> None:
    source = book(tmp_path, ROWS.replace("<v>3</v>", "<f>B4+Konta!B3</f><v>3</v>") + TOTALS)
    assert "<f>B6+Konta!B3</f>" in read_zip(patch(source, TWO))[SHEET].decode()


SHARED = '<row r="4"><c r="B4"><f t="shared" ref="B4:C4" si="0">B2</f><v>3</v></c></row>'
CROSSING = '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>'
FORMAT = (
    '<conditionalFormatting sqref="B4"><cfRule type="expression" priority="1"><formula>$B4&gt;3'
    "</formula></cfRule></conditionalFormatting>"
)
NAME = "<definedNames><definedName name='suma'>Konta!$B$4</definedName></definedNames>"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"rows": ROWS + SHARED}, "Konta!B4: a formula of several cells"),
        ({"after": CROSSING}, "Konta!A4: merged"),
        ({"after": FORMAT}, "Konta!A4: a formula"),
        ({"names": NAME}, "Konta!A4: a formula elsewhere"),
        ({"names": NAME.replace("$4", "$3")}, None),
        ({"after": '<scenarios current="0"/>'}, "Konta!A4: scenarios"),
    ],
)
def test_what_may_not_be_moved(more: dict[str, str], expected: str | None, tmp_path: Path) -> None:
    assert hindrance(book(tmp_path, **more)) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("Konta!B4", "Inny!B7: a formula elsewhere"), ("Konta!B3+B4", None), ('"Konta!B4"', None)],
)
def test_a_formula_of_another_sheet_keeps_the_rows_in_place(
    formula: str, expected: str | None, tmp_path: Path
) -> None:
    other = sheet_xml(f'<row r="7"><c r="B7"><f>{formula}</f></c></row>')
    entries = parts(
        sheet_xml(ROWS + TOTALS), style=STYLE, extra={"xl/worksheets/sheet2.xml": other}
    )
    entries["xl/workbook.xml"] = entries["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Inny" sheetId="2" r:id="rId8"/></sheets>'
    )
    link = f'<Relationship Id="rId8" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>'
    entries["xl/_rels/workbook.xml.rels"] = entries["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", f"{link}</Relationships>".encode()
    )
    assert hindrance(write_zip(tmp_path / "book.xlsx", entries)) == expected


@pytest.mark.parametrize(("row", "expected"), [(2, None), (3, "Konta!A4: drawing")])
def test_a_picture_among_the_rows_keeps_them_in_place(
    row: int, expected: str | None, tmp_path: Path
) -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
        f'spreadsheetDrawing"><xdr:to><xdr:row>{row}</xdr:row></xdr:to></xdr:wsDr>'
    )
    source = book(
        tmp_path,
        **{
            "xl/drawings/drawing1.xml": drawing,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("rId1", "drawing", "../drawings/drawing1.xml")
            ),
        },
    )
    assert hindrance(source) == expected


def test_a_patch_that_can_t_move_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        patch(book(tmp_path, ROWS + SHARED), TWO)
    error = caught.value
    assert (error.code, error.sheet) == (SheetErrorCode.LOCKED_CELL, "Konta")
    assert (error.row, error.column) == (4, "B")


@pytest.mark.parametrize("size", [1, 7, 100, 1 << 20])
@pytest.mark.parametrize("around", ["", "<!-- odd -->"])
def test_however_the_file_comes_in(size: int, around: str) -> None:
    many = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 40))
    below = '<row r="40"><c r="A40"><f>SUM(A1:A39)</f><v>780</v></c></row><row r="41"/>'
    merge = '<mergeCells count="1"><mergeCell ref="A41:B41"/></mergeCells>'
    data = sheet_xml(many + around + below, after=merge).encode()
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    expected = (
        many
        + around
        + ('<row r="42"><c r="A42"><f>SUM(A1:A41)</f><v>780</v></c></row><row r="43"/>')
    )
    after = sheet_xml(expected, after=merge.replace("41", "43"))
    assert b"".join(moved(pieces, Move(39, 2), "Konta")).decode() == after


def test_a_formula_keeps_what_it_spells_by_number(tmp_path: Path) -> None:
    spelled = TOTALS.replace('"B3"', "&quot;a&#10;&#x142;&apos;&lt;&amp;#10;&quot;")
    after = read_zip(patch(book(tmp_path, ROWS + spelled), TWO))[SHEET].decode()
    assert '<f>SUM(B2:B5)&amp;"a\nł\'&lt;&amp;#10;"</f>' in after
