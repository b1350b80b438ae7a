import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Export
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.matrix_edits import restore_account, toggle
from kuke_tui.workspace.recovery import continuation_of, go_on
from kuke_tui.workspace.steps import Cursor, Decision, Step, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.person import Person
from tests.workspace.work import an_export, random_boxes, state_of

ROOT = Path(__file__).parents[2]
FILE = Path("konta.xlsx")


class BrokenRecorder:
    """A journal whose disk is full."""

    def step(self, *_arguments: object) -> None:
        raise JournalError("full")

    def move(self, *_arguments: object) -> None:
        raise JournalError("full")

    def saved(self, *_arguments: object) -> None:
        raise JournalError("full")


def at_work(folder: Path, export: Export | None = None) -> tuple[Workspace, Journal]:
    export = export or an_export()
    journal = Journal(folder, export, FILE)
    return Workspace(export, recorder=journal), journal


def restored(folder: Path, export: Export | None = None) -> Workspace:
    export = export or an_export()
    journal = Journal(folder, export, FILE)
    workspace = Workspace(export)
    work = continuation_of(journal)
    if work:
        go_on(workspace, work)
    journal.close()
    return workspace


def test_a_step_that_is_not_recorded_is_not_made() -> None:
    workspace = Workspace(an_export())
    toggle(workspace, Cursor(0))
    toggle(workspace, Cursor(1))
    workspace.undo()
    before, totals = state_of(workspace), workspace.totals()
    workspace.recorder = BrokenRecorder()
    for command in (
        lambda: toggle(workspace, Cursor(2)),
        lambda: workspace.decide(Cursor(2), {2: Decision("odchodzi")}),
        lambda: restore_account(workspace, Cursor(0)),
        workspace.undo,
        workspace.redo,
    ):
        with pytest.raises(JournalError):
            command()
    assert (state_of(workspace), workspace.totals()) == (before, totals)
    workspace.recorder = None
    assert toggle(workspace, Cursor(2)).step
    assert workspace.undo()


def test_what_was_saved_counts_as_saved_even_if_the_journal_fails() -> None:
    workspace = Workspace(an_export())
    toggle(workspace, Cursor(0))
    workspace.recorder = BrokenRecorder()
    with pytest.raises(JournalError):
        workspace.mark_saved("konta-poprawiony.xlsx", "b" * 64)
    assert not workspace.unsaved


def test_the_step_is_on_disk_before_the_state_changes(tmp_path: Path) -> None:
    workspace, journal = at_work(tmp_path)
    seen: list[tuple[int, int]] = []

    class Watcher:
        def step(self, position: int, step: Step) -> None:
            journal.step(position, step)
            kept = journal.kept()
            assert kept is not None
            seen.append((kept.position, workspace.history.position))

        def move(self, position: int, new_position: int) -> None:
            journal.move(position, new_position)

        def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
            journal.saved(changed, path, sha256)

    workspace.recorder = Watcher()
    toggle(workspace, Cursor(0))
    toggle(workspace, Cursor(1))
    assert seen == [(1, 0), (2, 1)]
    journal.close()


@pytest.mark.parametrize("seed", range(10))
def test_what_is_kept_is_what_there_was(tmp_path: Path, seed: int) -> None:
    workspace, journal = at_work(tmp_path)
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    person = Person(workspace, journal)
    for _ in range(150):
        person.do_something(random)
    journal.keep_view({"query": "łęcka", "cursor": [3, 1]})
    journal.close()

    again = Journal(tmp_path, an_export(), FILE)
    kept = again.kept()
    again.close()
    assert kept is not None
    assert kept.view == {"query": "łęcka", "cursor": [3, 1]}
    found = restored(tmp_path)
    assert state_of(found) == state_of(workspace)
    found.set_reading(workspace.reading)
    assert found.totals() == workspace.totals()
    while found.redo():
        pass
    while found.undo():
        pass
    assert not found.changed
    assert not found.decisions


def test_masks_of_any_width_come_back(tmp_path: Path) -> None:
    export = an_export(rights=tuple(f"Uprawnienie {n}" for n in range(20)), policies=200)
    workspace, journal = at_work(tmp_path, export)
    random = Random(5)  # noqa: S311 - chance that can be repeated
    workspace.edit(StepKind.BULK, Cursor(0), {n: random_boxes(random, 4000) for n in range(12)})
    journal.close()
    assert state_of(restored(tmp_path, export)) == state_of(workspace)


def test_a_second_program_is_told_that_the_journal_is_taken(tmp_path: Path) -> None:
    _workspace, journal = at_work(tmp_path)
    code = (
        "import sys; from pathlib import Path; from tests.workspace.test_journal import at_work\n"
        "try: at_work(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)"
    )
    with pytest.raises(JournalTakenError):
        at_work(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "JournalTakenError\n"
    journal.close()
    _workspace, journal = at_work(tmp_path)
    journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_what_is_kept_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "stan" / "sessions"
    folder.mkdir(parents=True, mode=0o755)
    old = os.umask(0)
    try:
        workspace, journal = at_work(folder)
        toggle(workspace, Cursor(0))
        modes = {path.suffix: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(old)
    assert modes == {".sqlite": 0o600, ".sqlite-wal": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    journal.close()


def test_an_export_looked_at_and_closed_leaves_nothing(tmp_path: Path) -> None:
    _workspace, journal = at_work(tmp_path)
    journal.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_journal_is_told_at_once(tmp_path: Path, content: bytes) -> None:
    export = an_export()
    path = tmp_path / f"{export.source.sha256}.sqlite"
    path.write_bytes(content)
    with pytest.raises(JournalError):
        Journal(tmp_path, export, FILE)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE imports SET position = 9",
        "DELETE FROM steps WHERE position = 0",
        "UPDATE imports SET view = '{'",
        'UPDATE imports SET saved = \'{"0": "x"}\'',
    ],
)
def test_a_history_that_does_not_hold_together_is_not_restored(
    tmp_path: Path, statement: str
) -> None:
    workspace, journal = at_work(tmp_path)
    toggle(workspace, Cursor(0))
    toggle(workspace, Cursor(0, 1))
    journal.close()
    with sqlite3.connect(journal.path) as connection:
        connection.execute(statement)
    connection.close()
    again = Journal(tmp_path, an_export(), FILE)
    with pytest.raises(JournalError):
        again.kept()
    again.close()


def test_a_journal_of_another_version_is_left_alone(tmp_path: Path) -> None:
    workspace, journal = at_work(tmp_path)
    toggle(workspace, Cursor(0))
    journal.close()
    with sqlite3.connect(journal.path) as connection:
        connection.execute("UPDATE facts SET value = '99' WHERE name = 'format'")
    connection.close()
    with pytest.raises(JournalError, match="format 99"):
        at_work(tmp_path)


def test_a_state_folder_that_can_not_be_made_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "plik").touch()
    with pytest.raises(JournalError):
        at_work(tmp_path / "plik" / "sessions")


def test_the_trail_can_not_be_rewritten(tmp_path: Path) -> None:
    workspace, journal = at_work(tmp_path)
    toggle(workspace, Cursor(0))
    journal.close()
    connection = sqlite3.connect(journal.path)
    for statement in ("DELETE FROM trail", "UPDATE trail SET user = 'ktoś inny'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_another_understanding_of_the_content_has_a_history_of_its_own(tmp_path: Path) -> None:
    workspace, journal = at_work(tmp_path)
    toggle(workspace, Cursor(0))
    journal.close()
    otherwise = replace(an_export(), accounts=an_export().accounts[::-1])
    journal = Journal(tmp_path, otherwise, FILE)
    assert journal.kept() is None
    other = Workspace(otherwise, recorder=journal)
    toggle(other, Cursor(3))
    toggle(other, Cursor(4))
    journal.close()
    assert state_of(restored(tmp_path)) == state_of(workspace)


FULL_DISK = """
mount -t tmpfs -o size=192k tmpfs "$1" && exec "$2" -c "$3" "$1"
"""
WORK_ON_IT = """
import os, subprocess, sys
from pathlib import Path
from random import Random
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.steps import Cursor, StepKind
from tests.workspace.test_journal import at_work, restored
from tests.workspace.work import random_boxes, state_of
folder, random = Path(sys.argv[1]), Random(1)
workspace, journal = at_work(folder)
def work():
    wanted = {n: random_boxes(random, 12) for n in range(12)}
    workspace.edit(StepKind.BULK, Cursor(0), wanted, note="x" * 2000)
for _ in range(500):
    before = state_of(workspace)
    try:
        work()
    except JournalError:
        break
else:
    sys.exit("the disk never filled up")
assert state_of(workspace) == before
subprocess.run(["mount", "-o", "remount,size=8m", folder], check=True)
work()
workspace.undo()
now = state_of(workspace)
journal.close()
assert state_of(restored(folder)) == now
subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
try:
    at_work(folder)
except JournalError:
    print("told")
"""


def test_a_real_full_disk_and_a_real_read_only_one(tmp_path: Path) -> None:
    inside = ["unshare", "--mount", "--user", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("unshare, which mounts a small disk for one program, is missing")
    run = subprocess.run(
        [*inside, "sh", "-c", FULL_DISK, "sh", str(tmp_path), sys.executable, WORK_ON_IT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "told\n", run.stderr
