"""Rows for missing policies where something stands below the table."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import LockReason
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import OpenedExport, open_export
from tests.sheets.exports.files import Row, levels, wanted
from tests.sheets.exports.test_libreoffice import shown

WIDE: list[Row] = [
    ["Login", "Rola", "Polisa", "Limity", "Windykacja"],
    ["ala", "U", "07001", "Z", "Z"],
    ["ala", "U", "07002", "Z", "Z"],
    ["ala", "U", "07003", "Z", "Z"],
    ["jan", "U", "07001", "Z", "Z"],
]
MISSING = {("jan", policy, "Limity"): Level.CHANGE for policy in ("07002", "07003")}


def workbook(path: Path, dress: Callable[[Worksheet], None]) -> Path:
    """The export above, and what ``dress`` puts below or around it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Konta"
    for row in WIDE:
        sheet.append(list(row))
        sheet.cell(sheet.max_row, 3).number_format = "@"
    dress(sheet)
    book.save(path)
    return path


def footer(sheet: Worksheet) -> None:
    sheet["A7"] = "Sporządził: dział umów"
    sheet.merge_cells("A7:C7")
    sheet.auto_filter.ref = "A1:E5"
    sheet.print_area = "A1:E5"
    sheet.conditional_formatting.add("D2:E5", Rule("expression", formula=['$D2="Z"']))


def totals(sheet: Worksheet) -> None:
    sheet["A6"] = "Razem"
    sheet["D6"] = '=COUNTIF(D2:D5,"Z")'


def table(sheet: Worksheet) -> None:
    sheet["A6"] = "Suma"
    sheet["D6"] = "=SUBTOTAL(103,Konta1[Limity])"
    made = Table(displayName="Konta1", ref="A1:E6", totalsRowCount=1)
    made.tableColumns = [
        TableColumn(id=at, name=str(name)) for at, name in enumerate(WIDE[0], start=1)
    ]
    made.tableColumns[0].totalsRowLabel = "Suma"
    made.tableColumns[3].totalsRowFunction = "count"
    sheet.add_table(made)


def pinned(sheet: Worksheet) -> None:
    """Totals that another sheet names."""
    totals(sheet)
    assert sheet.parent is not None
    sheet.parent.create_sheet("Zestawienie")["B2"] = "=Konta!D6"


def saved(opened: OpenedExport) -> Path:
    return save_corrected(opened, wanted(opened, MISSING), default_target(opened)).path


def test_a_footer_makes_room(tmp_path: Path) -> None:
    opened = open_export(workbook(tmp_path / "export.xlsx", footer))
    assert not opened.export.locks
    path = saved(opened)
    sheet = load_workbook(path)["Konta"]
    assert [cell.value for cell in sheet[6]] == ["jan", "U", "07002", "Z", None]
    assert [sheet.cell(row, 3).number_format for row in (6, 7)] == ["@", "@"]
    assert (sheet["A8"].value, sheet["A9"].value) == (None, "Sporządził: dział umów")
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A9:C9"]
    assert (sheet.auto_filter.ref, sheet.print_area) == ("A1:E7", "'Konta'!$A$1:$E$7")
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["D2:E7"]
    assert levels(open_export(path), "jan")["07003", "Limity"] is Level.CHANGE


def test_blank_rows_are_used_where_there_are_enough(tmp_path: Path) -> None:
    def far(sheet: Worksheet) -> None:
        sheet["A9"] = "Sporządził: dział umów"

    sheet = load_workbook(saved(open_export(workbook(tmp_path / "export.xlsx", far))))["Konta"]
    assert [sheet.cell(row, 1).value for row in range(5, 10)] == [
        "jan", "jan", "jan", None, "Sporządził: dział umów",
    ]  # fmt: skip


@pytest.mark.parametrize("dress", [totals, table])
def test_totals_stay_below_and_count_the_new_rows(
    dress: Callable[[Worksheet], None], tmp_path: Path
) -> None:
    path = saved(open_export(workbook(tmp_path / "export.xlsx", dress)))
    sheet = load_workbook(path)["Konta"]
    assert sheet["A6"].value == "jan"
    assert sheet["A8"].value in {"Razem", "Suma"}
    if shutil.which("soffice"):
        (rows,) = shown(path, tmp_path).values()
        assert (rows[7][0], rows[7][3]) == (sheet["A8"].value, "6")


def test_where_there_is_no_room_it_is_known_when_loaded(tmp_path: Path) -> None:
    opened = open_export(workbook(tmp_path / "export.xlsx", pinned))
    (locks,) = opened.export.locks.values()
    assert {(lock.policy, lock.right) for lock in locks} == {(1, 0), (1, 1), (2, 0), (2, 1)}
    assert {lock.reason for lock in locks} == {LockReason.NO_ROOM}
    at = locks[0].at
    assert (at.sheet, at.row, at.column) == ("Zestawienie", 2, "B")
    with pytest.raises(SheetError) as refused:
        saved(opened)
    assert refused.value.code is SheetErrorCode.LOCKED_CELL
    changes = wanted(opened, {("jan", "07001", "Limity"): Level.NONE})
    receipt = save_corrected(opened, changes, default_target(opened))
    assert load_workbook(receipt.path)["Konta"]["D5"].value is None


def test_nothing_is_locked_where_no_row_is_missing(tmp_path: Path) -> None:
    def complete(sheet: Worksheet) -> None:
        sheet.delete_rows(5)
        sheet["A5"] = "Razem"
        assert sheet.parent is not None
        sheet.parent.create_sheet("Zestawienie")["B2"] = "=Konta!A5"

    assert not open_export(workbook(tmp_path / "export.xlsx", complete)).export.locks
