"""A header that stands again in a table: the same one, or one of other columns."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode, Role
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import Row, codes, levels, problems, verdicts, write_any

HEADER = ["Login", "Rola", "Polisa", "Limity", "Windykacja"]
FIRST: list[Row] = [
    HEADER,
    ["ala", "U", "07001", "Z", "P"],
    ["ala", "U", "07002", "Z", "P"],
    ["jan", "U", "07001", "Z", ""],
]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


@pytest.mark.parametrize(
    "other",
    [
        ["Login", "Rola", "Polisa", "Windykacja", "Limity"],
        ["Login", "Rola", "Polisa", "Gwarancje", "Windykacja"],
        ["Login", "Rola", "Polisa", "Limity", "Windykacja", "Gwarancje"],
    ],
)
def test_what_rows_under_another_header_grant_is_not_read(other: list[str], path: Path) -> None:
    rows = [*FIRST, other, ["jan", "U", "07002", "Z", ""], ["szef", "A", "07001", "", ""]]
    opened = open_export(write_any(path, rows))
    assert [verdicts(opened)[login] for login in ("jan", "szef")] == [
        Verdict.UNKNOWN,
        Verdict.TAK,
    ]
    assert levels(opened, "ala")["07002", "Limity"] is Level.CHANGE
    header, of_jan, of_szef = problems(opened, ProblemCode.OTHER_HEADER)
    assert (header.at.row, header.account) == (5, None)
    assert (of_jan.at.row, of_jan.subject, of_szef.subject) == (6, "jan", "szef")
    assert of_jan.other is not None
    assert of_jan.other.row == 5


def test_the_first_header_again_ends_the_other_block(path: Path) -> None:
    other = ["Login", "Rola", "Polisa", "Windykacja", "Limity"]
    rows = [*FIRST, other, ["ewa", "U", "07001", "Z", ""], HEADER, ["jan", "U", "07002", "Z", ""]]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "jan") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07002", "Limity"): Level.CHANGE,
    }
    assert verdicts(opened)["ewa"] is Verdict.UNKNOWN
    assert codes(opened).count(ProblemCode.REPEATED_HEADER) == 1


def test_a_role_in_another_place_is_not_read(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity", "Typ"],
        ["ala", "U", "07001", "Z", "A"],
        ["Login", "Typ", "Polisa", "Limity", "Rola"],
        ["jan", "A", "07001", "Z", "U"],
    ]
    opened = open_export(write_any(path, rows))
    assert [account.role for account in opened.export.accounts] == [Role.USER, None]


@pytest.mark.parametrize(
    "other", [["Rola", "Login", "Polisa", "Limity"], ["", "Login", "Rola", "Polisa", "Limity"]]
)
def test_a_table_below_that_names_accounts_in_another_column_is_refused(
    other: list[str], path: Path
) -> None:
    with pytest.raises(SheetError) as refused:
        open_export(write_any(path, [*FIRST, other, ["U", "ewa", "07001", "Z"]]))
    assert refused.value.code is SheetErrorCode.OTHER_TABLE
    assert refused.value.row == 5


def test_a_table_beside_that_names_other_accounts_is_refused(path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "", "Login", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "", "jan", "07001", "Limity", "Z"],
        ["jan", "U", "", "", "", "", ""],
    ]
    with pytest.raises(SheetError) as refused:
        open_export(write_any(path, rows))
    assert refused.value.code is SheetErrorCode.OTHER_TABLE
    assert (refused.value.row, refused.value.column) == (1, "D")


def test_a_login_that_stands_in_each_row_twice_is_one(path: Path) -> None:
    rows = [[*row, row[0]] for row in FIRST]
    opened = open_export(write_any(path, [*rows, ["Razem", "", "", "3", "2", ""]]))
    assert len(opened.export.accounts) == 2
    assert codes(opened) == [
        ProblemCode.TOTALS_ROW,
        ProblemCode.DUPLICATE_COLUMN,
    ]


@pytest.mark.parametrize("login", ["user", "konto", "limity", "login"])
def test_a_login_that_reads_like_a_heading_is_an_account(login: str, path: Path) -> None:
    rows = [*FIRST, [login, "Użytkownik", "07001", "Z", ""], [login, "Użytkownik", "", "", ""]]
    opened = open_export(write_any(path, rows))
    assert levels(opened, login) == {("07001", "Limity"): Level.CHANGE}
    assert opened.export.problems == ()
