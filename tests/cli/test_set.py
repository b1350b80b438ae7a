"""``kuke-tui set``: single checkboxes, named in words."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from tests.cli.calls import Caller
from tests.cli.plans import EXAMPLES
from tests.cli.test_decide import HEADER

CSV = f"""{HEADER}1;anna;U;01;P
1;anna;U;02;
2;anna;U;03;P
2;ewa;U;03;kot
2;szef;A;03;
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "e.csv"
    path.write_text(CSV, "utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "set.csv"


def test_one_cell_is_set_and_the_verdict_told(call: Caller, export: Path, target: Path) -> None:
    result = call("set", export, "--output", target, "ewa", "03", "Limity", "change")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        f"2 changes applied: {target}",
        "client 2, ewa: ? → planned TAK",
    ]
    assert target.read_text("utf-8") == CSV.replace("kot", "Z")
    assert export.read_text("utf-8") == CSV


def test_several_cells_at_once_and_all_of_an_account(
    call: Caller, export: Path, target: Path
) -> None:
    words = ("anna", "all", "Limity", "change", "anna", "02", "all", "view")
    result = call("set", export, *words, "--client", "1", "--output", target)
    assert result.code == 0
    assert "client 1, anna: NIE → planned NIE" in result.out
    wanted = CSV.replace("1;anna;U;01;P", "1;anna;U;01;Z").replace("02;\n", "02;P\n")
    assert target.read_text("utf-8") == wanted


def test_json_is_as_published(call: Caller, export: Path, target: Path) -> None:
    words = ("ewa", "03", "Limity", "none", "--format", "json", "--output", target)
    told = json.loads(call("set", export, *words).out)
    Draft202012Validator(json.loads(call("schema", "set").out)).validate(told)
    assert told["accounts"] == [{"client": "2", "login": "ewa", "verdict": "?", "planned": "NIE"}]
    assert told["output"] == str(target)


def test_what_it_saved_is_no_fresh_export(call: Caller, tmp_path: Path) -> None:
    target, plan = tmp_path / "a.xlsx", tmp_path / "plan.json"
    assert call("set", EXAMPLES, "przyklad2", "all", "all", "change", "--output", target).code == 0
    assert call("changes", EXAMPLES, target, "--output", plan).code == 0
    data = json.loads(plan.read_text("utf-8"))
    del data["target"]
    plan.write_text(json.dumps(data), "utf-8")
    result = call("verify", plan, target)
    assert result.code == 1
    assert "This is a file that kuke-tui saved, not a fresh export" in result.err


def test_a_locked_cell_stops_everything(call: Caller, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Login", "Rola", "Polisa", "Limity"], ["anna", "U", "01", '="P"']):
        sheet.append(row)
    sheet.append(["anna", "U", "02", "P"])
    export, target = tmp_path / "locked.xlsx", tmp_path / "set.xlsx"
    book.save(export)
    words = ("anna", "02", "Limity", "change", "anna", "01", "Limity", "change")
    result = call("set", export, *words, "--output", target)
    assert (result.code, result.err) == (1, "")
    assert "policy 01" in result.out
    assert "locked: a formula (Sheet!D2)" in result.out
    assert "policy 02" not in result.out
    assert result.out.endswith("Nothing was saved.\n")
    assert not target.exists()
    told = json.loads(call("set", export, *words, "--output", target, "--format", "json").out)
    assert {each["code"] for each in told["conflicts"]} == {"locked"}
    assert (told["output"], told["accounts"]) == (None, [])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ewa", "03", "Limity"], "LOGIN POLICY RIGHT LEVEL; 3 are given"),
        (["ewa", "03", "Limity", "edycja"], "“edycja” is no level; the levels are none, view,"),
        (["ewa", "99", "Limity", "view"], "The client of ewa has no policy 99; its policies: 03."),
        (["ewa", "03", "Raty", "view"], "no permission “Raty”; its permissions: Limity."),
        (["nikt", "03", "Limity", "view"], "No account has the login nikt."),
        (["anna", "03", "Limity", "view"], "Several clients have the login anna"),
    ],
)
def test_a_wrong_word_is_one_sentence(
    call: Caller, export: Path, target: Path, words: list[str], sentence: str
) -> None:
    result = call("set", export, "--output", target, "ewa", "03", "Limity", "view", *words)
    assert (result.code, result.out) == (2, "")
    assert sentence.replace("3 are", "7 are") in result.err
    assert result.err.count("\n") == 1
    assert not target.exists()


def test_nothing_is_overwritten_unasked(call: Caller, export: Path) -> None:
    words = ("ewa", "03", "Limity", "view", "--output", export)
    assert call("set", export, *words).code == 2
    assert export.read_text("utf-8") == CSV
    assert call("set", export, *words, "--force").code == 0
