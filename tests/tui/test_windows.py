"""Every window says how it is used, has its help, and is closed by the mouse alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Input

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.modal import Modal
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.help import HelpScreen
from tests.tui.every_screen import WAYS, go, sample_app, sample_work
from tests.tui.waiting import until_on

ScreenText = Callable[[App[None]], str]
WINDOWS = [
    name
    for name, way in WAYS.items()
    if way.screen.endswith("Dialog") or way.screen in ("HelpScreen", "PaletteScreen")
]


async def click_on(pilot: Pilot[None], text: str, screen_text: ScreenText) -> None:
    """Click where a text stands on the screen."""
    for y, line in enumerate(screen_text(pilot.app).splitlines()):
        if text in line:
            await pilot.click(offset=(line.index(text) + len(text) // 2, y))
            await pilot.pause()
            return
    raise AssertionError(text)


@pytest.mark.parametrize("way", WINDOWS)
async def test_it_says_how_it_is_used_in_the_smallest_terminal_and_a_click_closes_it(
    way: str, tmp_path: Path, screen_text: ScreenText
) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await go(pilot, WAYS[way])
        window, beneath = app.screen, app.screen_stack[-2]
        assert isinstance(window, Modal)
        lines = screen_text(app).splitlines()
        shown = [f"{key.keys} {key.does}" for key in window.shown_keys if key.does]
        assert " · ".join(shown) in "".join(lines)
        assert not any(command in lines[-1] for command in ("Pomoc", "Polecenia", "Zakończ"))
        if not isinstance(window, HelpScreen):
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            text = screen_text(app)
            assert window.heading[:20] in text
            assert window.shown_keys[0].help[:20] in text
            await pilot.press("f1")
            await pilot.pause()
        assert app.screen is window
        await click_on(pilot, "[×]", screen_text)
        assert window not in app.screen_stack
        assert app.screen is beneath


@pytest.mark.parametrize("way", ["sort", "help", "commands", "quit", "leave behind", "open"])
async def test_a_click_beside_closes_what_only_offers(way: str, tmp_path: Path) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(pilot, WAYS[way])
        window = app.screen
        left, top, _width, _height = window.query_one(".dialog").region
        await pilot.click(offset=(left + 1, top + 1))
        await pilot.pause()
        assert app.screen is window
        await pilot.click(offset=(1, 20))
        await pilot.pause()
        closed = window not in app.screen_stack
        assert closed is (way in ("sort", "help", "commands"))


async def test_a_double_click_that_opens_a_window_does_not_close_it(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = screen_text(app).splitlines()[-1]
        await pilot.double_click(offset=(line.index("Pomoc"), 23))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("way", ["sort", "quit", "save"])
async def test_a_question_mark_is_help_unless_it_is_typed(way: str, tmp_path: Path) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, WAYS[way])
        window = app.screen
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen) is (way != "save")
        if way == "save":
            assert window.query_one(Input).value.endswith("?")


async def test_each_button_has_room_in_the_smallest_terminal(tmp_path: Path) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await go(pilot, WAYS["quit"])
        row = app.screen.query_one(".dialog-buttons").region
        for button in app.screen.query(Button):
            assert row.contains_region(button.region)
            assert button.region.width >= len(str(button.label)) + 2


async def test_the_footer_comes_back_with_its_screen(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = screen_text(app).splitlines()[-1]
        await pilot.press("s")
        await pilot.pause()
        assert not screen_text(app).splitlines()[-1].strip()
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app).splitlines()[-1] == before


async def test_a_path_that_is_none_stays_to_be_corrected(
    recent: RecentFiles, tmp_path: Path, screen_text: ScreenText
) -> None:
    app = KukeApp(recent=recent)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await until_on(pilot, OpenFileDialog)
        wrong = f"{tmp_path.name}/nie-ma.xlsx"
        await pilot.press(*wrong, "enter")
        await pilot.pause()
        assert isinstance(app.screen, OpenFileDialog)
        assert app.screen.query_one(Input).value == wrong
        assert "Nie ma takiego pliku." in screen_text(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "Nie ma takiego pliku." not in screen_text(app)
