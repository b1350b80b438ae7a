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


@pytest.fixture
def two_clients(tmp_path: Path) -> Path:
    """Two users of each client, of whom one will migrate, and one login that both clients have."""
    export = tmp_path / "dwie-firmy.csv"
    rows = ["Klient;Login;Rola;Polisa;Limity;Szkody"]
    for client, policies in (("4711", (1, 2)), ("5822", (3, 4))):
        for policy in policies:
            rows.append(f"{client};wzor{client};U;{policy};PZ;PZ")
            rows.append(f"{client};wspolny;U;{policy};{'PZ' if policy % 2 else ''};")
    rows += ["4711;inny;U;1;PZ;", "4711;inny;U;2;PZ;"]
    export.write_text("\n".join(rows), encoding="utf-8")
    return export


def likes(told: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(each["client"], each["like"]) for each in told["corrected"]]


def test_each_account_can_be_made_like_the_nearest_colleague(
    call: Caller, two_clients: Path
) -> None:
    code, told = fixed(call, two_clients, "--strategy", "like-colleague", "--dry-run")
    assert code == 0
    assert likes(told) == [("4711", ["inny"]), ("5822", ["wzor5822"])]
    jsonschema.validate(told, schema_of("fix"))
    assert (
        "jak inny"
        in call("fix", two_clients, "--strategy", "like-colleague", "--dry-run", "--lang", "pl").out
    )


def test_a_colleague_can_be_named(call: Caller, two_clients: Path, tmp_path: Path) -> None:
    target = tmp_path / "poprawione.csv"
    _code, told = fixed(call, two_clients, "--like", "wzor4711", "--output", target)
    assert likes(told) == [("4711", ["wzor4711"])]
    rows = [row for row in target.read_text(encoding="utf-8").splitlines() if "wspolny" in row]
    assert rows == [
        "4711;wspolny;U;1;PZ;PZ",
        "4711;wspolny;U;2;PZ;PZ",
        "5822;wspolny;U;3;PZ;",
        "5822;wspolny;U;4;;",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--like", "wspolny"), "wspolny is no user"),
        (("--like", "wzor4711", "--login", "wspolny", "--client", "5822"), "wzor4711 is no user"),
        (("--like", "wzor4711", "--strategy", "grant"), "--strategy grant"),
        (("--client", "9999"), "no client 9999"),
        (("--client", "5822", "--login", "inny"), "inny"),
    ],
)
def test_who_is_nobodys_colleague_is_refused(
    call: Caller, two_clients: Path, words: tuple[str, ...], told: str
) -> None:
    result = call("fix", two_clients, "--dry-run", *words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_a_login_of_two_clients_can_be_told_apart(call: Caller, two_clients: Path) -> None:
    words = ("--dry-run", "--login", "wspolny")
    assert len(fixed(call, two_clients, *words)[1]["corrected"]) == 2
    _code, told = fixed(call, two_clients, *words, "--client", "5822")
    assert [each["client"] for each in told["corrected"]] == ["5822"]


def test_an_account_named_that_is_tak_already_is_said_to_be(
    call: Caller, two_clients: Path
) -> None:
    result = call("fix", two_clients, "--dry-run", "--login", "wzor4711")
    assert result.code == 0
    assert "wzor4711" in result.err
    assert "TAK already" in result.err


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
