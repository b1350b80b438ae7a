import os
import sys
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Box, Level
from kuke_tui.domain.changes import BoxChange
from kuke_tui.exchange.trail_file import session_trail
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.matrix_edits import set_cells
from kuke_tui.workspace.sessions import list_sessions
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.trail import DecisionChange, TrailAction
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.work import RIGHTS, an_export


@pytest.mark.skipif(sys.platform == "win32", reason="the user is known otherwise there")
def test_the_user_is_the_system_s_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "prezes")
    journal = Journal(tmp_path, an_export(), Path("konta.xlsx"))
    Workspace(an_export(), recorder=journal).decide(Cursor(5), {5: Decision("odchodzi z firmy")})
    assert [entry.user for entry in journal.trail()] == [pwd.getpwuid(os.getuid()).pw_name]
    journal.close()


def test_the_trail_tells_by_name_who_did_what_when_the_export_is_gone(tmp_path: Path) -> None:
    export = an_export()
    journal = Journal(tmp_path, export, Path("konta.xlsx"))
    workspace = Workspace(export, recorder=journal)
    workspace.edit(
        StepKind.RESTORE, Cursor(3), {3: export.accounts[3].boxes._replace(unreadable=0)}
    )
    cell = export.shape(export.accounts[5]).cell(2, 1)
    set_cells(workspace, Cursor(5, 2, 1), cell, Level.NONE)
    set_cells(workspace, Cursor(5, 2, 1), cell, Level.CHANGE)
    workspace.undo()
    workspace.redo()
    workspace.decide(Cursor(5), {5: Decision("odchodzi z firmy")})
    workspace.undo()
    workspace.mark_saved("konta-poprawiony.xlsx", "c" * 64)
    journal.forget()
    journal.close()

    (session,) = list_sessions(tmp_path)
    entries = [entry for entry in session_trail(session) if entry.kind is not StepKind.RESTORE]
    whom = ("4712", "u0005")
    place = (*whom, "070102", RIGHTS[1])
    ticked = (BoxChange(*place, Box.VIEW, False, True), BoxChange(*place, Box.CHANGE, False, True))
    unticked = tuple(change._replace(before=True, after=False) for change in ticked)
    tail = entries[-7:]
    assert [(entry.action, entry.changes) for entry in tail] == [
        (TrailAction.STEP, ticked),
        (TrailAction.UNDO, unticked),
        (TrailAction.REDO, ticked),
        (TrailAction.STEP, ()),
        (TrailAction.UNDO, ()),
        (TrailAction.SAVED, ()),
        (TrailAction.FORGOTTEN, ()),
    ]
    assert [entry.of for entry in tail[:3]] == [None, tail[0].number, tail[0].number]
    assert tail[3].decisions == (DecisionChange(*whom, None, "odchodzi z firmy"),)
    assert tail[4].decisions == (DecisionChange(*whom, "odchodzi z firmy", None),)
    assert (tail[5].file, tail[5].sha256) == ("konta-poprawiony.xlsx", "c" * 64)
    assert all(entry.user == tail[0].user and entry.time for entry in entries)
    numbers = [entry.number for entry in session_trail(session)]
    assert numbers == list(range(1, len(numbers) + 1))
