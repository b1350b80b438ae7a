"""A corrected export of a kind that can't be written: what its new workbook keeps."""

import shutil
from datetime import datetime, time
from pathlib import Path

from openpyxl import Workbook, load_workbook

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode
from kuke_tui.sheets.correcting import default_target, notes_before_saving, save_corrected
from kuke_tui.sheets.opening import open_export
from kuke_tui.sheets.saving.notes import SavingNote
from tests.sheets.binary_workbooks import write_ods
from tests.sheets.exports.files import codes, everything, levels, ods_row, read_any, wanted
from tests.sheets.exports.test_libreoffice import shown

DAY = datetime.fromisoformat("2026-01-02")
STYLES = """
<style:style style:name="hidden" style:family="table">
  <style:table-properties table:display="false"/></style:style>
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>.</number:text>
  <number:month number:style="long"/><number:text>.</number:text><number:year
  number:style="long"/><number:text> </number:text><number:hours/><number:text>:</number:text>
  <number:minutes number:style="long"/></number:date-style>
<number:currency-style style:name="N2P0"><number:number number:decimal-places="2"
  number:min-integer-digits="1" number:grouping="true"/><number:text> </number:text>
  <number:currency-symbol>zł</number:currency-symbol></number:currency-style>
<number:currency-style style:name="N2"><number:text>-</number:text><number:number
  number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>
  <number:text> </number:text><number:currency-symbol>zł</number:currency-symbol>
  <style:map style:condition="value()&gt;=0" style:apply-style-name="N2P0"/>
</number:currency-style>
<number:percentage-style style:name="N3"><number:number number:decimal-places="1"
  number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="money" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="share" style:family="table-cell" style:data-style-name="N3"/>
"""


def text(value: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def number(kind: str, value: str, style: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    name = "value" if kind in {"float", "currency", "percentage"} else f"{kind}-value"
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{named}/>'


TRUE = (
    '<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1">'
    "<text:p>PRAWDA</text:p></table:table-cell>"
)


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def export(path: Path) -> Path:
    names = ["Login", "Rola", "Polisa", "Limity", "Logowanie", "Kwota", "Udział", "Aktywne", "Od"]
    moment = number("date", "2026-01-02T13:45:00", "moment")
    rest = [
        moment,
        number("currency", "-1234.5"),
        number("percentage", "0.25", "share"),
        TRUE,
        number("time", "PT12H30M00S"),
    ]
    permissions = (
        '<table:table-column table:number-columns-repeated="5"/>'
        '<table:table-column table:default-cell-style-name="money"/>'
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        + row(*map(text, names))
        + row(*map(text, ["ala", "U", "07001", "Z"]), *rest)
        + row(*map(text, ["ala", "U", "07002", "Z"]), *rest, more=' table:visibility="filter"')
        + row(*map(text, ["jan", "U", "07001", "Z"]), *rest)
        + row(text("Razem"), more=' table:visibility="collapse"')
    )
    return write_ods(
        path,
        f'<table:table table:name="Notatki" table:style-name="hidden">{row(text("x"))}'
        f'</table:table><table:table table:name="Konta">{permissions}</table:table>',
        styles=STYLES,
    )


def test_dates_formats_booleans_and_what_is_hidden_are_kept(tmp_path: Path) -> None:
    opened = open_export(export(tmp_path / "export.ods"))
    changes = wanted(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    assert notes_before_saving(opened, changes) == [SavingNote.NEW_WORKBOOK]
    path = save_corrected(opened, changes, default_target(opened)).path
    assert levels(open_export(path), "jan")["07002", "Limity"] is Level.CHANGE
    book = load_workbook(path)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Notatki", "hidden"),
        ("Konta", "visible"),
    ]
    assert book.active is book["Konta"]
    sheet = book["Konta"]
    moment, money, share, truth, since = sheet[2][4:9]
    assert (moment.value, moment.number_format) == (
        datetime.fromisoformat("2026-01-02T13:45"),
        'dd"."mm"."yyyy h:mm',
    )
    assert (money.value, money.number_format) == (-1234.5, '#,##0.00 "zł";-#,##0.00 "zł"')
    assert (share.value, share.number_format) == (0.25, "0.0%")
    assert truth.value is True
    assert since.value == time(12, 30)
    assert [cell.value for cell in sheet[5]][:4] == ["jan", "U", "07002", "Z"]
    assert sheet["A6"].value == "Razem"
    assert [row for row, of_row in sheet.row_dimensions.items() if of_row.hidden] == [3, 6]
    assert [name for name, of in sheet.column_dimensions.items() if of.hidden] == ["I"]
    if shutil.which("soffice"):
        cells = shown(path, tmp_path)["Konta"][1]
        assert "2026 13:45" in cells[4]
        assert cells[6] == "25%"


def test_a_new_row_repeats_a_date_as_a_date(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Login", "Rola", "Polisa", "Limity", "Ważne od"])
    for login, policy in [("ala", "07001"), ("ala", "07002"), ("jan", "07001")]:
        sheet.append([login, "U", policy, "Z", DAY])
    book.save(tmp_path / "export.xlsx")
    opened = open_export(tmp_path / "export.xlsx")
    changes = wanted(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    after = load_workbook(save_corrected(opened, changes, default_target(opened)).path)
    row = after.worksheets[0][5]
    assert [cell.value for cell in row] == ["jan", "U", "07002", "Z", DAY]
    assert row[4].number_format == after.worksheets[0]["E4"].number_format


def test_an_error_of_another_program_is_one_in_the_new_workbook(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>@</text:p></table:table-cell>'
    error = text.replace("@", "#N/D!").replace("office:", 'calcext:value-type="error" office:')
    rows = ods_row("Login", "Rola", "Polisa", "Limity") + ods_row("ala", "U", "07001", "Z")
    rows += ods_row("ala", "U", "@", "P").replace(text, error)
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="K">{rows}</table:table>')
    opened = open_export(path)
    assert codes(opened) == [ProblemCode.CELL_ERROR]
    again = open_export(save_corrected(opened, {}, default_target(opened)).path)
    assert everything(again) == everything(opened)
    assert codes(again) == [ProblemCode.CELL_ERROR]


def test_a_cell_that_a_row_without_a_right_leaves_open_can_be_set(tmp_path: Path) -> None:
    rows = [
        ("Login", "Rola", "Polisa", "Uprawnienie", "Zakres"),
        ("ala", "U", "07001", "Limity", "zmiany"),
        ("jan", "U", "07001", "", "zmiany"),
    ]
    table = "".join(ods_row(*row) for row in rows)
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="K">{table}</table:table>')
    opened = open_export(path)
    assert levels(opened, "jan") == {("07001", "Limity"): Level.UNREADABLE}
    changes = wanted(opened, {("jan", "07001", "Limity"): Level.CHANGE})
    saved = save_corrected(opened, changes, default_target(opened)).path
    assert ["jan", "U", "07001", "Limity", "zmiany"] in read_any(saved)
