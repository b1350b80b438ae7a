"""Clients, logins and policies that are spelled in two ways, or were damaged on the way."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.correcting import save_corrected
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    place,
    problems,
    read_any,
    verdicts,
    wanted,
    write_any,
    write_xlsx,
)

HEADER = ["Login", "Rola", "Polisa", "Limity", "Windykacja"]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


# Policies


def test_a_number_without_its_zeros_is_the_one_that_has_them(tmp_path: Path) -> None:
    rows: list[Row] = [
        HEADER,
        ["ala", "U", 7001, "Z", "Z"],
        ["ala", "U", "07002", "Z", "Z"],
        ["jan", "U", "07001", "Z", "P"],
        ["jan", "U", 7002, "Z", None],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    assert opened.export.clients[0].policies == ("07002", "07001")
    assert verdicts(opened) == {"ala": Verdict.TAK, "jan": Verdict.NIE}
    assert levels(opened, "jan") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Windykacja"): Level.VIEW,
        ("07002", "Limity"): Level.CHANGE,
    }
    told = problems(opened, ProblemCode.DAMAGED_POLICY)
    assert [(place(each), each.found, each.other_found) for each in told] == [
        ("Uprawnienia!C2", "7001", "07001"),
        ("Uprawnienia!C5", "7002", "07002"),
    ]
    boxes = wanted(opened, {("jan", "07002", "Windykacja"): Level.VIEW})
    saved = tmp_path / "saved.xlsx"
    save_corrected(opened, boxes, saved)
    assert read_any(saved)[4] == ["jan", "U", 7002, "Z", "P"]


def test_numbers_on_the_sheet_of_policies_that_lost_their_zeros(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Uprawnienia": [HEADER, ["ala", "U", "07001", "Z", "Z"], ["ala", "U", "07002", "Z", "Z"]],
        "Polisy": [["Nr polisy"], [7001], [7002]],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert verdicts(opened) == {"ala": Verdict.TAK}


def test_rows_of_both_spellings_of_a_policy_are_compared(path: Path) -> None:
    rows = [
        HEADER,
        ["ala", "U", "07001", "Z", "Z"],
        ["ala", "U", "7001", "Z", "P"],
        ["jan", "U", "7001", "Z", "Z"],
        ["jan", "U", "07001", "Z", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Windykacja"): Level.UNREADABLE,
    }
    assert verdicts(opened)["jan"] is Verdict.TAK
    assert codes(opened) == [
        ProblemCode.DAMAGED_POLICY,
        ProblemCode.CONTRADICTION,
        ProblemCode.DUPLICATE_ROW,
    ]


def test_zeros_lost_in_a_long_export(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "07001", "Limity", "zmiany"],
        ["ala", "U", "07002", "Limity", "zmiany"],
        ["ala", "U", "7001", "Windykacja", "zmiany"],
        ["ala", "U", "07002", "Windykacja", "zmiany"],
        ["ala", "U", "7002", "", "zmiany"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Windykacja"): Level.CHANGE,
        ("07002", "Limity"): Level.UNREADABLE,
        ("07002", "Windykacja"): Level.UNREADABLE,
    }


def test_a_number_that_two_others_may_be_is_not_joined(path: Path) -> None:
    rows = [HEADER, *(["ala", "U", number, "Z", "Z"] for number in ("07001", "007001", "7001"))]
    opened = open_export(write_any(path, rows))
    assert len(opened.export.clients[0].policies) == 3
    assert codes(opened) == [ProblemCode.DAMAGED_POLICY]


@pytest.mark.parametrize("number", [1.2e19, "1,2E+19", 1234567890123450])
def test_a_policy_whose_digits_were_cut_is_not_judged(number: object, tmp_path: Path) -> None:
    rows: list[Row] = [HEADER, ["ala", "U", "A-1", "Z", "Z"], ["ala", "U", number, "Z", "Z"]]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    assert verdicts(opened) == {"ala": Verdict.UNKNOWN}
    assert levels(opened, "ala")["A-1", "Limity"] is Level.CHANGE


@pytest.mark.parametrize("several", ["07001, 07002", "07001\n07002", "07001;07002", "A/1 | A/2"])
def test_several_policies_in_one_cell_are_not_judged(several: str, path: Path) -> None:
    rows = [HEADER, ["ala", "U", several, "Z", "Z"], ["szef", "A", several, "", ""]]
    opened = open_export(write_any(path, rows))
    assert verdicts(opened) == {"ala": Verdict.UNKNOWN, "szef": Verdict.TAK}
    (problem,) = opened.export.problems
    assert (problem.code, problem.found) == (ProblemCode.SEVERAL_POLICIES, several)
    assert (problem.at.column, problem.at.row) == ("C", 2)


@pytest.mark.parametrize("number", ["KUKE/07/2024", "12, aneks do umowy", "07-001.1", "A,B"])
def test_one_policy_with_signs_in_its_number(number: str, path: Path) -> None:
    opened = open_export(write_any(path, [HEADER, ["ala", "U", number, "Z", "Z"]]))
    assert verdicts(opened) == {"ala": Verdict.TAK}
    assert opened.export.problems == ()


def test_a_policy_that_became_a_date_is_told(path: Path) -> None:
    rows = [HEADER, ["ala", "U", "2026-01-07", "Z", "Z"], ["ala", "U", "13-25", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    (problem,) = opened.export.problems
    assert (problem.code, problem.found) == (ProblemCode.DAMAGED_POLICY, "2026-01-07")


# Clients and logins


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("525-000-10-09", "5250001009"),
        ("PL5250001009", "525 000 10 09"),
        ("Trawa SA", "TRAWA  sa"),
    ],
)
def test_a_client_spelled_in_two_ways_is_one(first: str, again: str, path: Path) -> None:
    rows = [
        ["Klient", *HEADER],
        [first, "ala", "U", "07001", "Z", "Z"],
        [again, "ala", "U", "07002", "P", "P"],
        [again, "jan", "U", "07002", "Z", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    assert [client.key for client in opened.export.clients] == [first]
    assert verdicts(opened) == {"ala": Verdict.NIE, "jan": Verdict.NIE}
    (problem,) = opened.export.problems
    assert (problem.code, problem.at.row) == (ProblemCode.CLIENT_SPELLED_OTHERWISE, 3)
    assert (problem.found, problem.other_found) == (again, first)


def test_a_client_spelled_otherwise_on_the_sheet_of_accounts(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Konta": [["NIP", "Login", "Rola"], ["525-000-10-09", "ala", "U"]],
        "Uprawnienia": [["NIP", "Login", "Polisa", "Limity"], ["5250001009", "ala", "07001", "Z"]],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    assert verdicts(opened) == {"ala": Verdict.TAK}
    assert codes(opened) == [ProblemCode.CLIENT_SPELLED_OTHERWISE]


def test_other_numbers_of_clients_are_compared_sign_by_sign(path: Path) -> None:
    rows = [
        ["Klient", *HEADER],
        ["123-456", "ala", "U", "07001", "Z", "Z"],
        ["123456", "ala", "U", "08001", "Z", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    assert [client.key for client in opened.export.clients] == ["123-456", "123456"]


def test_a_login_in_two_spellings_may_be_one_account(path: Path) -> None:
    rows = [HEADER, ["ok1", "U", "07001", "Z", "Z"], ["OK1", "U", "07002", "Z", "Z"]]
    opened = open_export(write_any(path, rows))
    assert verdicts(opened) == {"ok1": Verdict.UNKNOWN, "OK1": Verdict.UNKNOWN}
    (problem,) = opened.export.problems
    assert problem.code is ProblemCode.LOGIN_SPELLED_OTHERWISE
    assert (problem.at.row, problem.other and problem.other.row) == (3, 2)
    assert (problem.found, problem.other_found) == ("OK1", "ok1")


def test_a_login_spelled_otherwise_on_the_sheet_of_accounts(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Konta": [["Login", "Rola"], ["OK1", "U"]],
        "Uprawnienia": [["Login", "Polisa", "Limity"], ["ok1", "07001", "Z"]],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    assert verdicts(opened) == {"OK1": Verdict.UNKNOWN, "ok1": Verdict.UNKNOWN}


def test_two_accounts_of_which_everything_is_said_are_judged(path: Path) -> None:
    rows = [HEADER, ["ala", "U", "07001", "Z", "Z"], ["Ala", "U", "07001", "P", "P"]]
    opened = open_export(write_any(path, rows))
    assert verdicts(opened) == {"ala": Verdict.TAK, "Ala": Verdict.NIE}
    assert codes(opened) == [ProblemCode.LOGIN_SPELLED_OTHERWISE]
