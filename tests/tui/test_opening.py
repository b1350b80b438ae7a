"""The start screen, loading, failing, and the help and palette that every screen has."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.read_options import ReadOptions
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.import_report.screen import ImportReportScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.help import HelpScreen
from kuke_tui.tui.screens.loading import LoadingScreen
from kuke_tui.tui.screens.palette import PaletteScreen
from kuke_tui.tui.screens.start import StartScreen
from kuke_tui.tui.work import Files, OpenFile, Progress
from kuke_tui.workspace.workspace import Workspace
from tests.tui.waiting import until, until_on

ScreenText = Callable[[App[None]], str]
SIZE = (80, 24)


class GivenFiles:
    """Opens one file whatever is asked for, or fails; waits at its gate where it has one."""

    def __init__(self, file: OpenFile) -> None:
        self.file = file
        self.failure: Exception | None = None
        self.gate: Event | None = None
        self.asked: list[Path] = []

    def open(self, path: Path, progress: Progress, cancel: Event) -> OpenFile:
        self.asked.append(path)
        progress(1200, 5000)
        while self.gate and not self.gate.wait(0.01):
            if cancel.is_set():
                raise SheetError(SheetErrorCode.CANCELLED, path=str(path))
        if self.failure:
            raise self.failure
        return self.file

    def reading_as(self, _options: ReadOptions) -> "GivenFiles":
        return self

    def demo(self) -> Path:
        return Path("demo.xlsx")


@pytest.fixture
def files(file: OpenFile) -> GivenFiles:
    return GivenFiles(file)


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_without_a_file_it_says_what_it_does_and_offers_the_sample(
    files: GivenFiles, recent: RecentFiles, screen_words: ScreenText
) -> None:
    app = KukeApp(files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, StartScreen)
        assert "Zmieniają się tylko pliki na tym komputerze" in screen_words(app)
        await press(pilot, ["d"])
        await until_on(pilot, AccountsScreen)
        assert files.asked == [Path("demo.xlsx")]


async def test_a_path_is_completed_as_it_is_typed_and_then_offered_as_recent(
    files: GivenFiles, recent: RecentFiles, tmp_path: Path, screen_text: ScreenText
) -> None:
    (tmp_path / "eksporty").mkdir()
    export = tmp_path / "eksporty" / "firma.xlsx"
    export.touch()
    (tmp_path / "eksporty" / "notatki.doc").touch()
    app = KukeApp(files=files, recent=recent)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, ["o"])
        await until_on(pilot, OpenFileDialog)
        field = app.screen.query_one(Input)
        field.value = f"{tmp_path}/eks"
        await press(pilot, ["tab"])
        assert field.value == f"{tmp_path}/eksporty/"
        await press(pilot, ["tab"])
        assert field.value == str(export)
        assert "notatki" not in screen_text(app)
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
    assert files.asked == [export]
    assert recent.paths() == [export]
    again = KukeApp(files=files, recent=recent)
    async with again.run_test(size=SIZE) as pilot:
        await press(pilot, ["end", "enter"])
        await until_on(pilot, AccountsScreen)
    assert files.asked == [export, export]


async def test_enter_opens_the_only_file_that_begins_as_typed(
    files: GivenFiles, recent: RecentFiles, tmp_path: Path
) -> None:
    export = tmp_path / "firma.xlsx"
    for name in ("firma.xlsx", "inna.csv", "inny.csv"):
        (tmp_path / name).touch()
    app = KukeApp(files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["o"])
        await until_on(pilot, OpenFileDialog)
        app.screen.query_one(Input).value = f"{tmp_path}/fi"
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
    assert files.asked == [export]


async def test_a_folder_is_entered_not_opened(
    files: GivenFiles, recent: RecentFiles, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    app = KukeApp(files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["o"])
        await until_on(pilot, OpenFileDialog)
        app.screen.query_one(Input).value = str(tmp_path)
        await press(pilot, ["enter"])
        assert app.screen.query_one(Input).value == f"{tmp_path}/"
        await press(pilot, ["down", "enter"])
        assert app.screen.query_one(Input).value == f"{tmp_path / 'a'}/"
        await press(pilot, ["escape"])
        assert isinstance(app.screen, StartScreen)


async def test_loading_shows_progress_and_stops_by_escape(
    files: GivenFiles, recent: RecentFiles, screen_text: ScreenText
) -> None:
    files.gate = Event()
    app = KukeApp(Path("firma.xlsx"), files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, LoadingScreen)
        told = "wczytano 1\u00a0200 z 5\u00a0000 wierszy"
        await until(pilot, lambda: told in screen_text(app))
        await press(pilot, ["escape"])
        await until_on(pilot, StartScreen)


async def test_a_file_that_cant_be_read_is_told_in_a_sentence(
    files: GivenFiles, recent: RecentFiles, screen_words: ScreenText
) -> None:
    files.failure = SheetError(SheetErrorCode.PASSWORD, path="firma.xlsx")
    app = KukeApp(Path("firma.xlsx"), files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MessageDialog)
        assert "hasł" in screen_words(app)
        await press(pilot, ["enter"])
        assert isinstance(app.screen, StartScreen)


async def test_a_fault_of_the_program_is_told_without_a_traceback(
    files: GivenFiles, recent: RecentFiles, screen_words: ScreenText
) -> None:
    files.failure = KeyError("x")
    app = KukeApp(Path("firma.xlsx"), files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MessageDialog)
        words = screen_words(app)
        assert "KeyError" in words
        assert "faults.log" in "".join(words.split())
        await press(pilot, ["enter"])
        assert isinstance(app.screen, StartScreen)


async def test_another_file_that_fails_leaves_the_first_one_open(
    work: Any, files: GivenFiles, recent: RecentFiles, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").touch()
    files.failure = SheetError(SheetErrorCode.EMPTY, path="x.csv")
    app = KukeApp(work, files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, [*"/lecka", "enter", "o"])
        await until_on(pilot, OpenFileDialog)
        app.screen.query_one(Input).value = str(tmp_path / "x.csv")
        await press(pilot, ["enter"])
        await until_on(pilot, MessageDialog)
        await press(pilot, ["enter"])
        await until_on(pilot, OpenFileDialog)
        assert app.screen.query_one(Input).value == str(tmp_path / "x.csv")
        await press(pilot, ["escape"])
        await until_on(pilot, AccountsScreen)
        assert isinstance(app.screen, AccountsScreen)
        assert list(app.screen.accounts.rows) == [0]


async def test_another_file_takes_the_place_of_the_first(
    work: Any, files: GivenFiles, recent: RecentFiles, tmp_path: Path
) -> None:
    (tmp_path / "y.csv").touch()
    app = KukeApp(work, files=files, recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = app.screen
        await press(pilot, ["o"])
        await until_on(pilot, OpenFileDialog)
        app.screen.query_one(Input).value = str(tmp_path / "y.csv")
        await press(pilot, ["enter"])
        await until(pilot, lambda: before not in app.screen_stack)
        await until_on(pilot, AccountsScreen)
        assert len(app.screen_stack) == 2


async def test_help_is_of_this_screen_and_can_be_searched(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["?"])
        assert isinstance(app.screen, HelpScreen)
        assert "Pomoc: lista kont" in screen_text(app)
        await press(pilot, "cofnij")
        text = screen_text(app)
        assert "u Ctrl+Z" in text
        assert "Sortuj" not in text
        await press(pilot, [*["backspace"] * 6, *"shift"])
        assert "Shift+↑ K   Oznacz w górę" in screen_text(app)
        await press(pilot, ["escape"])
        assert isinstance(app.screen, AccountsScreen)


async def test_the_palette_has_every_command_with_its_key_and_does_it(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, [":", *"przegląd"])
        assert isinstance(app.screen, PaletteScreen)
        assert "(nie teraz)" in screen_text(app)
        await press(pilot, [*["backspace"] * 8, *"raport"])
        assert "Raport z wczytania" in screen_text(app)
        await press(pilot, ["enter"])
        await until_on(pilot, ImportReportScreen)


async def test_the_import_report_groups_problems_and_leads_to_the_account(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["!"])
        await until_on(pilot, ImportReportScreen)
        text = screen_text(app)
        assert "8 kont · 2 klientów · 4 polisy · 3 uprawnienia" in text
        assert "Co rozpoznano jako co" in text
        assert "1 problem" in text
        await press(pilot, ["end", "enter"])
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.accounts.account == 6


async def test_ctrl_c_says_in_polish_how_to_quit(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await press(pilot, ["ctrl+c"])
        await until(pilot, lambda: "Aby zakończyć" in screen_text(app))


@pytest.mark.parametrize("theme", ["kuke-light", "kuke-contrast", "ansi-dark", "ansi-light"])
async def test_every_theme_is_chosen_from_a_menu(app: KukeApp, theme: str) -> None:
    from kuke_tui.tui.themes import THEMES

    place = [name for name, _title in THEMES].index(theme)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["T", *["down"] * place, "enter"])
        assert app.theme == theme


def test_recent_files_survive_a_broken_store(tmp_path: Path) -> None:
    store = tmp_path / "recent.json"
    store.write_text("{", encoding="utf-8")
    recent = RecentFiles(store)
    assert recent.paths() == []
    exports = [tmp_path / f"{number}.csv" for number in range(10)]
    for export in exports:
        export.touch()
        recent.add(export)
    recent.add(exports[5])
    assert recent.paths() == [exports[5], *exports[:1:-1][:4], *exports[4:1:-1]]


def test_the_files_of_the_tests_are_files(files: GivenFiles, workspace: Workspace) -> None:
    stand_in: Files = files
    assert stand_in.open(Path("x"), lambda _done, _all: None, Event()).export is workspace.export
