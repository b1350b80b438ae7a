"""Each way a cell may be spelled, changed in place; its neighbours keep every byte."""

from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.edits import NewValue
from tests.sheets.xlsx.patching import edits, grid, patch, patched_sheet
from tests.sheets.xlsx.workbook_parts import (
    MAIN,
    SHEET,
    STRICT,
    parts,
    shared_strings,
    sheet_xml,
    styles,
    write_zip,
)

STRINGS = shared_strings("TAK", "NIE", "Ślązak")


def change(tmp_path: Path, rows: str, name: str, value: NewValue) -> str:
    """Give the rows after one edit, and prove that the inverse edit gives the old ones."""
    xml = sheet_xml(rows)
    before = grid(write_zip(tmp_path / "before.xlsx", parts(xml, strings=STRINGS)))
    after = patched_sheet(tmp_path, xml, {name: value}, strings=STRINGS)
    old = before.get(next(iter(edits({name: None}).cells)))
    assert old is None or isinstance(old, str | bool | int)
    assert patched_sheet(tmp_path, after, {name: old}, strings=STRINGS) == xml
    head, tail = sheet_xml("|").split("|")
    return after.removeprefix(head).removesuffix(tail)


@pytest.mark.parametrize(
    ("rows", "name", "value", "expected"),
    [
        pytest.param(
            '<row r="2" spans="1:2"><c r="A2" s="3" t="s"><v>0</v></c></row>',
            "A2",
            "NIE",
            '<row r="2" spans="1:2"><c r="A2" s="3" t="s"><v>1</v></c></row>',
            id="shared string reused",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="3" t="s"><v>0</v></c></row>',
            "A2",
            "może",
            '<row r="2"><c r="A2" s="3" t="inlineStr"\t><is><t>może</t></is></c></row>',
            id="inline string where the text is new",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>',
            "A2",
            "TAK",
            '<row r="2"><c r="A2" t="inlineStr"><is><t>TAK</t></is></c></row>',
            id="inline string stays inline",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="str"><v>x</v></c></row>',
            "A2",
            "y",
            '<row r="2"><c r="A2" t="str"><v>y</v></c></row>',
            id="plain string type",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
            "A2",
            " x ",
            '<row r="2"><c r="A2" t="inlineStr"\t><is><t xml:space="preserve"> x </t></is></c>'
            "</row>",
            id="white space kept",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
            "A2",
            "=1+1",
            '<row r="2"><c r="A2" t="inlineStr"\t><is><t>=1+1</t></is></c></row>',
            id="text that starts like a formula stays text",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
            "A2",
            "<b>&amp;\x1b_x001B_\r\n",
            '<row r="2"><c r="A2" t="inlineStr"\t><is><t xml:space="preserve">'
            "&lt;b&gt;&amp;amp;_x001B__x005F_x001B__x000D_\n</t></is></c></row>",
            id="characters XML can't hold",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1" t="b"><v>1</v></c></row>',
            "A2",
            False,
            '<row r="2"><c r="A2" s="1" t="b"><v>0</v></c></row>',
            id="boolean, as in-cell checkboxes are",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="b"><v>true</v></c></row>',
            "A2",
            False,
            '<row r="2"><c r="A2" t="b"><v>false</v></c></row>',
            id="boolean in words",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1"><v>1</v></c></row>',
            "A2",
            0,
            '<row r="2"><c r="A2" s="1"><v>0</v></c></row>',
            id="number",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1" t="n"><v>1</v></c></row>',
            "A2",
            "TAK",
            '<row r="2"><c r="A2" s="1" t="s"\r><v>0</v></c></row>',
            id="number that says its type",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1"/></row>',
            "A2",
            "TAK",
            '<row r="2"><c r="A2" s="1" t="s" ><v>0</v></c></row>',
            id="blank self-closed cell",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1" /></row>',
            "A2",
            True,
            '<row r="2"><c r="A2" s="1" t="b"  ><v>1</v></c></row>',
            id="blank self-closed cell with a space",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1"></c></row>',
            "A2",
            "TAK",
            '<row r="2"><c r="A2" s="1" t="s"><v>0</v></c></row>',
            id="blank open cell",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1" t="s"><v>0</v></c></row>',
            "A2",
            None,
            '<row r="2"><c r="A2" s="1"></c></row>',
            id="blanked cell keeps its style",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="s" s="1"><v>0</v></c></row>',
            "A2",
            None,
            '<row r="2"><c r="A2" t="n" s="1"></c></row>',
            id="blanked cell whose type stands before its style",
        ),
        pytest.param(
            '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="D2"/></row>',
            "B2",
            "TAK",
            '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s" \n><v>0</v></c>'
            '<c r="D2"/></row>',
            id="cell absent",
        ),
        pytest.param(
            '<row r="2"><c r="A2"/></row>',
            "C2",
            5,
            '<row r="2"><c r="A2"/><c r="C2" \n><v>5</v></c></row>',
            id="cell absent behind the last one",
        ),
        pytest.param(
            '<row r="2"/>',
            "A2",
            "TAK",
            '<row r="2" ><c r="A2" t="s" \n><v>0</v></c></row>',
            id="empty row",
        ),
        pytest.param(
            '<row r="2"><c r="A2"/></row><row r="4"/>',
            "B3",
            "TAK",
            '<row r="2"><c r="A2"/></row><row r="3" \n><c r="B3" t="s" \n><v>0</v></c></row>'
            '<row r="4"/>',
            id="row absent",
        ),
        pytest.param(
            '<row r="2"><c r="A2"/></row>',
            "B3",
            "TAK",
            '<row r="2"><c r="A2"/></row><row r="3" \n><c r="B3" t="s" \n><v>0</v></c></row>',
            id="row absent behind the last one",
        ),
        pytest.param(
            "",
            "A1",
            True,
            '<row r="1" \n><c r="A1" t="b" \n><v>1</v></c></row>',
            id="no row at all",
        ),
        pytest.param(
            "<row><c/><c t='b'><v>1</v></c></row><row><c><v>1</v></c></row>",
            "B1",
            False,
            "<row><c/><c t='b'><v>0</v></c></row><row><c><v>1</v></c></row>",
            id="no r attributes",
        ),
        pytest.param(
            "<row><c><v>7</v></c></row><row><c><v>1</v></c></row>",
            "A2",
            2,
            "<row><c><v>7</v></c></row><row><c><v>2</v></c></row>",
            id="no r attributes, second row",
        ),
        pytest.param(
            '<row r="2">\n  <c r="A2" t="s">\n    <v>0</v>\n  </c>\n</row>',
            "A2",
            None,
            '<row r="2">\n  <c r="A2">\n    \n  </c>\n</row>',
            id="pretty-printed cell",
        ),
        pytest.param(
            '<row r="2"><!-- <c r="A2"> --><c r="A2"><v><![CDATA[1]]></v></c></row>',
            "B2",
            2,
            '<row r="2"><!-- <c r="A2"> --><c r="A2"><v><![CDATA[1]]></v></c>'
            '<c r="B2" \n><v>2</v></c></row>',
            id="comments and CDATA",
        ),
        pytest.param(
            '<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row>',
            "A2",
            3,
            '<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>3</v></c></row>',
            id="cells out of order",
        ),
        pytest.param(
            '<row r="2"><c r="A2" s="1" t="s" ph="1"><v>0</v>'
            '<extLst><ext uri="x"/></extLst></c></row>',
            "A2",
            "NIE",
            '<row r="2"><c r="A2" s="1" t="s" ph="1"><v>1</v>'
            '<extLst><ext uri="x"/></extLst></c></row>',
            id="other attributes and extensions",
        ),
    ],
)
def test_a_cell_is_changed_and_changed_back(
    tmp_path: Path, rows: str, name: str, value: NewValue, expected: str
) -> None:
    assert change(tmp_path, rows, name, value) == expected


def test_empty_sheet_data_is_opened_and_closed_again(tmp_path: Path) -> None:
    xml = sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/>")
    after = patched_sheet(tmp_path, xml, {"B2": "x"})
    assert "<sheetData ><row" in after
    assert patched_sheet(tmp_path, after, {"B2": None}) == xml


def test_byte_order_mark_and_prefixes(tmp_path: Path) -> None:
    xml = (
        f'\ufeff<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1"/></x:row></x:sheetData></x:worksheet>'
    )
    after = patched_sheet(tmp_path, xml, {"A1": "nowe", "B1": True, "C2": 1}, strings=STRINGS)
    assert '<x:c r="A1" t="inlineStr"\t><x:is><x:t>nowe</x:t></x:is></x:c>' in after
    assert '<x:c r="B1" t="b" ><x:v>1</x:v></x:c>' in after
    assert '<x:row r="2" \n><x:c r="C2" \n><x:v>1</x:v></x:c></x:row>' in after
    back = {"A1": "TAK", "B1": None, "C2": None}
    assert patched_sheet(tmp_path, after, back, strings=STRINGS) == xml


def test_strict_namespace(tmp_path: Path) -> None:
    xml = sheet_xml('<row r="1"><c r="A1" t="b"><v>1</v></c></row>', namespace=STRICT)
    after = patched_sheet(tmp_path, xml, {"A1": False})
    assert after == xml.replace("<v>1</v>", "<v>0</v>")


def test_dimension_and_spans_widen_for_new_cells_only(tmp_path: Path) -> None:
    xml = sheet_xml(
        '<row r="2" spans="1:2"><c r="A2"><v>1</v></c><c r="F2"><v>1</v></c></row>',
        before='<dimension ref="A2:B2"/>',
    )
    assert 'ref="A2:B2"' in patched_sheet(tmp_path, xml, {"F2": 5})
    after = patched_sheet(tmp_path, xml, {"D2": 5, "C4": "x"})
    assert '<dimension ref="A2:D4"/>' in after
    assert 'spans="1:4"' in after


def test_a_new_cell_takes_the_style_of_its_row_or_column(tmp_path: Path) -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1"/></row><row r="2" s="2" customFormat="1"/>',
        before='<cols><col min="3" max="4" width="9" style="1" customWidth="1"/></cols>',
    )
    after = patched_sheet(tmp_path, xml, {"C1": 1, "C2": 2, "E1": 3}, style=styles("0", "0.0"))
    assert '<c r="C1" s="1" \n>' in after
    assert '<c r="C2" s="2" \n>' in after
    assert '<c r="E1" \n>' in after


def test_setting_the_value_that_is_there_changes_nothing(tmp_path: Path) -> None:
    xml = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="b"><v>1</v></c></row>')
    assert patched_sheet(tmp_path, xml, {"A1": "TAK", "B1": True}, strings=STRINGS) == xml


def test_rich_text_is_not_reused_for_plain_text(tmp_path: Path) -> None:
    strings = shared_strings("a", "<si><r><rPr><b/></rPr><t>TAK</t></r></si>")
    xml = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    assert "<is><t>TAK</t></is>" in patched_sheet(tmp_path, xml, {"A1": "TAK"}, strings=strings)


@pytest.mark.parametrize(
    ("rows", "name", "reason"),
    [
        ('<row r="2"><c r="B2"><f>1+1</f><v>2</v></c></row>', "B2", "formula"),
        ('<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>', "B2", "formula"),
        (
            (
                '<row r="1"><c r="A1"><f t="array" ref="A1:B9">X</f><v>1</v></c></row>'
                '<row r="9"><c r="B9"><v>1</v></c></row>'
            ),
            "B9",
            "array",
        ),
        (
            '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:A3">X</f><v>1</v></c></row>',
            "A3",
            "array",
        ),
        ('<row r="2"><c r="B2" t="e" vm="1"><v>#VALUE!</v></c></row>', "B2", "rich_value"),
        ('<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>', "B2", "duplicate"),
        (
            '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>',
            "B2",
            "duplicate",
        ),
        ('<row r="4"><c r="B4"><v>1</v></c></row>', "D5", "merged"),
    ],
)
def test_a_locked_cell_is_refused_with_its_place(
    tmp_path: Path, rows: str, name: str, reason: str
) -> None:
    xml = sheet_xml(rows, after='<mergeCells count="1"><mergeCell ref="C4:D6"/></mergeCells>')
    source = write_zip(tmp_path / "book.xlsx", parts(xml))
    with pytest.raises(SheetError) as caught:
        patch(source, edits({name: 5}))
    error = caught.value
    assert (error.code, error.sheet) == (SheetErrorCode.LOCKED_CELL, "Konta")
    assert (f"{error.column}{error.row}", error.detail) == (name, reason)


def test_the_top_left_cell_of_a_merge_can_be_set(tmp_path: Path) -> None:
    xml = sheet_xml(
        '<row r="4"><c r="C4"><v>1</v></c><c r="D4"/></row>',
        after='<mergeCells count="1"><mergeCell ref="C4:D6"/></mergeCells>',
    )
    assert "<v>7</v>" in patched_sheet(tmp_path, xml, {"C4": 7})


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1250"])
def test_another_encoding_is_read_but_not_patched(tmp_path: Path, encoding: str) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Ślązak</t></is></c></row>'
    xml = sheet_xml(rows).replace("UTF-8", encoding.upper()).encode(encoding)
    source = write_zip(tmp_path / "book.xlsx", parts(xml))
    assert grid(source) == {(1, 0): "Ślązak"}
    with pytest.raises(SheetError) as caught:
        patch(source, edits({"A1": "x"}))
    assert caught.value.code is SheetErrorCode.UNSUPPORTED_ENCODING


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    xml = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        "<worksheet", '<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet'
    )
    source = write_zip(tmp_path / "book.xlsx", parts(xml))
    for attempt in (lambda: grid(source), lambda: patch(source, edits({"A1": 2}))):
        with pytest.raises(SheetError) as caught:
            attempt()
        assert caught.value.code is SheetErrorCode.DOCTYPE


def test_an_unknown_sheet_is_refused(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml("")))
    with pytest.raises(SheetError):
        patch(source, edits({"A1": 2}), "Polisy")


def test_only_the_edited_sheet_is_written(tmp_path: Path) -> None:
    extra = {"xl/media/zdjęcie.png": bytes(range(256)), "customXml/item1.xml": b"<a/>"}
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    entries = parts(sheet_xml(rows), extra=extra)
    source = write_zip(tmp_path / "book.xlsx", entries)
    after = patch(source, edits({"A1": 2}))
    assert grid(after) == {(1, 0): 2}
    assert SHEET in entries
