"""``kuke-tui fix``: the accounts that stay behind, corrected, saved and told of."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from kuke_tui.exchange.schemas import schema_of
from tests.cli.calls import ROOT, Caller, kuke_tui

EXAMPLES = ROOT / "data/cztery-przyklady.xlsx"
COMPANY = ROOT / "data/firma.xlsx"


def fixed(call: Caller, export: Path, *options: str | Path) -> tuple[int, dict[str, Any]]:
    result = call("fix", export, "--format", "json", *options)
    assert result.err == ""
    told: dict[str, Any] = json.loads(result.out)
    return result.code, told


def verdicts(call: Caller, export: Path, *options: str) -> dict[str, str]:
    told = json.loads(call("check", export, "--format", "json", *options).out)
    return {account["login"]: account["verdict"] for account in told["accounts"]}


def test_all_that_stay_behind_are_corrected(call: Caller, tmp_path: Path) -> None:
    before = EXAMPLES.read_bytes()
    target = tmp_path / "fixed.xlsx"
    code, told = fixed(call, EXAMPLES, "--output", target)
    assert code == 0
    assert told["summary"] == {"corrected": 3, "left": 0, "clicks": 19}
    assert [account["login"] for account in told["corrected"]] == [
        "przyklad2",
        "przyklad3",
        "przyklad4",
    ]
    assert told["output"] == str(target)
    assert set(verdicts(call, target).values()) == {"TAK"}
    assert EXAMPLES.read_bytes() == before


def test_only_the_cells_told_of_differ(call: Caller, tmp_path: Path) -> None:
    target = tmp_path / "fixed.xlsx"
    _code, told = fixed(call, EXAMPLES, "--output", target, "--login", "przyklad4")
    changes = told["corrected"][0]["changes"]
    assert {(each["policy"], each["right"]) for each in changes} == {
        ("07001", "Limity kredytowe"),
        ("07002", "Zgłoszenia obrotów"),
    }
    before = load_workbook(EXAMPLES)["Uprawnienia"]
    after = load_workbook(target)["Uprawnienia"]
    pairs = zip(before.iter_rows(), after.iter_rows(), strict=True)
    different = [
        (one.coordinate, one.value, other.value)
        for row, fresh in pairs
        for one, other in zip(row, fresh, strict=True)
        if one.value != other.value
    ]
    assert different == [("E14", "P", "PZ"), ("F15", "P", "PZ")]


def test_what_is_left_is_told_with_its_reason(call: Caller, tmp_path: Path) -> None:
    target = tmp_path / "fixed.xlsx"
    code, told = fixed(call, COMPANY, "--output", target)
    assert code == 1
    assert told["summary"]["corrected"] == len(told["corrected"]) == 27
    assert {each["code"] for each in told["left"]} == {
        "no_access_held",
        "unreadable",
        "role_unreadable",
    }
    after = verdicts(call, target)
    assert all(after[each["login"]] == "TAK" for each in told["corrected"])
    assert all(after[each["login"]] == each["verdict"] for each in told["left"])


@pytest.mark.parametrize("strategy", ["grant", "revoke"])
def test_a_strategy_keeps_its_word(call: Caller, strategy: str) -> None:
    _code, told = fixed(call, COMPANY, "--dry-run", "--strategy", strategy)
    ticks = {change["to"] for each in told["corrected"] for change in each["changes"]}
    assert ticks == {strategy == "grant"}


def test_a_dry_run_saves_nothing(call: Caller, tmp_path: Path) -> None:
    target = tmp_path / "fixed.xlsx"
    _code, told = fixed(call, EXAMPLES, "--output", target, "--dry-run")
    assert told["output"] is None
    assert not target.exists()
    assert "Nothing was saved." in call("fix", EXAMPLES, "--dry-run").out


def test_the_lenient_reading_leaves_more_as_it_is(call: Caller) -> None:
    _code, strict = fixed(call, COMPANY, "--dry-run")
    _code, lenient = fixed(call, COMPANY, "--dry-run", "--reading", "lenient")
    assert lenient["export"]["reading"] == "lenient"
    assert lenient["summary"]["clicks"] < strict["summary"]["clicks"]


def test_an_existing_file_stays(call: Caller, tmp_path: Path) -> None:
    target = tmp_path / "fixed.xlsx"
    target.write_text("mine")
    result = call("fix", EXAMPLES, "--output", target)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert target.read_text() == "mine"
    assert call("fix", EXAMPLES, "--output", target, "--force").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--output"),
        (("--dry-run", "--login", "nobody", "przyklad1"), "nobody"),
        (("--dry-run", "--strategy", "best"), "invalid choice"),
    ],
)
def test_a_wrong_call_gets_one_sentence(call: Caller, words: tuple[str, ...], told: str) -> None:
    result = call("fix", EXAMPLES, *words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert result.err.count("\n") == 1


def test_standard_input_can_be_tried_but_not_saved(tmp_path: Path) -> None:
    export = b"Login;Rola;Polisa;Limity\na;U;1;PZ\na;U;2;P\n"
    tried = kuke_tui("fix", "-", "--dry-run", "--format", "json", stdin=export)
    assert json.loads(tried.out)["summary"] == {"corrected": 1, "left": 0, "clicks": 1}
    saved = kuke_tui("fix", "-", "--output", tmp_path / "x.csv", stdin=export)
    assert saved.code == 2
    assert not (tmp_path / "x.csv").exists()


def test_for_a_person_in_polish(call: Caller) -> None:
    result = call("fix", COMPANY, "--dry-run", "--lang", "pl")
    lines = result.out.splitlines()
    assert result.code == 1
    assert sum(line.startswith("+ ") for line in lines) == 27
    assert sum(line.startswith("- ") for line in lines) == 10
    assert any(line.startswith("27 kont poprawionych") for line in lines)


@pytest.mark.parametrize("command", ["check", "fix"])
def test_json_is_of_the_published_shape(call: Caller, command: str) -> None:
    options = ["--dry-run"] if command == "fix" else []
    told = json.loads(call(command, COMPANY, "--format", "json", *options).out)
    jsonschema.validate(told, schema_of(command))
