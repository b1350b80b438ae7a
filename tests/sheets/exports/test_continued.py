"""Tables that name an account in its first row alone."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode, Role
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    problems,
    read_any,
    wanted,
    write_any,
    write_xlsx,
)

HEADER = ["Klient", "Login", "Nazwisko", "Rola", "Polisa", "Limity"]
ROWS: list[Row] = [
    HEADER,
    ["1", "ala", "Kot", "U", "07001", "Z"],
    ["", "", "", "", "07002", "Z"],
    ["", "", "", "", "07003", "Z"],
    ["1", "jan", "Kos", "A", "07001", ""],
    ["1", "", "", "", "07002", "P"],
]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_rows_without_any_account_go_on_with_the_one_above(path: Path) -> None:
    opened = open_export(write_any(path, ROWS))
    assert levels(opened, "ala") == {
        (policy, "Limity"): Level.CHANGE for policy in ("07001", "07002", "07003")
    }
    assert [account.role for account in opened.export.accounts] == [Role.USER, Role.ADMINISTRATOR]
    assert levels(opened, "jan") == {("07002", "Limity"): Level.VIEW}
    (problem,) = opened.export.problems
    assert (problem.code, problem.found) == (ProblemCode.ACCOUNT_ABOVE, "3")
    assert (problem.at.row, problem.at.column) == (3, "B")


def test_a_page_break_may_come_between(path: Path) -> None:
    opened = open_export(write_any(path, [*ROWS[:3], HEADER, *ROWS[3:]]))
    assert len(levels(opened, "ala")) == 3
    assert codes(opened) == [ProblemCode.ACCOUNT_ABOVE, ProblemCode.REPEATED_HEADER]


def test_a_long_table_may_leave_the_policy_out_too(path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "07001", "Limity", "Z"],
        ["", "", "", "Windykacja", "P"],
        ["", "", "07002", "Limity", "Z"],
        ["", "", "", "Windykacja", "P"],
    ]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "ala") == {
        (policy, right): level
        for policy in ("07001", "07002")
        for right, level in (("Limity", Level.CHANGE), ("Windykacja", Level.VIEW))
    }


def test_a_correction_is_written_where_the_permission_stands(path: Path) -> None:
    opened = open_export(write_any(path, ROWS))
    changes = wanted(
        opened,
        {("ala", "07002", "Limity"): Level.NONE, ("jan", "07003", "Limity"): Level.CHANGE},
    )
    saved = save_corrected(opened, changes, default_target(opened)).path
    after = read_any(saved)
    assert after[2] == [None, None, None, None, "07002", None]
    assert after[6] == ["1", "jan", "Kos", "A", "07003", "Z"]
    assert levels(open_export(saved), "jan")["07003", "Limity"] is Level.CHANGE


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS[:2], ["1", "ala", "Kot", "U", "07002", "Z"], ["", "", "", "", "07003", "Z"]],
        [*ROWS[:2], ["", "", "", "", "07001", "Z"]],
        [*ROWS[:2], ["", "", "Ktoś Inny", "", "07002", "Z"]],
        [*ROWS[:2], ["2", "", "", "", "07002", "Z"]],
        [HEADER, ["", "", "", "", "07002", "Z"], *ROWS[1:2]],
    ],
    ids=["logins repeat", "policy repeats", "another name", "another client", "nothing above"],
)
def test_else_a_row_without_a_login_belongs_to_nobody(rows: list[Row], path: Path) -> None:
    opened = open_export(write_any(path, rows))
    assert codes(opened) == [ProblemCode.NO_LOGIN]


def test_merged_cells_need_no_word_about_it(tmp_path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"]]
    merges = []
    for number in range(1100):
        rows += [[f"u{number}", "U", "07001", "Z"], [None, None, "07002", "Z"]]
        merges.append(f"A{2 + 2 * number}:A{3 + 2 * number}")
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=merges))
    assert problems(opened, ProblemCode.ACCOUNT_ABOVE) == []
    assert len(levels(opened, "u1099")) == 2
