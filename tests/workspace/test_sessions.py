from pathlib import Path

import pytest

from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalTakenError
from kuke_tui.workspace.matrix_edits import toggle
from kuke_tui.workspace.sessions import delete_session, list_sessions, sessions_named
from kuke_tui.workspace.steps import Cursor
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.work import an_export


def begin(folder: Path, content: str, file: str = "konta.xlsx", steps: int = 1) -> Journal:
    export = an_export(sha256=content * 64)
    journal = Journal(folder, export, Path(file))
    workspace = Workspace(export, recorder=journal)
    for account in range(steps):
        toggle(workspace, Cursor(account))
    return journal


def test_sessions_are_listed_latest_first(tmp_path: Path) -> None:
    begin(tmp_path, "a").close()
    begin(tmp_path, "b", "inne.csv", steps=3).close()
    latest, earlier = list_sessions(tmp_path)
    assert (latest.id, latest.steps, latest.files) == (
        "b" * 12,
        3,
        (str(Path("inne.csv").resolve()),),
    )
    assert (earlier.sha256, earlier.steps) == ("a" * 64, 1)
    assert latest.time > earlier.time
    assert sessions_named((latest, earlier), "AA") == (earlier,)
    assert list_sessions(tmp_path / "brak") == ()


def test_one_content_opened_in_two_places_knows_both(tmp_path: Path) -> None:
    begin(tmp_path, "a", "styczen.xlsx").close()
    begin(tmp_path, "a", "kopia.xlsx", steps=0).close()
    (session,) = list_sessions(tmp_path)
    assert session.files == tuple(
        str(Path(name).resolve()) for name in ("kopia.xlsx", "styczen.xlsx")
    )


def test_a_session_in_use_is_shown_so_and_not_deleted(tmp_path: Path) -> None:
    journal = begin(tmp_path, "a")
    (session,) = list_sessions(tmp_path)
    assert session.in_use
    with pytest.raises(JournalTakenError):
        delete_session(session)
    journal.close()
    (session,) = list_sessions(tmp_path)
    assert (session.in_use, session.steps) == (False, 1)


def test_deleting_a_session_leaves_nothing(tmp_path: Path) -> None:
    begin(tmp_path, "a").close()
    (session,) = list_sessions(tmp_path)
    delete_session(session)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_session_is_shown_so_and_can_be_deleted(tmp_path: Path) -> None:
    path = tmp_path / f"{'d' * 64}.sqlite"
    path.write_bytes(b"zepsute" * 1000)
    (session,) = list_sessions(tmp_path)
    assert session.damaged
    delete_session(session)
    assert list(tmp_path.iterdir()) == []
