"""What closes by itself takes nothing else with it, and leaves nothing behind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from textual.app import App

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.leave import LeaveDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.start import StartScreen
from kuke_tui.tui.verification.reading import ReadingScreen
from kuke_tui.tui.verification.screen import VerificationScreen
from kuke_tui.tui.work import OpenFile, Progress, Work
from kuke_tui.workspace.workspace import Workspace
from tests.tui.every_screen import WAYS, go, sample_app, sample_work
from tests.tui.plan_samples import FreshFiles
from tests.tui.waiting import until, until_on

ScreenText = Callable[[App[None]], str]
SMALL, LARGE = (50, 15), (80, 24)


@dataclass
class WatchedFiles(FreshFiles):
    """Says, too, what it is done with."""

    done: list[Path] = field(default_factory=list)

    def open(self, path: Path, progress: Progress, cancel: Event) -> OpenFile:
        try:
            return super().open(path, progress, cancel)
        finally:
            self.done.append(path)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WatchedFiles:
    monkeypatch.chdir(tmp_path)
    Path("luty.xlsx").touch()
    folder = tmp_path / "luty"
    folder.mkdir()
    return WatchedFiles(folder)


def names(app: App[None]) -> list[str]:
    return [type(screen).__name__ for screen in app.screen_stack[1:]]


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize("key", ["ctrl+q", "q", "escape"])
async def test_nothing_is_left_while_a_job_is_done(app: KukeApp, key: str) -> None:
    gate = Event()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        job = app.run_worker(in_thread(app, gate.wait))
        await until(pilot, lambda: names(app) == ["AccountsScreen", "BusyDialog"])
        await pilot.press(key)
        await pilot.pause()
        assert names(app) == ["AccountsScreen", "BusyDialog"]
        gate.set()
        await until(pilot, lambda: job.is_finished)
        assert names(app) == ["AccountsScreen"]
        await pilot.press("down", "q")
        await until_on(pilot, LeaveDialog)


@pytest.mark.parametrize("ends", ["before", "after"])
async def test_a_window_made_too_small_during_a_job_leaves_nothing_behind(
    app: KukeApp, ends: str
) -> None:
    gate, done = Event(), Event()

    def wait() -> None:
        gate.wait()
        done.set()

    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        job = app.run_worker(in_thread(app, wait))
        await until(pilot, lambda: names(app) == ["AccountsScreen", "BusyDialog"])
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: names(app)[-1] == "TooSmallScreen")
        if ends == "before":
            gate.set()
            await until(pilot, done.is_set)
        await pilot.resize_terminal(*LARGE)
        await until(pilot, lambda: "TooSmallScreen" not in names(app))
        gate.set()
        await until(pilot, lambda: job.is_finished)
        assert names(app) == ["AccountsScreen"]


async def test_a_job_that_fails_closes_its_window_too(app: KukeApp) -> None:
    def fail() -> None:
        raise SheetError(SheetErrorCode.NOT_FOUND, path="x")

    async def tried() -> str:
        try:
            await in_thread(app, fail)
        except SheetError as error:
            return error.path
        return ""

    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        job = app.run_worker(tried())
        await until(pilot, lambda: job.is_finished)
        assert job.result == "x"
        assert names(app) == ["AccountsScreen"]


async def test_a_start_in_a_window_too_small_says_so_and_goes_on_when_it_has_grown(
    files: WatchedFiles, recent: RecentFiles
) -> None:
    app = KukeApp(Path("luty.xlsx"), files=files, recent=recent)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: bool(files.done))
        assert names(app) == ["LoadingScreen", "TooSmallScreen"]
        await pilot.resize_terminal(*LARGE)
        await until_on(pilot, AccountsScreen)
        assert names(app) == ["AccountsScreen"]


@pytest.mark.parametrize(("key", "over"), [("question_mark", "HelpScreen"), ("T", "ChooseDialog")])
async def test_what_was_opened_over_a_loading_screen_is_closed_first(
    files: WatchedFiles, recent: RecentFiles, key: str, over: str
) -> None:
    files.gate = Event()
    app = KukeApp(files=files, recent=recent)
    async with app.run_test(size=LARGE) as pilot:
        await until_on(pilot, StartScreen)
        await pilot.press("d")
        await until(pilot, lambda: bool(files.asked))
        await pilot.press(key)
        await pilot.pause()
        files.gate.set()
        await until(pilot, lambda: bool(files.done))
        assert names(app) == ["StartScreen", "LoadingScreen", over]
        await pilot.press("escape")
        await until_on(pilot, AccountsScreen)
        assert names(app) == ["AccountsScreen"]


async def test_a_file_that_fails_under_the_help_is_told_of_after_it(
    files: WatchedFiles, recent: RecentFiles
) -> None:
    files.gate, files.failure = Event(), SheetError(SheetErrorCode.PASSWORD, path="x.xlsx")
    app = KukeApp(files=files, recent=recent)
    async with app.run_test(size=LARGE) as pilot:
        await until_on(pilot, StartScreen)
        await pilot.press("d")
        await until(pilot, lambda: bool(files.asked))
        await pilot.press("question_mark")
        files.gate.set()
        await until(pilot, lambda: bool(files.done))
        await pilot.press("escape")
        await until_on(pilot, MessageDialog)
        assert names(app) == ["StartScreen", "MessageDialog"]


@pytest.mark.usefixtures("edited")
async def test_a_verification_that_ends_under_a_question_waits_for_its_answer(
    work: Work, recent: RecentFiles, files: WatchedFiles, workspace: Workspace
) -> None:
    files.gate = Event()
    app = KukeApp(work, recent=recent, files=files)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await pilot.press("V")
        await until_on(pilot, ChooseDialog)
        await pilot.press("enter")
        await until_on(pilot, OpenFileDialog)
        await pilot.press(*"luty.xlsx", "enter")
        await until_on(pilot, ReadingScreen)
        await until(pilot, lambda: bool(files.asked))
        await pilot.press("q")
        await until_on(pilot, LeaveDialog)
        files.gate.set()
        await until(pilot, lambda: bool(files.done))
        assert names(app)[-1] == "LeaveDialog"
        await pilot.press("escape")
        await until_on(pilot, VerificationScreen)
        assert names(app) == ["AccountsScreen", "VerificationScreen"]
        assert workspace.changed


@pytest.mark.parametrize(
    "way",
    [name for name, way in WAYS.items() if way.screen.endswith("Dialog")]
    + ["help", "help of the matrix", "commands"],
)
async def test_ctrl_q_closes_the_window_on_top_and_no_more(way: str, tmp_path: Path) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await go(pilot, WAYS[way])
        over = app.screen
        await pilot.press("ctrl+q")
        await until(pilot, lambda: over not in app.screen_stack)
        assert app.is_running
        assert app.return_code is None
