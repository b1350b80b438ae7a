"""Long exports with a row for each box: read as a right's two boxes, and saved row by row."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import LockReason, ProblemCode
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.opening import OpenedExport, open_export
from kuke_tui.sheets.recognition.names import Meaning
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    problems,
    read_any,
    verdicts,
    wanted,
    write_any,
    write_xlsx,
)

NAMED: list[Row] = [
    ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
    ["ala", "U", "07001", "Limity", "podgląd"],
    ["ala", "U", "07001", "Limity", "zmiany"],
    ["ala", "U", "07002", "Limity", "podgląd"],
    ["ala", "U", "07002", "Limity", "zmiany"],
    ["jan", "U", "07001", "Limity", "podgląd"],
    ["jan", "U", "07002", "Windykacja", "zmiany"],
]
"""A row stands for a ticked box."""
TICKED: list[Row] = [
    ["Login", "Rola", "Polisa", "Uprawnienie", "Rodzaj", "Nadane"],
    ["ala", "U", "07001", "Limity", "podgląd", "TAK"],
    ["ala", "U", "07001", "Limity", "zmiany", "TAK"],
    ["ala", "U", "07002", "Limity", "podgląd", "TAK"],
    ["ala", "U", "07002", "Limity", "zmiany", "TAK"],
    ["jan", "U", "07001", "Limity", "podgląd", "TAK"],
    ["jan", "U", "07001", "Limity", "zmiany", "NIE"],
    ["jan", "U", "07002", "Windykacja", "podgląd", "NIE"],
    ["jan", "U", "07002", "Windykacja", "zmiany", "TAK"],
]
"""A row says whether its box is ticked."""
IN_RIGHT: list[Row] = [
    ["Login", "Rola", "Polisa", "Uprawnienie", "Nadane"],
    *(
        [login, role, policy, f"{right} - {box}", tick]
        for login, role, policy, right, box, tick in TICKED[1:]
    ),
]
"""The right's name has the box in it."""
READ = {
    "ala": {("07001", "Limity"): Level.CHANGE, ("07002", "Limity"): Level.CHANGE},
    "jan": {("07001", "Limity"): Level.VIEW, ("07002", "Windykacja"): Level.CHANGE_ONLY},
}


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def saved(opened: OpenedExport, changes: dict[tuple[str, str, str], Level]) -> Path:
    return save_corrected(opened, wanted(opened, changes), default_target(opened)).path


@pytest.mark.parametrize("rows", [NAMED, TICKED, IN_RIGHT])
def test_two_rows_of_a_right_are_its_two_boxes(path: Path, rows: list[Row]) -> None:
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity", "Windykacja")
    assert {login: levels(opened, login) for login in READ} == READ
    assert verdicts(opened) == {"ala": Verdict.TAK, "jan": Verdict.NIE}
    assert codes(opened) == []


def test_columns_are_told_for_what_they_are(path: Path) -> None:
    table = open_export(write_any(path, TICKED)).recognition.mapping.tables[0]
    assert [column.meaning for column in table.columns[3:]] == [
        Meaning.RIGHT,
        Meaning.BOX,
        Meaning.TICK,
    ]


@pytest.mark.parametrize("rows", [NAMED, TICKED, IN_RIGHT])
def test_what_is_saved_is_read_again_and_undone(path: Path, rows: list[Row]) -> None:
    opened = open_export(write_any(path, rows))
    changes = {
        ("ala", "07002", "Limity"): Level.VIEW,
        ("jan", "07001", "Limity"): Level.NONE,
        ("jan", "07002", "Windykacja"): Level.VIEW,
        ("jan", "07002", "Limity"): Level.CHANGE,
    }
    target = saved(opened, changes)
    again = open_export(target)
    assert {login: levels(again, login) for login in READ} == {
        "ala": {("07001", "Limity"): Level.CHANGE, ("07002", "Limity"): Level.VIEW},
        "jan": {("07002", "Windykacja"): Level.VIEW, ("07002", "Limity"): Level.CHANGE},
    }
    assert codes(again) == []


def test_a_row_that_only_names_its_box_is_blanked_and_a_new_one_names_it(path: Path) -> None:
    opened = open_export(write_any(path, NAMED))
    changes = {
        ("ala", "07002", "Limity"): Level.VIEW,
        ("jan", "07001", "Limity"): Level.CHANGE,
    }
    before, after = read_any(path), read_any(saved(opened, changes))
    assert [list(row) for row in after[:4]] == [list(row) for row in before[:4]]
    assert after[4][4] in (None, "")
    assert after[5:7] == before[5:7]
    assert after[7:] == [["jan", "U", "07001", "Limity", "zmiany"]]


def test_a_right_that_nobody_holds_any_more_stays_known(path: Path) -> None:
    opened = open_export(write_any(path, NAMED))
    again = open_export(saved(opened, {("jan", "07002", "Windykacja"): Level.NONE}))
    assert again.export.rights == ("Limity", "Windykacja")
    assert levels(again, "jan") == {("07001", "Limity"): Level.VIEW}
    assert again.export.clients[0].policies == ("07001", "07002")


def test_a_box_without_a_row_is_named_as_the_others_are(path: Path) -> None:
    rows = [*IN_RIGHT, ["ewa", "U", "07001", "Windykacja - podgląd", "TAK"]]
    opened = open_export(write_any(path, rows))
    after = read_any(saved(opened, {("ewa", "07001", "Windykacja"): Level.CHANGE}))
    assert after[-1] == ["ewa", "U", "07001", "Windykacja - zmiany", "TAK"]
    opened = open_export(
        write_any(path, [*IN_RIGHT, ["ewa", "U", "07001", "Raporty - podgląd", "TAK"]])
    )
    after = read_any(saved(opened, {("ewa", "07001", "Raporty"): Level.CHANGE}))
    assert after[-1] == ["ewa", "U", "07001", "Raporty - zmiany", "TAK"]


def test_rows_of_one_box_that_contradict_are_told(path: Path) -> None:
    opened = open_export(
        write_any(path, [*TICKED, ["ala", "U", "07001", "Limity", "zmiany", "NIE"]])
    )
    (problem,) = problems(opened, ProblemCode.CONTRADICTION)
    assert (problem.at.row, problem.found, problem.other_found) == (10, "NIE", "TAK")
    assert levels(opened, "ala")["07001", "Limity"] is Level.UNREADABLE
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "row",
    [
        ["ewa", "U", "07001", "Limity", "PZ", "TAK"],
        ["ewa", "U", "07001", "Limity", "", "TAK"],
        ["ewa", "U", "07001", "Limity", "zmiany", "może"],
    ],
)
def test_a_row_that_does_not_say_its_box_leaves_the_account_open(path: Path, row: Row) -> None:
    others = [[f"u{at}", *each[1:]] for at in range(5) for each in TICKED[1:5]]
    ewa = [["ewa", *each[1:]] for each in TICKED[3:5]]
    opened = open_export(write_any(path, [*TICKED[:5], *others, *ewa, row]))
    assert verdicts(opened)["ewa"] is Verdict.UNKNOWN
    assert verdicts(opened)["ala"] is Verdict.TAK
    assert len(opened.export.problems) == 1


def test_an_account_of_levels_that_contradict_once_stays_open(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "07001", "Limity", "podgląd"],
        ["ala", "U", "07001", "Limity", "zmiany"],
        ["jan", "U", "07001", "Limity", "zmiany"],
        ["ewa", "U", "07001", "Limity", "zmiany"],
    ]
    opened = open_export(write_any(path, rows))
    assert codes(opened) == [ProblemCode.CONTRADICTION]
    assert verdicts(opened)["jan"] is Verdict.TAK


def test_only_the_box_of_a_locked_row_is_locked(tmp_path: Path) -> None:
    rows = [list(row) for row in [*TICKED, *TICKED[1:5]]]
    rows[6][5] = '="NIE"'
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    (locks,) = opened.export.locks.values()
    assert [(lock.policy, lock.right, lock.reason) for lock in locks] == [
        (0, 0, LockReason.FORMULA)
    ]
    assert locks[0].box is not None
    assert locks[0].at.row == 7
