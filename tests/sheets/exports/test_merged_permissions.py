"""A permission merged over several cells holds for each of them."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import LockReason, ProblemCode
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import OpenedExport, open_export
from tests.sheets.binary_workbooks import write_ods
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    ods_row,
    place,
    problems,
    wanted,
    write_xlsx,
)

HEADER = ["Login", "Rola", "Polisa", "Limity", "Raporty"]
ROWS: list[Row] = [
    HEADER,
    ["jan", "U", "07001", "Z", "P"],
    ["jan", "U", "07002", "Z", None],
    ["ala", "U", "07001", "Z", None],
    ["ala", "U", "07002", "Z", None],
]
ALL_VIEW = {("07001", "Raporty"): Level.VIEW, ("07002", "Raporty"): Level.VIEW}
ALL_CHANGE = {("07001", "Limity"): Level.CHANGE, ("07002", "Limity"): Level.CHANGE}


def locked_cells(opened: OpenedExport) -> set[str]:
    return {
        f"{lock.at.column}{lock.at.row}"
        for locks in opened.export.locks.values()
        for lock in locks
        if lock.reason is LockReason.MERGED
    }


def test_a_level_merged_over_policies_and_accounts(tmp_path: Path) -> None:
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", ROWS, merges=["E2:E5"]))
    for login in ("jan", "ala"):
        assert levels(opened, login) == ALL_CHANGE | ALL_VIEW
    assert opened.export.problems == ()
    assert locked_cells(opened) == {"E2", "E3", "E4", "E5"}
    with pytest.raises(SheetError) as refused:
        save_corrected(
            opened,
            wanted(opened, {("jan", "07001", "Raporty"): Level.NONE}),
            default_target(opened),
        )
    assert refused.value.code is SheetErrorCode.LOCKED_CELL


def test_a_tick_merged_over_both_boxes(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"],
        ["ala", "U", "07001", "x", None],
        ["ala", "U", "07002", "x", None],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=["D2:E2"]))
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07002", "Limity"): Level.VIEW,
    }


def test_an_empty_merged_cell_grants_nothing(tmp_path: Path) -> None:
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", ROWS, merges=["E3:E5"]))
    assert levels(opened, "ala") == ALL_CHANGE


def test_a_merge_that_begins_outside_the_permissions_is_no_permission(tmp_path: Path) -> None:
    rows: list[Row] = [HEADER, ["ala", "U", "07001", None, "Z"], ["ala", "U", "07002", None, "Z"]]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=["C2:D2"]))
    assert levels(opened, "ala")["07001", "Limity"] is Level.UNREADABLE
    assert [place(each) for each in problems(opened, ProblemCode.UNKNOWN_LEVEL)] == [
        "Uprawnienia!D2"
    ]


def test_a_line_of_text_merged_over_the_table_is_still_a_note(tmp_path: Path) -> None:
    rows = [*ROWS, ["Stan na 6 maja"]]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=["A6:E6"]))
    assert codes(opened) == [ProblemCode.TOTALS_ROW]
    assert len(opened.export.accounts) == 2


def test_a_sheet_longer_than_the_sample(tmp_path: Path) -> None:
    rows: list[Row] = [HEADER]
    merges = []
    for number in range(1200):
        rows += [[f"u{number}", "U", "07001", "Z", None], [f"u{number}", "U", "07002", None, None]]
        merges.append(f"D{2 + 2 * number}:D{3 + 2 * number}")
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=merges))
    assert opened.export.problems == ()
    for login in ("u0", "u1199"):
        assert levels(opened, login) == ALL_CHANGE


def test_an_open_document_becomes_a_workbook_in_which_each_cell_says_it(tmp_path: Path) -> None:
    rows = (
        ods_row(*HEADER)
        + ods_row("ala", "U", "07001", "Z/2/2", "|")
        + ods_row("ala", "U", "07002", "|", "|")
        + ods_row("jan", "U", "07001", "P", "")
    )
    table = f'<table:table table:name="Uprawnienia">{rows}</table:table>'
    opened = open_export(write_ods(tmp_path / "export.ods", table))
    assert set(levels(opened, "ala").values()) == {Level.CHANGE}
    assert len(levels(opened, "ala")) == 4
    changes = wanted(opened, {("ala", "07001", "Raporty"): Level.NONE})
    again = open_export(save_corrected(opened, changes, default_target(opened)).path)
    assert levels(again, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07002", "Limity"): Level.CHANGE,
        ("07002", "Raporty"): Level.CHANGE,
    }
