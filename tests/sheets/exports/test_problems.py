"""Whatever could not be read is told, with its place, and never counted as not granted."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Problem, ProblemCode, Role
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import OpenedExport, open_export
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    place,
    problems,
    verdicts,
    write_any,
    write_csv,
    write_xlsx,
)

HEADER = ["Klient", "Login", "Rola", "Polisa", "Limity", "Windykacja"]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def the_problem(opened: OpenedExport, code: ProblemCode) -> Problem:
    (found,) = problems(opened, code)
    return found


def test_unknown_level(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "raz"], ["1", "ala", "U", "07002", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.UNKNOWN_LEVEL)
    assert (problem.at.column, problem.at.row) == ("F", 2)
    assert (problem.found, problem.subject, problem.account) == ("raz", "Windykacja", 0)
    assert levels(opened, "ala")["07001", "Windykacja"] is Level.UNREADABLE
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


@pytest.mark.parametrize("value", ["Z?", "PP", "zmiany?", "2", "x", "tak"])
def test_values_that_only_resemble_a_level_are_not_read(value: str, path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", value], ["1", "ala", "U", "07002", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "ala")["07001", "Windykacja"] is Level.UNREADABLE


def test_one_unreadable_box_makes_its_cell_unreadable(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"],
        ["ala", "U", "07001", "TAK", "chyba"],
        ["ala", "U", "07002", "TAK", "TAK"],
    ]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.UNKNOWN_LEVEL)
    assert (problem.at.column, problem.at.row) == ("E", 2)
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.UNREADABLE,
        ("07002", "Limity"): Level.CHANGE,
    }


def test_error_cell(tmp_path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "#N/A"], ["1", "ala", "U", "07002", "Z", "Z"]]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    problem = the_problem(opened, ProblemCode.CELL_ERROR)
    assert place(problem) == "Uprawnienia!F2"
    assert problem.found == "#N/A"
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_a_formula_without_a_result_is_not_an_empty_cell(tmp_path: Path) -> None:
    rows: list[Row] = [
        HEADER,
        ["1", "ala", "U", "07001", "Z", "=E2"],
        ["1", "ala", "U", "07002", "Z", None],
        ["1", "jan", '="U"', "07001", "Z", None],
        ["1", "ewa", "U", '="0700"&"2"', "Z", None],
        ["1", '="e"&"la"', "U", "07001", "Z", None],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    found = problems(opened, ProblemCode.NO_RESULT)
    assert sorted(each.at.column or "" for each in found) == ["B", "C", "D", "F"]
    assert levels(opened, "ala")["07001", "Windykacja"] is Level.UNREADABLE
    assert {verdicts(opened)[login] for login in ("ala", "jan", "ewa")} == {Verdict.UNKNOWN}


def test_unknown_role(path: Path) -> None:
    rows = [
        HEADER,
        ["1", "ala", "Księgowość", "07001", "Z", "Z"],
        ["1", "ala", "U", "07002", "Z", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.UNKNOWN_ROLE)
    assert (problem.at.column, problem.at.row, problem.found) == ("C", 2, "Księgowość")
    assert opened.export.accounts[0].role is None
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_role_may_stand_on_any_row(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "", "07001", "Z", "Z"], ["1", "ala", "A", "07002", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    assert opened.export.accounts[0].role is Role.ADMINISTRATOR
    assert opened.export.problems == ()


def test_account_without_a_role(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "", "07001", "Z", "Z"], ["1", "jan", "U", "07001", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.NO_ROLE)
    assert (problem.at.row, problem.account, problem.subject) == (2, 0, "ala")
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_no_column_of_roles_is_told_once(path: Path) -> None:
    rows = [["Login", "Polisa", "Limity"], ["ala", "07001", "Z"], ["jan", "07001", "Z"]]
    opened = open_export(write_any(path, rows))
    assert codes(opened) == [ProblemCode.NO_ROLE_COLUMN]
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_two_roles(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "A", "07001", "Z", "Z"], ["1", "ala", "U", "07002", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.TWO_ROLES)
    assert problem.other is not None
    assert (problem.at.row, problem.other.row) == (3, 2)
    assert (problem.found, problem.other_found) == ("user", "administrator")
    assert opened.export.accounts[0].role is None


def test_two_names(path: Path) -> None:
    rows = [
        ["Login", "Imię i nazwisko", "Rola", "Polisa", "Limity"],
        ["ala", "Ala Kot", "U", "07001", "Z"],
        ["ala", "Ala Kotek", "U", "07002", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.TWO_NAMES)
    assert (problem.found, problem.other_found) == ("Ala Kotek", "Ala Kot")
    assert opened.export.accounts[0].name == "Ala Kot"


def test_repeated_rows_that_agree_are_merged_and_mentioned(path: Path) -> None:
    row = ["1", "ala", "U", "07001", "Z", ""]
    opened = open_export(write_any(path, [HEADER, row, row, [*row[:5], "-"]]))
    assert codes(opened) == [ProblemCode.DUPLICATE_ROW] * 2
    first, second = opened.export.problems
    assert (first.at.row, second.at.row) == (3, 4)
    assert first.other is not None
    assert first.other.row == 2
    assert levels(opened, "ala") == {("07001", "Limity"): Level.CHANGE}


def test_repeated_rows_that_contradict_show_both_sides(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "P"], ["1", "ala", "U", "07001", "Z", ""]]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.CONTRADICTION)
    assert problem.other is not None
    assert (problem.at.column, problem.at.row, problem.found) == ("F", 3, "")
    assert (problem.other.column, problem.other.row, problem.other_found) == ("F", 2, "P")
    assert problem.subject == "Windykacja"
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Windykacja"): Level.UNREADABLE,
    }
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_contradiction_in_a_long_export(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "07001", "Limity", "Z"],
        ["ala", "U", "07001", "Windykacja", "P"],
        ["ala", "U", "07001", "Limity", "P"],
        ["ala", "U", "07001", "Windykacja", "podgląd"],
    ]
    opened = open_export(write_any(path, rows))
    assert codes(opened) == [ProblemCode.CONTRADICTION, ProblemCode.DUPLICATE_ROW]
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.UNREADABLE,
        ("07001", "Windykacja"): Level.VIEW,
    }


def test_row_without_a_login_still_names_a_policy(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "Z"], ["1", "", "U", "07002", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.NO_LOGIN)
    assert (problem.at.column, problem.at.row, problem.account) == ("B", 3, None)
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert problem.subject == "07002"
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_row_without_a_login_leaves_open_only_what_it_grants_to_those_without_a_row(
    path: Path,
) -> None:
    rows = [
        HEADER,
        ["1", "ala", "U", "07001", "Z", ""],
        ["1", "ala", "U", "07002", "Z", ""],
        ["1", "jan", "U", "07001", "Z", ""],
        ["1", "", "U", "07002", "Z", ""],
        ["2", "ewa", "U", "07002", "Z", ""],
        ["1", "", "U", "07001", "", ""],
    ]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "jan") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07002", "Limity"): Level.UNREADABLE,
    }
    assert [verdicts(opened)[login] for login in ("ala", "ewa")] == [Verdict.TAK, Verdict.TAK]
    assert [each.subject for each in problems(opened, ProblemCode.NO_LOGIN)] == ["07002", ""]


def test_permission_without_a_policy_leaves_the_right_open(path: Path) -> None:
    rows = [
        HEADER,
        ["1", "ala", "U", "07001", "Z", ""],
        ["1", "ala", "U", "", "Z", ""],
        ["1", "jan", "U", "07002", "Z", ""],
    ]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.NO_POLICY)
    assert (problem.at.column, problem.at.row, problem.account) == ("D", 3, 0)
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07002", "Limity"): Level.UNREADABLE,
    }


def test_the_only_row_names_no_policy(path: Path) -> None:
    opened = open_export(write_any(path, [HEADER, ["1", "ala", "U", "", "Z", ""]]))
    assert codes(opened) == [ProblemCode.NO_POLICY]
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_account_listed_without_policy_and_permission_has_none(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "Z"], ["1", "szef", "A", "", "", ""]]
    opened = open_export(write_any(path, rows))
    assert [account.login for account in opened.export.accounts] == ["ala", "szef"]
    assert opened.export.problems == ()


def test_permission_without_a_right_leaves_the_policy_open(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "07001", "Limity", "Z"],
        ["ala", "U", "07001", "Windykacja", "Z"],
        ["ala", "U", "07002", "Limity", "Z"],
        ["ala", "U", "07002", "", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.NO_RIGHT)
    assert (problem.at.column, problem.at.row) == ("D", 5)
    assert levels(opened, "ala")["07002", "Windykacja"] is Level.UNREADABLE
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN


def test_row_without_a_client_goes_to_the_only_client_of_its_login(path: Path) -> None:
    rows = [
        HEADER,
        ["1", "ala", "U", "07001", "Z", "Z"],
        ["", "ala", "U", "07002", "P", "Z"],
        ["2", "jan", "U", "08001", "Z", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.NO_CLIENT)
    assert (problem.at.column, problem.at.row, problem.account) == ("A", 3, 0)
    assert opened.export.accounts[0].client.policies == ("07001", "07002")
    assert levels(opened, "ala")["07002", "Limity"] is Level.VIEW


def test_row_whose_client_nobody_knows_is_never_judged(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "Z"], ["", "ktos", "U", "09001", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    assert the_problem(opened, ProblemCode.NO_CLIENT).account == 1
    assert verdicts(opened)["ktos"] is Verdict.UNKNOWN


def test_policy_of_two_clients(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "Z"], ["2", "jan", "U", "07001", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    problem = the_problem(opened, ProblemCode.POLICY_OF_TWO_CLIENTS)
    assert (problem.at.row, problem.found, problem.other_found) == (3, "2", "1")
    assert [client.policies for client in opened.export.clients] == [("07001",), ("07001",)]


def test_same_login_of_two_clients_is_two_accounts(path: Path) -> None:
    rows = [HEADER, ["1", "ala", "U", "07001", "Z", "Z"], ["2", "ala", "U", "08001", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    assert [account.key for account in opened.export.accounts] == [("1", "ala"), ("2", "ala")]
    assert opened.export.problems == ()


def test_logins_that_differ_in_case_are_two_accounts_and_spaces_around_do_not_count(
    path: Path,
) -> None:
    rows = [HEADER, ["1", " ala ", "U", "07001", "Z", "Z"], ["1", "Ala", "U", "07001 ", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    assert [account.login for account in opened.export.accounts] == ["ala", "Ala"]
    assert opened.export.clients[0].policies == ("07001",)


@pytest.mark.parametrize(
    ("others", "policy", "shown"),
    [
        (["07001", "07002"], 7003, "7003"),
        (["A-1", "A-2"], 1.2e19, "12000000000000000000"),
        (["A-1", "A-2"], "1,2E+19", "1,2E+19"),
        (["A-1", "A-2"], "1.23457E+15", "1.23457E+15"),
        (["A-1", "A-2"], 1234567890123450, "1234567890123450"),
        (["A-1", "A-2"], "12345678901234500", "12345678901234500"),
        (["07001", "07002"], "7003", "7003"),
    ],
)
def test_policy_number_damaged_by_excel(
    others: list[str], policy: object, shown: str, tmp_path: Path
) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"]]
    rows += [["ala", "U", number, "Z"] for number in [*others, policy]]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    problem = the_problem(opened, ProblemCode.DAMAGED_POLICY)
    assert (problem.found, place(problem)) == (shown, "Uprawnienia!C4")


@pytest.mark.parametrize(
    "policies",
    [
        ["7001", "7002"],
        [7001, 7002],
        ["07001", "07002", "PL/7"],
        ["123456789012345678", "123456789012345000"],
        ["0700123", "12345"],
    ],
)
def test_policy_numbers_in_good_health(policies: list[object], tmp_path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"]]
    rows += [["ala", "U", number, "Z"] for number in policies]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    assert opened.export.problems == ()


def test_lost_zeros_are_sought_among_the_policies_of_one_client(tmp_path: Path) -> None:
    rows: list[Row] = [["Klient", "Login", "Rola", "Polisa", "Limity"]]
    rows += [["4711", "ala", "U", number, "Z"] for number in ("07001", "07002", "7003")]
    rows += [["5822", "jan", "U", number, "Z"] for number in ("8001", "8002")]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    problem = the_problem(opened, ProblemCode.DAMAGED_POLICY)
    assert (problem.found, place(problem)) == ("7003", "Uprawnienia!D4")


def test_endless_problems_are_counted_rather_than_kept(tmp_path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", *(f"Prawo {n}" for n in range(40))]]
    rows += [[f"u{n}", "U", "07001", *["Z"] * 40] for n in range(2500)]
    rows += [[f"v{n}", "U", "07001", *["?"] * 40] for n in range(2600)]
    opened = open_export(write_csv(tmp_path / "export.csv", rows))
    last = opened.export.problems[-1]
    assert (last.code, last.found) == (ProblemCode.MORE_PROBLEMS, "4000")
    assert len(opened.export.problems) == 100_001
    assert verdicts(opened)["v2599"] is Verdict.UNKNOWN


def test_an_export_of_thousands_of_clients_needs_a_column_of_clients(tmp_path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"]]
    rows += [[f"u{number}", "U", f"P{number}", "Z"] for number in range(40_000)]
    with pytest.raises(SheetError) as refused:
        open_export(write_csv(tmp_path / "export.csv", rows))
    assert refused.value.code is SheetErrorCode.NO_CLIENT_COLUMN


def test_a_table_too_wide_to_be_looked_at_is_refused_rather_than_cut(tmp_path: Path) -> None:
    rights = [f"Prawo {number}" for number in range(2000)]
    rows = [["Login", "Rola", "Polisa", *rights], ["ala", "U", "07001", *["Z"] * 2000]]
    with pytest.raises(SheetError) as refused:
        open_export(write_csv(tmp_path / "export.csv", rows))
    assert refused.value.code is SheetErrorCode.TOO_LARGE
    assert (refused.value.row, refused.value.column) == (1, "BXY")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_row_without_a_policy_is_told_however_wide_the_table(tmp_path: Path, suffix: str) -> None:
    notes = [f"Uwagi {at}" for at in range(600)]
    blank: list[object] = [""] * len(notes)
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity", *notes, "Windykacja"],
        ["ala", "U", "07001", "Z", *blank, "Z"],
        ["jan", "U", "", "", *blank[:-1], "x", "Z"],
        ["jan", "U", "07001", "Z", *blank, "Z"],
    ]
    opened = open_export(write_any(tmp_path / f"export.{suffix}", rows))
    assert [place(each) for each in problems(opened, ProblemCode.NO_POLICY)] == [
        f"{opened.recognition.mapping.tables[0].sheet}!C3"
    ]
