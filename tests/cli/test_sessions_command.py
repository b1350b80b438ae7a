import csv
import json
from pathlib import Path

import jsonschema
import pytest

from kuke_tui.cli import sessions as command
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalTakenError
from kuke_tui.workspace.sessions import Session, delete_session
from tests.cli.calls import Caller
from tests.workspace.test_sessions import begin


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "sessions_folder", lambda: tmp_path / "sessions")
    return tmp_path / "sessions"


@pytest.fixture
def in_use(folder: Path) -> Journal:
    begin(folder, "a", "styczeń.xlsx", steps=3).close()
    begin(folder, "b", "lu\x1b]0;ty.csv").close()
    return begin(folder, "c")


def test_nothing_kept_is_said(call: Caller, folder: Path) -> None:
    assert call("sessions") == (0, "No work is kept.\n", "")
    assert json.loads(call("sessions", "list", "--format", "json").out) == {"sessions": []}
    assert not folder.exists()


def test_what_is_kept_is_listed_with_names_made_safe(call: Caller, in_use: Journal) -> None:
    result = call("sessions")
    lines = result.out.splitlines()
    assert result.code == 0
    assert lines[0].split() == ["Id", "Last", "worked", "on", "Steps", "File"]
    assert lines[1].startswith("b" * 12)
    assert lines[1].endswith("lu␛]0;ty.csv")
    assert lines[2].split()[-2] == "3"
    assert lines[2].endswith("styczeń.xlsx")
    assert lines[3].split(maxsplit=1) == ["c" * 12, "(in use by an open program)"]
    in_use.close()


def test_the_list_as_json(call: Caller, in_use: Journal) -> None:
    told = json.loads(call("sessions", "--format", "json").out)
    jsonschema.validate(told, json.loads(call("schema", "sessions").out))
    kept = told["sessions"]
    assert [(each["id"], each["steps"], each["in_use"]) for each in kept] == [
        ("b" * 12, 1, False),
        ("a" * 12, 3, False),
        ("c" * 12, None, True),
    ]
    assert kept[1]["files"] == [str(Path("styczeń.xlsx").resolve())]
    in_use.close()


def test_one_is_deleted_by_the_beginning_of_its_id(
    call: Caller, in_use: Journal, folder: Path
) -> None:
    result = call("sessions", "delete", "aaa")
    assert (result.code, result.out) == (0, "")
    assert result.err == "1 session deleted, with its audit trail.\n"
    assert not (folder / f"{'a' * 64}.sqlite").exists()
    assert (folder / f"{'b' * 64}.sqlite").exists()
    in_use.close()


def test_all_but_those_in_use_are_deleted(call: Caller, in_use: Journal, folder: Path) -> None:
    result = call("sessions", "delete", "--all", "--format", "json")
    assert result.code == 1
    assert [each["id"] for each in json.loads(result.out)["sessions"]] == ["b" * 12, "a" * 12]
    assert result.err.splitlines() == [
        "2 sessions deleted, with their audit trails.",
        "1 session is in use by an open program and stays.",
    ]
    in_use.close()
    assert [path.name for path in folder.iterdir()] == [f"{'c' * 64}.sqlite"]
    assert call("sessions", "delete", "--all").code == 0


def test_one_that_stays_is_named_and_the_others_are_deleted(
    call: Caller, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(folder, "a").close()
    begin(folder, "b").close()

    def taken_meanwhile(session: Session) -> None:
        if session.sha256.startswith("b"):
            raise JournalTakenError("database is locked")
        delete_session(session)

    monkeypatch.setattr(command, "delete_session", taken_meanwhile)
    result = call("sessions", "delete", "--all", "--format", "json")
    assert result.code == 2
    assert [each["id"] for each in json.loads(result.out)["sessions"]] == ["a" * 12]
    assert result.err.splitlines() == [
        f"kuke-tui: session {'b' * 12} can't be deleted (another program uses it).",
        "1 session deleted, with its audit trail.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["delete"], "Say what to delete: ids, or --all."),
        (["delete", "a", "--all"], "Say what to delete: ids, or --all."),
        (["list", "--all"], "To delete, say: kuke-tui sessions delete ID."),
        (["delete", "f"], "No session has the id f."),
        (["delete", "c"], f"Session {'c' * 12} is in use by an open program; close it first."),
        (["delete", "a", "f"], "No session has the id f."),
        (["trail"], "For a trail, say: kuke-tui sessions trail ID."),
        (["trail", "a", "b"], "For a trail, say: kuke-tui sessions trail ID."),
        (["trail", "f"], "No session has the id f."),
        (["trail", "c"], f"Session {'c' * 12} is in use by an open program; close it first."),
        (
            ["trail", "a", "--format", "table"],
            "A trail is written as csv or json, everything else as table or json.",
        ),
        (
            ["list", "--format", "csv"],
            "A trail is written as csv or json, everything else as table or json.",
        ),
    ],
)
def test_a_wrong_call_deletes_nothing(
    call: Caller, in_use: Journal, folder: Path, arguments: list[str], sentence: str
) -> None:
    before = len(list(folder.glob("*.sqlite")))
    assert call("sessions", *arguments) == (2, "", f"kuke-tui: {sentence}\n")
    assert len(list(folder.glob("*.sqlite"))) == before
    in_use.close()


def test_an_id_that_several_begin_with_deletes_none(call: Caller, folder: Path) -> None:
    begin(folder, "ab").close()
    begin(folder, "ac").close()
    result = call("sessions", "delete", "a")
    assert (result.code, result.err) == (
        2,
        "kuke-tui: Several sessions begin with a; give more of it.\n",
    )


def test_a_damaged_one_is_named_and_can_be_deleted(call: Caller, folder: Path) -> None:
    folder.mkdir()
    (folder / f"{'d' * 64}.sqlite").write_bytes(b"zepsute" * 1000)
    last = call("sessions").out.splitlines()[-1]
    assert last.split(maxsplit=1) == ["d" * 12, "(damaged: can only be deleted)"]
    assert call("sessions", "delete", "d").code == 0
    assert not list(folder.iterdir())


def test_the_trail_of_one_is_written_as_csv_and_json(call: Caller, in_use: Journal) -> None:
    result = call("sessions", "trail", "aaa")
    assert (result.code, result.err) == (0, "")
    rows = list(csv.DictReader(result.out.splitlines(), delimiter=";"))
    assert {(row["number"], row["action"]) for row in rows} == {(n, "step") for n in "123"}
    assert {row["export_sha256"] for row in rows} == {"a" * 64}
    told = json.loads(call("sessions", "trail", "aaa", "--format", "json").out)
    jsonschema.validate(told, json.loads(call("schema", "trail").out))
    assert told["export"]["sha256"] == "a" * 64
    assert [(entry["action"], entry["kind"]) for entry in told["trail"]] == [("step", "toggle")] * 3
    in_use.close()
