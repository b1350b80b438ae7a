"""``kuke-tui decide``: accounts left behind on purpose, in the journal that the screen keeps."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kuke_tui.sheets.opening import open_export
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.recovery import continuation_of
from kuke_tui.workspace.sessions import list_sessions, sessions_folder
from kuke_tui.workspace.steps import Decision
from tests.cli.calls import ROOT, Caller, Result
from tests.cli.plans import EXAMPLES

HEADER = "Klient;Login;Rola;Polisa;Limity\n"


@pytest.fixture
def two_clients(tmp_path: Path) -> Path:
    path = tmp_path / "dwa.csv"
    path.write_text(f"{HEADER}1;anna;U;01;P\n2;anna;U;02;P\n2;szef;A;02;\n", "utf-8")
    return path


def decide(call: Caller, *words: str | Path) -> Result:
    return call("decide", EXAMPLES, *words)


def left(call: Caller, export: Path = EXAMPLES) -> dict[str, str]:
    told = json.loads(call("decide", export, "--format", "json").out)
    return {account["login"]: account["reason"] for account in told["left"]}


def test_a_decision_is_kept_listed_and_taken_back(call: Caller) -> None:
    assert decide(call) == (0, "0 accounts left behind on purpose, 3 accounts to do.\n", "")
    result = decide(call, "przyklad2", "przyklad3", "--reason", " odchodzi\n w grudniu ")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "przyklad2: left behind on purpose: odchodzi w grudniu",
        "przyklad3: left behind on purpose: odchodzi w grudniu",
        "2 accounts left behind on purpose, 1 account to do.",
    ]
    assert decide(call).out == result.out
    back = decide(call, "przyklad2", "--undo")
    assert back.out.splitlines()[0] == "przyklad2: no longer left behind on purpose"
    assert left(call) == {"przyklad3": "odchodzi w grudniu"}


def test_looking_keeps_nothing(call: Caller) -> None:
    decide(call)
    assert list_sessions(sessions_folder()) == ()


def test_json_says_what_was_decided_as_published(call: Caller) -> None:
    decide(call, "przyklad2", "--reason", "odchodzi")
    result = decide(call, "przyklad2", "--reason", "zostaje", "--format", "json")
    told = json.loads(result.out)
    Draft202012Validator(json.loads(call("schema", "decide").out)).validate(told)
    assert told["summary"] == {"left": 1, "to_do": 2}
    assert told["decided"] == [
        {"client": "", "login": "przyklad2", "from": "odchodzi", "to": "zostaje"}
    ]
    assert [(each["verdict"], each["reason"]) for each in told["left"]] == [("NIE", "zostaje")]


def test_the_screen_goes_on_from_it_and_it_from_the_screen(call: Caller) -> None:
    export = open_export(EXAMPLES).export
    decide(call, "przyklad2", "--reason", "odchodzi")
    journal = Journal(sessions_folder(), export, EXAMPLES)
    work = continuation_of(journal)
    journal.close()
    assert work is not None
    assert work.in_force
    assert [edit.after for step in work.kept.steps for edit in step.decisions] == [
        Decision("odchodzi")
    ]
    decide(call, "przyklad2", "--undo")
    session = list_sessions(sessions_folder())[0]
    trail = json.loads(call("sessions", "trail", session.id, "--format", "json").out)["trail"]
    assert [each["kind"] for each in trail] == ["decision", "decision"]
    assert [each["decisions"][0]["to"] for each in trail] == ["odchodzi", None]


def test_reports_and_change_lists_tell_it(call: Caller, tmp_path: Path) -> None:
    decide(call, "przyklad2", "--reason", "odchodzi w grudniu")
    assert "odchodzi w grudniu" in call("report", EXAMPLES).out
    after, plan, same = tmp_path / "after.xlsx", tmp_path / "plan.json", tmp_path / "same.xlsx"
    call("fix", EXAMPLES, "--login", "przyklad3", "--output", after)
    call("changes", EXAMPLES, after, "--output", plan)
    assert json.loads(plan.read_text("utf-8"))["left"] == [
        {"client": "", "login": "przyklad2", "reason": "odchodzi w grudniu"}
    ]
    load_workbook(EXAMPLES).save(same)
    assert "odchodzi w grudniu" not in call("report", same).out
    assert "odchodzi w grudniu" in call("report", same, "--changes", plan).out


def test_decisions_that_cannot_be_read_are_said(call: Caller) -> None:
    decide(call, "przyklad2", "--reason", "odchodzi")
    journal = Journal(sessions_folder(), open_export(EXAMPLES).export, EXAMPLES)
    result = call("report", EXAMPLES)
    refused = decide(call, "przyklad3", "--reason", "x")
    journal.close()
    told = "Accounts left behind on purpose can't be told (another program uses it).\n"
    assert (result.code, result.err) == (0, told)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith("open in another window of the program; close it first.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["przyklad1", "--reason", "x"], "The verdict is TAK, nothing to leave behind: przyklad1."),
        (
            ["przyklad2", "--undo"],
            "Not left behind on purpose, nothing to take back: przyklad2.",
        ),
        (["nikt", "--reason", "x"], "No account has the login nikt."),
        (["przyklad2", "--reason", " "], "Write why, so that others understand it later."),
        (
            ["przyklad2", "--reason", "x" * 501],
            "The reason is too long: 501 characters, at most 500.",
        ),
        (
            ["przyklad2"],
            "To decide, name accounts, and --reason or --undo; to list, only the export.",
        ),
    ],
)
def test_a_wrong_decision_is_one_sentence_and_changes_nothing(
    call: Caller, words: list[str], sentence: str
) -> None:
    assert decide(call, "przyklad3", "--reason", "stays").code == 0
    both = [words[0], "przyklad3", *words[1:]] if len(words) > 1 else words
    assert decide(call, *both) == (2, "", f"kuke-tui: {sentence}\n")
    assert left(call) == {"przyklad3": "stays"}


def test_a_login_of_two_clients_wants_the_client(call: Caller, two_clients: Path) -> None:
    result = call("decide", two_clients, "anna", "--reason", "x")
    assert (result.code, result.out) == (2, "")
    assert "Several clients have the login anna; say which with --client." in result.err
    assert call("decide", two_clients, "anna", "--reason", "x", "--client", "2").code == 0
    assert call("decide", two_clients, "--client", "1").out.splitlines() == [
        "1 account left behind on purpose, 1 account to do."
    ]
    assert "client 2, anna: left" in call("decide", two_clients, "--client", "2").out


def test_decisions_are_kept_with_a_file(call: Caller) -> None:
    result = call("decide", "-")
    assert (result.code, result.out) == (2, "")


def test_the_shipped_export_has_decisions_of_its_own(call: Caller) -> None:
    decide(call, "przyklad2", "--reason", "x")
    assert left(call, ROOT / "data/firma.xlsx") == {}
