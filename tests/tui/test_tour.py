"""The guided tour leads through the four examples until all are understood and one is fixed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import set_language
from kuke_tui.settings.file import SettingsFile
from kuke_tui.sheets.opening import open_export
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.start import StartScreen
from kuke_tui.tui.settled_app import Setup
from kuke_tui.tui.tour.examples import FIXED, examples_export
from kuke_tui.tui.tour.fixing import FixingScreen
from kuke_tui.tui.tour.pages import Stage
from kuke_tui.tui.tour.screen import TourScreen
from kuke_tui.workspace.workspace import Workspace

Words = Callable[[App[None]], str]
EXAMPLES = Path(__file__).parents[2] / "data" / "cztery-przyklady.xlsx"


@pytest.fixture
def app(recent: RecentFiles) -> KukeApp:
    return KukeApp(recent=recent, tour=True)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def tour_of(app: KukeApp) -> TourScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, TourScreen))


def test_the_examples_are_those_of_the_sample_file() -> None:
    shipped = open_export(EXAMPLES).export
    made = examples_export()
    users = [account for account in shipped.accounts if account.login != "administrator"]
    assert made.rights == shipped.rights
    assert made.accounts == tuple(users)


def test_the_examples_end_as_the_instruction_says() -> None:
    workspace = Workspace(examples_export())
    nie = Verdict.NIE
    assert [workspace.verdict(at) for at in range(4)] == [Verdict.TAK, nie, nie, nie]


@pytest.mark.parametrize("language", ["pl", "en"])
async def test_the_whole_way(app: KukeApp, language: str, screen_words: Words) -> None:
    set_language(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "t", "enter", *("n", "enter") * 3)
        assert tour_of(app).page.stage is Stage.FIX
        await press(pilot, "enter")
        assert isinstance(app.screen, FixingScreen)
        await press(pilot, "up", "equals_sign", "escape")
        assert tour_of(app).page.stage is Stage.END
        assert "plan" in screen_words(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, StartScreen)


async def test_a_wrong_answer_asks_again(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "n", "n")
        assert tour_of(app).page.stage is Stage.AGAIN
        assert tour_of(app).page.example == 0
        await press(pilot, "enter")
        assert tour_of(app).page.stage is Stage.AGAIN
        await press(pilot, "t")
        assert tour_of(app).page.stage is Stage.ANSWER


async def test_the_question_does_not_show_the_answer(app: KukeApp, screen_words: Words) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "t", "enter")
        asked = screen_words(app)
        await press(pilot, "n")
        assert "✗ NIE" not in asked
        assert "![" not in asked
        assert "✗ NIE" in screen_words(app)
        assert "![" in screen_words(app)


async def test_without_a_correction_the_tour_does_not_end(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "t", "enter", *("n", "enter") * 3, "enter", "escape")
        assert tour_of(app).page.stage is Stage.FIX


async def test_the_smallest_terminal_shows_what_each_page_asks_for_and_the_way_out(
    app: KukeApp, screen_text: Words
) -> None:
    pages = (
        (("enter",), "t TAK   n NIE"),
        (("t",), "Enter Dalej"),
        (("enter",), "t TAK   n NIE"),
        (("n", "enter", "n", "enter", "n", "enter"), "Enter Dalej"),
        (("enter",), "= Wszystkie jak ta"),
        (("up", "equals_sign"), "u Cofnij"),
    )
    async with app.run_test(size=(60, 20)) as pilot:
        for keys, asked in pages:
            await press(pilot, *keys)
            footer = screen_text(app).splitlines()[-1]
            assert asked in footer
            assert "Esc" in footer


async def test_it_can_be_done_by_mouse(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("CommandFooter", offset=(4, 0))
        await pilot.pause()
        assert tour_of(app).page.stage is Stage.QUESTION
        await pilot.click("CommandFooter", offset=(4, 0))
        await pilot.pause()
        assert tour_of(app).page.stage is Stage.ANSWER


async def test_it_is_skipped_by_escape_and_not_begun_again(
    recent: RecentFiles, tmp_path: Path
) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    app = KukeApp(recent=recent, tour=True, setup=Setup(file=file))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "escape")
        assert isinstance(app.screen, StartScreen)
    assert file.load()[0].tour is False


async def test_it_is_offered_on_the_start_screen(recent: RecentFiles, screen_words: Words) -> None:
    app = KukeApp(recent=recent)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "(t)" in screen_words(app)
        await press(pilot, "down", "down", "enter")
        assert isinstance(app.screen, TourScreen)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)], ids=["60", "80", "140"])
@pytest.mark.parametrize("language", ["pl", "en"])
async def test_every_word_is_in_sight(
    app: KukeApp, size: tuple[int, int], language: str, screen_words: Words
) -> None:
    set_language(language)
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        for keys in (("enter",), ("n",), ("t",), *((("enter",), ("t",), ("n",)) * 3), ("enter",)):
            await press(pilot, *keys)
            assert "▼" not in screen_words(app)
        assert tour_of(app).page.stage is Stage.FIX
        assert tour_of(app).page.example == FIXED + 1
