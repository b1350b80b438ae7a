"""A journal that fails and works again: nothing done meanwhile is missing from it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError, JournalFault
from kuke_tui.workspace.matrix_edits import toggle
from kuke_tui.workspace.recovery import continuation_of, go_on
from kuke_tui.workspace.steps import Cursor, Recorder, Step
from kuke_tui.workspace.unkept import NoJournal, Postponed, ReadOnly, is_unsafe
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.work import an_export, state_of

FILE = Path("konta.xlsx")


class Failing:
    """A recorder that fails from one call to another, counted from the first."""

    def __init__(self, recorder: Recorder, fails: range) -> None:
        self._recorder = recorder
        self._fails = fails
        self._calls = -1

    def _call(self) -> Recorder:
        self._calls += 1
        if self._calls in self._fails:
            raise JournalError("full")
        return self._recorder

    def step(self, position: int, step: Step) -> None:
        self._call().step(position, step)

    def move(self, position: int, new_position: int) -> None:
        self._call().move(position, new_position)

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        self._call().saved(changed, path, sha256)


def test_what_was_refused_is_recorded_in_its_order_once_the_journal_works(tmp_path: Path) -> None:
    export = an_export()
    journal = Journal(tmp_path, export, FILE)
    recorder = Postponed(Failing(journal, range(1, 6)))
    workspace = Workspace(export, recorder=recorder)
    toggle(workspace, Cursor(0))
    assert not recorder.behind
    toggle(workspace, Cursor(1))
    workspace.undo()
    toggle(workspace, Cursor(2))
    workspace.mark_saved("konta-poprawiony.xlsx", "b" * 64)
    assert recorder.behind
    assert is_unsafe(recorder)
    toggle(workspace, Cursor(3))
    assert recorder.behind
    recorder.catch_up()
    assert not recorder.behind
    assert not is_unsafe(recorder)
    journal.close()
    again = Journal(tmp_path, export, FILE)
    fresh, work = Workspace(export), continuation_of(again)
    assert work
    go_on(fresh, work)
    again.close()
    assert state_of(fresh) == state_of(workspace)


def test_only_what_no_journal_holds_is_unsafe(tmp_path: Path) -> None:
    journal = Journal(tmp_path, an_export(), FILE)
    assert not any(map(is_unsafe, (None, journal, ReadOnly(), Postponed(journal))))
    assert is_unsafe(NoJournal())
    journal.close()


def test_a_full_disk_is_known_as_one(tmp_path: Path) -> None:
    journal = Journal(tmp_path, an_export(), FILE)
    (pages,) = journal._connection.execute("PRAGMA page_count").fetchone()
    journal._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError) as raised:
        journal.keep_view({"query": "x" * 100_000})
    assert raised.value.fault is JournalFault.DISK_FULL
    journal.close()


def test_a_journal_that_cannot_be_opened_is_known_as_one(tmp_path: Path) -> None:
    export = an_export()
    (tmp_path / f"{export.source.sha256}.sqlite").mkdir()
    with pytest.raises(JournalError) as raised:
        Journal(tmp_path, export, FILE)
    assert raised.value.fault is JournalFault.NO_ACCESS
