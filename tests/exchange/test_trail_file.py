"""The audit trail as csv and JSON, of a journal in which real work was done."""

import csv
import io
import json
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.exchange.trail_file import session_trail, trail_csv, trail_json
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalTakenError
from kuke_tui.workspace.sessions import list_sessions
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace

SHA256 = "ab" * 32


def an_export() -> Export:
    client = Client("K1", ("07001", "07002"))
    accounts = (
        Account(client, "=anna", "Anna Żak", Role.USER, Boxes(1, 1)),
        Account(client, "ewa", "Ewa Łoś", Role.USER),
    )
    source = Source("e.xlsx", SHA256, "xlsx", Layout.WIDE_LEVELS)
    return Export(source, ("Limity",), (client,), accounts)


def work(folder: Path) -> Journal:
    """Correct an account, take it back, leave another one behind, save."""
    journal = Journal(folder, an_export(), Path("e.xlsx"))
    workspace = Workspace(an_export(), recorder=journal)
    wanted = {0: Boxes(3, 3)}
    workspace.edit(StepKind.CORRECTION, Cursor(0), wanted, note="grant")
    workspace.undo()
    workspace.redo()
    workspace.decide(Cursor(1), {1: Decision("odchodzi; w czerwcu")})
    workspace.mark_saved("f.xlsx", "cd" * 32)
    return journal


def test_who_did_what_as_csv(tmp_path: Path) -> None:
    work(tmp_path).close()
    (session,) = list_sessions(tmp_path)
    text = "".join(trail_csv(session_trail(session), session.sha256))
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    told = [(row["action"], row["login"], row["box"], row["before"], row["after"]) for row in rows]
    assert told == [
        ("step", "'=anna", "view", "false", "true"),
        ("step", "'=anna", "change", "false", "true"),
        ("undo", "'=anna", "view", "true", "false"),
        ("undo", "'=anna", "change", "true", "false"),
        ("redo", "'=anna", "view", "false", "true"),
        ("redo", "'=anna", "change", "false", "true"),
        ("step", "ewa", "decision", "", "odchodzi; w czerwcu"),
        ("saved", "", "", "", ""),
    ]
    assert {row["export_sha256"] for row in rows} == {SHA256}
    assert all(row["user"] and row["time"] for row in rows)
    assert (rows[0]["policy"], rows[0]["right"]) == ("07002", "Limity")
    assert (rows[0]["kind"], rows[0]["note"]) == ("correction", "grant")
    assert rows[2]["of"] == rows[0]["number"]
    assert rows[-1]["saved_sha256"] == "cd" * 32


def test_the_same_as_json(tmp_path: Path) -> None:
    work(tmp_path).close()
    (session,) = list_sessions(tmp_path)
    told = json.loads("".join(trail_json(session_trail(session), session.sha256)))
    assert told["export"] == {"sha256": SHA256}
    assert [entry["action"] for entry in told["trail"]] == ["step", "undo", "redo", "step", "saved"]
    step, undo = told["trail"][:2]
    assert step["changes"][0] == {
        "client": "K1",
        "login": "=anna",
        "policy": "07002",
        "right": "Limity",
        "box": Box.VIEW.code,
        "from": False,
        "to": True,
    }
    assert undo["changes"][0]["from"] is True
    assert undo["of"] == step["number"]
    assert told["trail"][3]["decisions"][0]["to"] == "odchodzi; w czerwcu"
    assert told["trail"][4]["saved"]["sha256"] == "cd" * 32


def test_a_session_in_use_is_not_read(tmp_path: Path) -> None:
    journal = work(tmp_path)
    (session,) = list_sessions(tmp_path)
    with pytest.raises(JournalTakenError):
        session_trail(session)
    journal.close()
