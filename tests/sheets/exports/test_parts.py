"""Sheets that may or may not be one table: what is read of them, and what is left open."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.opening import OpenedExport, ReadOptions, open_export
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    place,
    problems,
    verdicts,
    write_any,
    write_xlsx,
)

HEADER = ["Login", "Rola", "Polisa", "Limity", "Windykacja"]
ALA = [["ala", "U", "07001", "Z", "Z"], ["ala", "U", "07002", "Z", "Z"]]
JAN = [["jan", "U", "07001", "Z", "Z"], ["jan", "U", "07002", "Z", "Z"]]


def book(path: Path, **sheets: Sequence[Row]) -> OpenedExport:
    return open_export(write_xlsx(path / "export.xlsx", sheets))


def test_a_sheet_read_as_a_part_is_told(tmp_path: Path) -> None:
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA], Drugi=[HEADER, *JAN])
    (problem,) = opened.export.problems
    assert (problem.code, place(problem)) == (ProblemCode.JOINED_SHEET, "Drugi!")
    assert problem.other is not None
    assert problem.other.sheet == "Pierwszy"
    assert verdicts(opened) == {"ala": Verdict.TAK, "jan": Verdict.TAK}


def test_a_part_may_have_columns_of_its_own_in_an_order_of_its_own(tmp_path: Path) -> None:
    other = [["Nr polisy", "WINDYKACJA", "Limity", "Login", "Uwagi", "Rola"]]
    rows = [["07001", "P", "Z", "jan", "nowy", "U"], ["07002", "P", "Z", "jan", "nowy", "U"]]
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA], Drugi=[*other, *rows])
    assert opened.export.rights == ("Limity", "Windykacja")
    assert levels(opened, "jan") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Windykacja"): Level.VIEW,
        ("07002", "Limity"): Level.CHANGE,
        ("07002", "Windykacja"): Level.VIEW,
    }


def test_a_part_without_a_header_is_read_by_the_columns_of_the_first(tmp_path: Path) -> None:
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA], Drugi=JAN)
    assert codes(opened) == [ProblemCode.JOINED_SHEET]
    assert levels(opened, "jan") == levels(opened, "ala")


@pytest.mark.parametrize(
    "rows",
    [
        [["Z", None, "zmiany"], ["P", None, "podgląd"]],
        [*JAN, ["jan", "U", "07003", "tak?", "Z"]],
        [*JAN, ["Razem", None, None, 2, 2]],
        [[*row, "i coś jeszcze"] for row in JAN],
    ],
)
def test_rows_that_do_not_fit_are_no_part(rows: list[Row], tmp_path: Path) -> None:
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA], Drugi=rows)
    assert codes(opened) == [ProblemCode.UNUSED_SHEET]


def test_what_one_of_two_versions_says_alone_is_left_open(tmp_path: Path) -> None:
    new = [*ALA, JAN[0]]
    opened = book(tmp_path, Przed=[HEADER, *ALA, *JAN], Po=[HEADER, *new])
    assert verdicts(opened) == {"ala": Verdict.TAK, "jan": Verdict.UNKNOWN}
    assert levels(opened, "jan")["07002", "Limity"] is Level.UNREADABLE
    assert codes(opened) == [ProblemCode.JOINED_SHEET, ProblemCode.COPIED_SHEET]
    problem = problems(opened, ProblemCode.COPIED_SHEET)[0]
    assert (place(problem), problem.found) == ("Po!", "3")
    picked = open_export(tmp_path / "export.xlsx", ReadOptions(sheets=("Po",)))
    assert verdicts(picked) == {"ala": Verdict.TAK, "jan": Verdict.NIE}


def test_a_policy_of_one_version_alone_is_no_missing_one(tmp_path: Path) -> None:
    old = [["stary", "U", "07003", "Z", "Z"], ["stary", "U", "07001", "Z", "Z"]]
    opened = book(tmp_path, Przed=[HEADER, *ALA, *JAN, *old], Po=[HEADER, *ALA, *JAN])
    assert set(verdicts(opened).values()) == {Verdict.UNKNOWN}


def test_versions_of_a_long_list_are_compared_right_by_right(tmp_path: Path) -> None:
    header = ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"]
    old = [["ala", "U", "07001", right, "zmiany"] for right in ("Limity", "Obroty", "Windykacja")]
    opened = book(tmp_path, Przed=[header, *old], Po=[header, *old[:2]])
    assert levels(opened, "ala") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Obroty"): Level.CHANGE,
        ("07001", "Windykacja"): Level.UNREADABLE,
    }


def test_a_few_rows_that_stand_on_both_sheets_are_merged(tmp_path: Path) -> None:
    opened = book(tmp_path, A=[HEADER, *ALA], B=[HEADER, ALA[1], *JAN])
    assert codes(opened) == [ProblemCode.JOINED_SHEET, ProblemCode.DUPLICATE_ROW]
    assert set(verdicts(opened).values()) == {Verdict.TAK}


@pytest.mark.parametrize(
    ("header", "rest"),
    [
        (["Login", "Rola", "Polisa", "Obroty"], ["Z"]),
        (["Login", "Rola", "Polisa", "Limity", "Obroty"], ["Z", "Z"]),
    ],
)
def test_permissions_that_are_not_read_leave_everybody_open(
    header: list[str], rest: list[str], tmp_path: Path
) -> None:
    rows = [["ala", "U", "07001", *rest], ["ala", "U", "07002", *rest]]
    chief = ["szef", "A", "07001", None, None]
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA, *JAN, chief], Drugi=[header, *rows])
    assert verdicts(opened) == {
        "ala": Verdict.UNKNOWN,
        "jan": Verdict.UNKNOWN,
        "szef": Verdict.TAK,
    }
    (problem,) = opened.export.problems
    assert (problem.code, place(problem), problem.found) == (
        ProblemCode.UNREAD_PERMISSIONS, "Drugi!", "Obroty",
    )  # fmt: skip
    assert levels(opened, "ala")["07001", "Limity"] is Level.CHANGE
    picked = open_export(tmp_path / "export.xlsx", ReadOptions(sheets=("Pierwszy",)))
    assert verdicts(picked)["ala"] is Verdict.TAK


def test_a_long_sheet_and_a_wide_one_are_no_one_table(tmp_path: Path) -> None:
    header = ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"]
    rows = [["ala", "U", "07001", "Obroty", "zmiany"], ["ala", "U", "07002", "Obroty", "zmiany"]]
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA], Drugi=[header, *rows])
    assert verdicts(opened)["ala"] is Verdict.UNKNOWN
    assert codes(opened) == [ProblemCode.UNREAD_PERMISSIONS]


def test_a_sheet_with_some_of_the_rights_may_say_otherwise(tmp_path: Path) -> None:
    part = [row[:4] for row in ([HEADER, *ALA])]
    opened = book(tmp_path, Pierwszy=[HEADER, *ALA], Drugi=part)
    assert verdicts(opened) == {"ala": Verdict.UNKNOWN}
    assert levels(opened, "ala")["07001", "Windykacja"] is Level.CHANGE


def test_a_sheet_for_each_client_and_no_column_of_clients(tmp_path: Path) -> None:
    beta: list[Row] = [["ewa", "U", "08001", "Z", "Z"], ["szef", "A", "08001", None, None]]
    opened = book(tmp_path, Alfa=[HEADER, *ALA], Beta=[HEADER, *beta])
    assert verdicts(opened) == {
        "ala": Verdict.UNKNOWN,
        "ewa": Verdict.UNKNOWN,
        "szef": Verdict.TAK,
    }
    problem = problems(opened, ProblemCode.SEVERAL_CLIENTS)[0]
    assert place(problem) == "Beta!"
    assert problem.other is not None
    assert problem.other.sheet == "Alfa"


def test_a_sheet_for_each_policy_of_one_client(tmp_path: Path) -> None:
    second = [["ala", "U", "07002", "Z", "Z"], ["jan", "U", "07002", "Z", "Z"]]
    opened = book(tmp_path, A=[HEADER, ALA[0]], B=[HEADER, *second])
    assert codes(opened) == [ProblemCode.JOINED_SHEET]
    assert verdicts(opened) == {"ala": Verdict.TAK, "jan": Verdict.NIE}


@pytest.mark.parametrize("heading", [["Klient: Trawa SA"], ["Klient:", "Trawa SA"]])
def test_rows_that_name_clients(heading: Row, tmp_path: Path) -> None:
    rows: list[Row] = [HEADER, heading, *ALA]
    rows += [["Klient: Lipa sp. z o.o."], ["ewa", "U", "08001", "Z", "Z"]]
    opened = open_export(write_any(tmp_path / "export.csv", rows))
    assert verdicts(opened) == {"ala": Verdict.UNKNOWN, "ewa": Verdict.UNKNOWN}
    assert codes(opened) == [
        ProblemCode.CLIENT_HEADING,
        ProblemCode.CLIENT_HEADING,
        ProblemCode.SEVERAL_CLIENTS,
    ]
    problem = problems(opened, ProblemCode.SEVERAL_CLIENTS)[0]
    assert (problem.at.row, problem.other and problem.other.row) == (5, 2)


def test_one_row_that_names_the_client_is_no_doubt(tmp_path: Path) -> None:
    rows = [HEADER, ["Klient: Trawa SA"], *ALA]
    opened = open_export(write_any(tmp_path / "export.csv", rows))
    assert verdicts(opened) == {"ala": Verdict.TAK}
