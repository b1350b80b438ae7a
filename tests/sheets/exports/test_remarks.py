"""Rows of a table that are no records: told as notes, and nothing in them counted."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import (
    Row,
    codes,
    problems,
    verdicts,
    wanted,
    write_any,
    write_csv,
)

HEADER = ["Login", "Nazwisko", "Rola", "Polisa", "Limity"]
ALA: list[Row] = [["ala", "Kot", "U", "07001", "Z"], ["ala", "Kot", "U", "07002", "Z"]]
JAN: list[Row] = [["jan", "Kos", "U", "07001", "P"]]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


@pytest.mark.parametrize(
    "remark",
    [
        ["Sporządził", "Jan Kowalski", "", "", ""],
        ["Zatwierdził:", "", "", "A. Nowak", ""],
        ["Data", "", "", "12.01.2026", ""],
        ["Kierownik działu", "", "", "A. Nowak", ""],
        ["ala Suma", "", "", "", "2"],
        ["", "", "", "07002 Suma", "2"],
        ["Suma końcowa", "", "", "", "2"],
        ["Razem", "", "", "2", "3"],
        ["Razem:", "2", "2", "2", "3"],
        ["Grand Total", "", "", "", "3"],
    ],
    ids=lambda row: next(filter(None, row)),
)
def test_a_note_below_the_table_is_no_account_and_names_no_policy(
    remark: list[str], path: Path
) -> None:
    opened = open_export(write_any(path, [HEADER, *ALA, remark]))
    assert [account.login for account in opened.export.accounts] == ["ala"]
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert [problem.at.row for problem in problems(opened, ProblemCode.TOTALS_ROW)] == [4]
    assert len(opened.export.problems) == 1
    assert verdicts(opened)["ala"] is Verdict.TAK


@pytest.mark.parametrize(
    "remark",
    [
        ["1", "2", "3", "4", "5"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["(tekst)", "(tekst)", "A/U", "nr", "P/Z"],
        ["Suma", "", "", "", "2"],
    ],
)
def test_a_row_that_explains_the_columns_stands_right_below_the_header(
    remark: list[str], path: Path
) -> None:
    opened = open_export(write_any(path, [HEADER, remark, *ALA]))
    assert [account.login for account in opened.export.accounts] == ["ala"]
    assert codes(opened) == [ProblemCode.TOTALS_ROW]
    assert verdicts(opened)["ala"] is Verdict.TAK


@pytest.mark.parametrize(
    "row",
    [
        ["data", "Nowak", "U", "OC", ""],
        ["razem", "Nowak", "U", "07003", "Z"],
        ["suma", "Nowak", "", "07003", "Z"],
        ["ktos", "Nowak", "", "07003", ""],
        ["ktos", "Nowak", "", "OC", "Z"],
        ["autor", "Nowak", "", "07003", ""],
        ["5", "6", "U", "8", ""],
    ],
    ids="-".join,
)
def test_a_row_that_may_be_an_account_stays_one(row: list[str], path: Path) -> None:
    opened = open_export(write_any(path, [HEADER, *ALA, row]))
    assert [account.login for account in opened.export.accounts] == ["ala", row[0]]
    assert row[3] in opened.export.clients[0].policies
    assert verdicts(opened)["ala"] is Verdict.NIE


@pytest.mark.parametrize("policies", ["", "2"])
def test_logins_are_counted_beside_the_word_for_a_total(policies: str, path: Path) -> None:
    numbered = [[str(at), *row] for at, row in enumerate(ALA, start=1)]
    total = ["Razem", "1", "", "", policies, "2"]
    opened = open_export(write_any(path, [["Lp.", *HEADER], *numbered, total]))
    assert [account.login for account in opened.export.accounts] == ["ala"]
    assert [problem.at.row for problem in problems(opened, ProblemCode.TOTALS_ROW)] == [4]
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert verdicts(opened)["ala"] is Verdict.TAK


@pytest.mark.parametrize(("policy", "level"), [("07001", "Z"), ("", "Z")])
def test_a_login_of_digits_that_holds_permissions_is_an_account(
    policy: str, level: str, path: Path
) -> None:
    numbered = [[str(at), *row] for at, row in enumerate(ALA, start=1)]
    row = ["Razem", "17", "Kos", "", policy, level]
    opened = open_export(write_any(path, [["Lp.", *HEADER], *numbered, row]))
    assert verdicts(opened) == {"ala": Verdict.TAK, "17": Verdict.UNKNOWN}


def test_the_sign_that_ends_a_text_of_dos_is_no_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "export.csv", [HEADER, *ALA, *JAN], encoding="cp852")
    path.write_bytes(path.read_bytes() + b"\x1a")
    opened = open_export(path)
    assert [account.login for account in opened.export.accounts] == ["ala", "jan"]
    assert opened.export.problems == ()
    changes = wanted(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    saved = save_corrected(opened, changes, default_target(opened)).path
    assert saved.read_bytes().endswith(b"\r\njan;Kos;U;07002;Z\r\n\x1a")


def test_where_policies_have_no_digits_none_is_a_note(path: Path) -> None:
    rows: list[Row] = [HEADER, ["ala", "Kot", "U", "OC", "Z"], ["ktos", "Nowak", "", "AC", ""]]
    opened = open_export(write_any(path, rows))
    assert opened.export.clients[0].policies == ("OC", "AC")


def test_subtotals_stand_between_accounts_that_name_themselves_once(path: Path) -> None:
    rows: list[Row] = [
        HEADER,
        ALA[0],
        ["", "", "", "07002", "Z"],
        ["", "", "", "07002 Suma", "1"],
        ["ala Suma", "", "", "", "2"],
        JAN[0],
        ["", "", "", "07002", ""],
    ]
    opened = open_export(write_any(path, rows))
    assert [account.login for account in opened.export.accounts] == ["ala", "jan"]
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert codes(opened) == [ProblemCode.ACCOUNT_ABOVE, *[ProblemCode.TOTALS_ROW] * 2]
