"""Whatever stands in a journal, it is read or said to be damaged; faults of ours are never."""

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Export
from kuke_tui.exchange.trail_file import session_trail
from kuke_tui.workspace.decided import reasons_kept
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.recovery import continuation_of, go_on, offer_for, unanswered_works
from kuke_tui.workspace.sessions import kept_works, list_sessions
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.work import an_export

ALL = 0xFFF
FILE = Path("konta.xlsx")
OTHER_SHA256 = "b" * 64
TEXTS = (
    ("facts", "value"),
    ("imports", "rights"),
    ("imports", "position"),
    ("imports", "saved"),
    ("imports", "view"),
    ("clients", "policies"),
    ("accounts", "position"),
    ("accounts", "client"),
    ("accounts", "loaded"),
    ("trail", "import"),
    ("trail", "action"),
    ("trail", "detail"),
    ("steps", "trail"),
)
VALUES = (
    "'{'", "'null'", "'[[]]'", "'{}'", "7", "-1", "x'ff'",
    "'\"x\"'", "'fff 0 0'", "'-1 0 0'", "'fffffffff 0 0'",
)  # fmt: skip


def worked(folder: Path) -> Path:
    export = an_export()
    journal = Journal(folder, export, FILE)
    workspace = Workspace(export, recorder=journal)
    workspace.edit(StepKind.BULK, Cursor(0), {0: Boxes(ALL, ALL), 3: Boxes(ALL)})
    workspace.decide(Cursor(5), {5: Decision("odchodzi z firmy")})
    workspace.mark_saved("konta-poprawiony.xlsx", "c" * 64)
    workspace.edit(StepKind.BULK, Cursor(1), {1: Boxes()})
    workspace.undo()
    journal.keep_view({"query": "a"})
    journal.answer("1/2/3")
    journal.close()
    return journal.path


def go_on_here(folder: Path) -> None:
    journal = Journal(folder, an_export(), FILE)
    try:
        journal.trail()
        journal.works_otherwise()
        workspace = Workspace(journal.export)
        found = continuation_of(journal)
        if found:
            go_on(workspace, found)
        workspace.recorder = journal
        workspace.undo()
        workspace.redo()
        workspace.totals()
    finally:
        journal.close()


def take_over_elsewhere(folder: Path) -> None:
    export = an_export(sha256=OTHER_SHA256)
    journal = Journal(folder, export, FILE)
    try:
        offer_for(unanswered_works(journal), Workspace(export))
    finally:
        journal.close()


def look_through(folder: Path) -> None:
    for session in list_sessions(folder):
        session_trail(session)


def look_for_works(folder: Path) -> None:
    for session in list_sessions(folder):
        kept_works(session)


READERS: tuple[Callable[[Path], object], ...] = (
    go_on_here,
    take_over_elsewhere,
    look_through,
    look_for_works,
    lambda folder: reasons_kept(folder, an_export()),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worked(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(("table", "column"), TEXTS)
def test_what_stands_in_a_journal_is_read_or_told_to_be_damaged(
    tmp_path: Path, whole: Path, table: str, column: str, value: str
) -> None:
    for place, reader in enumerate(READERS):
        folder = tmp_path / str(place)
        folder.mkdir()
        path = folder / whole.name
        path.write_bytes(whole.read_bytes())
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("DROP TRIGGER trail_is_final")
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = {value}")  # noqa: S608 - our own words
        connection.close()
        with contextlib.suppress(JournalError):
            reader(folder)


def test_of_a_whole_journal_everything_is_read(tmp_path: Path) -> None:
    worked(tmp_path)
    for reader in READERS:
        reader(tmp_path)


@pytest.mark.parametrize("error", [KeyError, TypeError, ValueError, AttributeError])
def test_a_fault_of_the_program_is_not_told_as_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def faulty(*_arguments: object) -> None:
        raise error("ours")

    worked(tmp_path)
    monkeypatch.setattr("kuke_tui.workspace.trail.net_changes", faulty)
    with pytest.raises(error, match="ours"):
        look_through(tmp_path)


def test_a_login_that_can_not_be_written_is_told_as_trouble_with_the_journal(
    tmp_path: Path,
) -> None:
    export = _with_login(an_export(), "jan\udcb3")
    journal = Journal(tmp_path, export, FILE)
    workspace = Workspace(export, recorder=journal)
    with pytest.raises(JournalError):
        workspace.edit(StepKind.BULK, Cursor(0), {0: Boxes(ALL, ALL)})
    assert not workspace.changed
    journal.close()


def _with_login(export: Export, login: str) -> Export:
    first, *others = export.accounts
    return replace(export, accounts=(replace(first, login=login), *others))
