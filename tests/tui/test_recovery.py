"""Kept work: offered when the export is opened again, and never applied unasked."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Export
from kuke_tui.domain.reading import Reading
from kuke_tui.sheets.read_options import ReadOptions
from kuke_tui.sheets.saving.notes import SavingNote
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.dialog import Dialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.save_export import SaveExportDialog
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.recovery.screen import RecoveryScreen
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.widgets.line_list import LineList
from kuke_tui.tui.work import OpenFile, Progress, Saved
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError, JournalFault
from kuke_tui.workspace.list_view import ListView, SortKey
from kuke_tui.workspace.steps import Cursor, Decision, Step, StepKind
from kuke_tui.workspace.unkept import NoJournal
from kuke_tui.workspace.view_json import KeptView, view_from_json
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import ReadAsRecognised
from tests.tui.waiting import until, until_on

LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)
ALL = 0b111111
UNIFORM = Boxes(ALL, ALL)
ScreenText = Callable[[App[None]], str]


@dataclass
class KeptFile(ReadAsRecognised):
    """An export at a place; another ``version`` is another content."""

    export: Export
    path: Path
    notes: list[SavingNote] = field(default_factory=list)
    saves: list[tuple[Path, dict[int, Boxes], bool]] = field(default_factory=list)

    @property
    def target(self) -> Path:
        return self.path.with_name("firma-poprawiony.xlsx")

    def saving_notes(self, _boxes: Mapping[int, Boxes]) -> Sequence[SavingNote]:
        return self.notes

    def taken_as(self) -> Sequence[tuple[str, str]]:
        return ()

    def save(
        self, boxes: Mapping[int, Boxes], target: Path, *, overwrite: bool, progress: Progress
    ) -> Saved:
        progress(1, 1)
        self.saves.append((target, dict(boxes), overwrite))
        return Saved(target, "1" * 64)


@dataclass
class OneFile:
    """Opens one file, whatever is asked for."""

    file: KeptFile

    def open(self, path: Path, progress: Progress, cancel: Event) -> OpenFile:
        progress(1, 1)
        assert path == self.file.path
        assert not cancel.is_set()
        return self.file

    def reading_as(self, _options: ReadOptions) -> "OneFile":
        return self

    def demo(self) -> Path:
        return self.file.path


@dataclass
class Desk:
    """A person's place of work: programs opened one after another on one folder of journals."""

    file: KeptFile
    sessions: Path
    recent: RecentFiles

    def app(self) -> KukeApp:
        files = OneFile(self.file)
        return KukeApp(self.file.path, files=files, recent=self.recent, sessions=self.sessions)

    def other_content(self, version: int, boxes: Mapping[int, Boxes]) -> None:
        export = self.file.export
        sha256 = hashlib.sha256(str(version).encode()).hexdigest()
        self.file.export = replace(
            export,
            source=replace(export.source, sha256=sha256),
            accounts=tuple(
                replace(account, boxes=boxes.get(position, account.boxes))
                for position, account in enumerate(export.accounts)
            ),
        )


@pytest.fixture
def desk(workspace: Workspace, recent: RecentFiles, tmp_path: Path) -> Desk:
    file = KeptFile(workspace.export, tmp_path / "firma.xlsx")
    return Desk(file, tmp_path / "sessions", recent)


@pytest.fixture
def no_kept(desk: Desk) -> Iterator[None]:
    yield
    assert not list(desk.sessions.glob("*.sqlite"))


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


def kept_view(desk: Desk, app: KukeApp) -> KeptView:
    """Where the person is, as the journal has it by now."""
    journal = accounts_of_stack(app).work.journal
    kept = journal and journal.kept()
    return view_from_json(kept.view if kept else {}, desk.file.export)


def said(app: KukeApp) -> str:
    """Return what the program said in passing."""
    return " ".join(notification.message for notification in app._notifications)


def accounts_of(app: KukeApp) -> AccountsScreen:
    screen = app.screen
    assert isinstance(screen, AccountsScreen)
    return screen


def accounts_of_stack(app: KukeApp) -> AccountsScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, AccountsScreen))


def worked(desk: Desk) -> None:
    """Work on the export as somebody does who is then killed: nothing is closed or saved."""
    journal = Journal(desk.sessions, desk.file.export, desk.file.path)
    workspace = Workspace(desk.file.export, recorder=journal)
    workspace.edit(StepKind.CORRECTION, Cursor(SLAZAK), {SLAZAK: UNIFORM})
    workspace.decide(Cursor(DAB), {DAB: Decision("urlop Bożeny")})
    workspace.edit(StepKind.BULK, Cursor(ZURAW), {ZURAW: UNIFORM})
    workspace.undo()
    journal.keep_view(
        {
            "query": "a",
            "only_problems": True,
            "sort": "name",
            "descending": True,
            "marks": [KOWALSKI],
            "account": KOWALSKI,
        }
    )
    journal._connection.close()


async def test_work_goes_on_exactly_where_it_was(desk: Desk, screen_words: ScreenText) -> None:
    worked(desk)
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, Dialog)
        assert "Nad tym samym eksportem już pracowano: 2 kroki, w 2 kontach." in screen_words(app)
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
        screen = accounts_of(app)
        assert screen.workspace.changed == {SLAZAK: UNIFORM}
        assert screen.workspace.decisions == {DAB: Decision("urlop Bożeny")}
        assert (screen.view.query, screen.view.only_problems) == ("a", True)
        assert (screen.view.sort, screen.view.descending) == (SortKey.NAME, True)
        assert screen.view.marks == {KOWALSKI}
        assert screen.accounts.account == KOWALSKI
        await press(pilot, ["U"])
        assert ZURAW in screen.workspace.changed
        await press(pilot, ["u", "u", "u"])
        assert not screen.workspace.changed
        assert not screen.workspace.decisions


async def test_after_a_kill_in_the_matrix_one_is_there_again(
    desk: Desk, screen_text: ScreenText
) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, AccountsScreen)
        await press(pilot, ["R", "f", "enter", "space", "]", "f", *"/07", "enter"])
        await press(pilot, ["down", "right", "right", "right"])
        matrix = app.screen
        assert isinstance(matrix, MatrixScreen)
        view = matrix.view
        assert view.words == "07"
        assert view.differing
        assert view.cursor.right
        where = screen_text(app)
        journal = accounts_of_stack(app).work.journal
        assert journal
        await until(pilot, lambda: kept_view(desk, app).matrix == view)
        journal._connection.close()
    again = desk.app()
    async with again.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, Dialog)
        await press(pilot, ["enter"])
        await until_on(pilot, MatrixScreen)
        assert isinstance(again.screen, MatrixScreen)
        assert again.screen.view == view
        assert again.screen.workspace.reading is Reading.LENIENT
        assert "Wykładnia łagodna" in said(again)
        assert screen_text(again) == where
        await press(pilot, ["escape", "escape"])
        assert accounts_of(again).view == ListView(only_problems=True)
        assert accounts_of(again).accounts.account == view.cursor.account


async def test_escape_is_the_safe_answer_and_gives_nothing_up(desk: Desk) -> None:
    worked(desk)
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, Dialog)
        await press(pilot, ["escape"])
        await until_on(pilot, AccountsScreen)
        assert accounts_of(app).workspace.changed == {SLAZAK: UNIFORM}


async def test_starting_afresh_gives_the_work_up_for_good(desk: Desk) -> None:
    worked(desk)
    for opening in range(2):
        app = desk.app()
        async with app.run_test(size=(100, 30)) as pilot:
            if opening == 0:
                await until_on(pilot, Dialog)
                await press(pilot, ["right", "enter"])
            await until_on(pilot, AccountsScreen)
            screen = accounts_of(app)
            assert not screen.workspace.changed
            assert not screen.workspace.decisions
            assert len(screen.accounts.rows) == 8


async def test_what_is_done_on_the_screen_is_kept(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, AccountsScreen)
        await press(pilot, ["c", "enter", "n", "d", *"urlop", "enter"])
        await press(pilot, [*"/a", "enter", "down", "space"])
        screen = accounts_of(app)
        changed, decisions = dict(screen.workspace.changed), dict(screen.workspace.decisions)
        view, account = screen.view, screen.accounts.account
        here = KeptView(view, account, screen.workspace.reading)
        await until(pilot, lambda: kept_view(desk, app) == here)
    again = desk.app()
    async with again.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, Dialog)
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
        screen = accounts_of(again)
        assert screen.workspace.changed == changed
        assert screen.workspace.decisions == decisions
        assert screen.view == view
        assert screen.accounts.account == account


@pytest.mark.usefixtures("no_kept")
async def test_who_only_looked_leaves_nothing_behind(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on(pilot, AccountsScreen)
        await press(pilot, ["down", "w", "escape"])


async def test_of_other_content_only_what_is_agreed_to_is_made_again(
    desk: Desk, screen_text: ScreenText
) -> None:
    worked(desk)
    conflicting = Boxes(ALL ^ 0b11, 0b100)
    desk.other_content(2, {SLAZAK: conflicting})
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, RecoveryScreen)
        text = screen_text(app)
        assert "Plik zmienił się od tego czasu." in text
        assert "Pasuje: w komórce jest to samo co wtedy: 3" in text
        assert "[✓] p.slazak · 07002 · Limity kredytowe: podgląd → zmiany" in text
        assert "Konflikt: w komórce jest teraz co innego: 2" in text
        assert "[ ] p.slazak · 07001 · Limity kredytowe: podgląd → zmiany (teraz: brak)" in text
        assert "W tym pliku już tak jest: 1" in text
        assert "[✓] b.dab: urlop Bożeny" in text
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
        workspace = accounts_of(app).workspace
        assert workspace.boxes(SLAZAK) == Boxes(ALL ^ 0b11, 0b111100)
        assert workspace.decisions == {DAB: Decision("urlop Bożeny")}
        await press(pilot, ["u"])
        assert not workspace.changed
        assert not workspace.decisions


async def test_conflicts_are_chosen_by_the_person_alone(desk: Desk) -> None:
    worked(desk)
    desk.other_content(2, {SLAZAK: Boxes()})
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, RecoveryScreen)
        await press(pilot, ["space", "enter"])
        await until_on(pilot, AccountsScreen)
        assert accounts_of(app).workspace.boxes(SLAZAK) == UNIFORM


async def test_items_are_chosen_one_by_one_or_by_their_heading(
    desk: Desk, screen_text: ScreenText
) -> None:
    worked(desk)
    desk.other_content(2, {})
    app = desk.app()
    async with app.run_test(size=(60, 40)) as pilot:  # where an item takes two lines
        await until_on(pilot, RecoveryScreen)
        lines = app.screen.query_one(LineList)
        everything = lines.text()
        assert everything.count("[✓]") == 7
        assert "Wybrano 7" in " ".join(screen_text(app).split())
        await press(pilot, ["down", "space"])
        one_less = everything.replace("[✓]", "[ ]", 1)
        assert lines.text() == one_less
        assert screen_text(app).count("[✓]") == 6
        assert "Wybrano 6" in " ".join(screen_text(app).split())
        await press(pilot, ["down", "space"])  # on the second line of the same item
        assert lines.text() == everything
        assert screen_text(app).count("[✓]") == 7
        await press(pilot, ["space", "home", "space"])
        assert lines.text() == everything
        await press(pilot, ["space"])
        assert lines.text().count("[✓]") == 1
        assert screen_text(app).count("[✓]") == 1


@pytest.mark.parametrize(("key", "offered_again"), [("escape", True), ("x", False)])
async def test_the_offer_may_wait_or_be_declined(desk: Desk, key: str, offered_again: bool) -> None:
    worked(desk)
    desk.other_content(2, {})
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, RecoveryScreen)
        await press(pilot, [key])
        await until_on(pilot, AccountsScreen)
        assert not accounts_of(app).workspace.changed
    again = desk.app()
    async with again.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, RecoveryScreen if offered_again else AccountsScreen)


async def test_an_offer_put_off_is_made_again_after_more_work(
    desk: Desk, screen_text: ScreenText
) -> None:
    worked(desk)
    desk.other_content(2, {})
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, RecoveryScreen)
        await press(pilot, ["escape"])
        await until_on(pilot, AccountsScreen)
        await press(pilot, ["n", "c", "enter"])
        changed = dict(accounts_of(app).workspace.changed)
        assert changed
    again = desk.app()
    async with again.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, Dialog)
        await press(pilot, ["enter"])
        await until_on(pilot, RecoveryScreen)
        assert "[✓] b.dab: urlop Bożeny" in screen_text(again)
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
        workspace = accounts_of(again).workspace
        assert workspace.changed == {**changed, SLAZAK: UNIFORM}
        assert workspace.decisions == {DAB: Decision("urlop Bożeny")}


async def test_a_second_window_is_read_only_and_says_why(
    desk: Desk, screen_words: ScreenText, screen_text: ScreenText
) -> None:
    first = Journal(desk.sessions, desk.file.export, desk.file.path)
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, MessageDialog)
        assert "otwarty w innym oknie programu" in screen_words(app)
        await press(pilot, ["enter"])
        workspace = accounts_of(app).workspace
        assert "tylko do odczytu" in screen_text(app)
        await press(pilot, ["enter", "space"])
        assert isinstance(app.screen, MatrixScreen)
        assert app.screen.notice.startswith("Tylko do odczytu")
        await press(pilot, ["escape", "c", "enter"])
        assert "Tylko do odczytu" in said(app)
        await press(pilot, ["a", "b", "enter", "right", "enter"])
        await press(pilot, ["d", *"urlop", "enter", "right", "enter"])
        assert not workspace.changed
        assert not workspace.decisions
    first.close()


async def test_without_a_journal_one_is_told_and_can_work_and_save(
    desk: Desk, screen_words: ScreenText, screen_text: ScreenText
) -> None:
    desk.sessions.write_text("not a folder")
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, MessageDialog)
        assert "awaria zabrałaby to, czego nie zapisano" in screen_words(app)
        await press(pilot, ["enter", "c", "enter"])
        changed = dict(accounts_of(app).workspace.changed)
        assert changed
        assert "bez zabezpieczenia" in screen_text(app)
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, SaveExportDialog)
        await press(pilot, ["enter"])
        await until(pilot, lambda: bool(desk.file.saves))
        assert desk.file.saves == [(desk.file.target, changed, False)]


class FullDisk(NoJournal):
    """Keeps nothing until somebody makes room."""

    def __init__(self) -> None:
        self.is_full = True
        self.kept: list[Step] = []

    def step(self, position: int, step: Step) -> None:
        if self.is_full:
            raise JournalError(f"disk full at step {position}", JournalFault.DISK_FULL)
        self.kept.append(step)


@pytest.mark.parametrize("go_on", [True, False])
@pytest.mark.parametrize(
    "keys",
    [
        ["c", "enter"],
        ["b", "enter", "right", "enter"],
        ["d", *"urlop", "enter"],
        ["enter", "space"],
    ],
    ids=["correction", "bulk", "decision", "matrix"],
)
async def test_a_full_disk_is_told_at_once_and_the_person_decides(
    desk: Desk, screen_words: ScreenText, keys: list[str], go_on: bool
) -> None:
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, AccountsScreen)
        workspace = accounts_of(app).workspace
        workspace.recorder = FullDisk()
        await press(pilot, keys)
        await until_on(pilot, ConfirmDialog)
        assert "(dysk jest pełny)" in screen_words(app)
        assert not workspace.changed
        assert not workspace.decisions
        await press(pilot, ["right", "enter"] if go_on else ["enter"])
        assert bool(workspace.changed or workspace.decisions) is go_on
        assert (workspace.history.position == 1) is go_on


async def test_once_there_is_room_the_next_change_brings_the_safety_net_back(
    desk: Desk, screen_text: ScreenText
) -> None:
    app = desk.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_on(pilot, AccountsScreen)
        workspace = accounts_of(app).workspace
        disk = workspace.recorder = FullDisk()
        await press(pilot, ["c", "enter"])
        await until_on(pilot, ConfirmDialog)
        await press(pilot, ["right", "enter"])
        await press(pilot, ["n", "c", "enter"])
        assert "bez zabezpieczenia" in screen_text(app)
        disk.is_full = False
        await press(pilot, ["n", "c", "enter"])
        assert "bez zabezpieczenia" not in screen_text(app)
        assert tuple(disk.kept) == workspace.history.steps
        assert len(disk.kept) == 3
