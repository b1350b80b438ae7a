"""Everything that is shown can be asked about and used by the mouse alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.review.screen import ReviewScreen
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.palette import PaletteScreen
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.verification.screen import VerificationScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import DAB, KOWALSKI, NOWAK, SLAZAK, ZURAW
from tests.tui.plan_samples import PLAN, FreshFiles
from tests.tui.waiting import until_on

ScreenText = Callable[[App[None]], str]
RULE = "Źródło: „Zasady migracji kont”"
SIZE = (140, 40)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def click_on(
    pilot: Pilot[None], screen_text: ScreenText, text: str, *, within: str = ""
) -> None:
    """Click on a text, on the line that holds ``within``, too."""
    lines = screen_text(pilot.app).splitlines()
    y, line = next((y, line) for y, line in enumerate(lines) if text in line and within in line)
    await pilot.click(offset=(line.index(text) + 1, y))
    await pilot.pause()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FreshFiles:
    monkeypatch.chdir(tmp_path)
    Path("luty.xlsx").touch()
    return FreshFiles(tmp_path)


def listed(app: App[None]) -> list[int]:
    assert isinstance(app.screen, AccountsScreen)
    return list(app.screen.accounts.rows)


async def test_a_badge_in_the_list_tells_the_rule(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click_on(pilot, screen_text, "✗ NIE", within="m.zuraw")
        assert isinstance(app.screen, StoryScreen)
        assert "Małgorzata Żuraw" in screen_text(app)
        assert RULE in screen_text(app)


async def test_beside_the_badge_a_click_only_selects(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click_on(pilot, screen_text, "m.zuraw")
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.accounts.account == ZURAW


async def test_the_place_of_the_mark_marks(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = screen_text(app).splitlines()
        for login in ("j.kowalski", "m.zuraw", "j.kowalski"):
            await pilot.click(offset=(0, next(y for y, x in enumerate(lines) if login in x)))
            await pilot.pause()
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.view.marks == {ZURAW}
        assert app.screen.accounts.account == KOWALSKI


@pytest.mark.parametrize(
    ("count", "accounts"),
    [
        ("✗ 4 NIE", [SLAZAK, KOWALSKI, ZURAW, DAB]),
        ("? 1", [NOWAK]),
        ("do zrobienia: 5", [SLAZAK, KOWALSKI, ZURAW, DAB, NOWAK]),
        ("brak dostępu 1", [DAB]),
        ("tylko podgląd 1", [SLAZAK]),
    ],
)
async def test_a_number_shows_whom_it_counts(
    app: KukeApp, screen_text: ScreenText, count: str, accounts: list[int]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await click_on(pilot, screen_text, count)
        assert listed(app) == accounts
        await click_on(pilot, screen_text, "8 kont")
        assert len(listed(app)) == 8


async def test_the_matrix_tells_why_by_its_badge_and_its_reasons(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        for text in ("✗ NIE", "✗ „Limity"):
            assert isinstance(app.screen, MatrixScreen)
            await click_on(pilot, screen_text, text)
            assert isinstance(app.screen, StoryScreen)
            assert RULE in screen_text(app)
            await press(pilot, "escape")


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    ("keys", "badge", "told"),
    [
        (["v"], "✓ TAK plan", "Piotr Ślązak"),
        (["n", "c"], "✗ NIE", "Jan Kowalski"),
        (["Z"], "✗ NIE", "brak polis"),
        (["!"], "", "Kamil Nowak"),
        (["r"], "", "Zasada"),
    ],
    ids=["review", "corrections", "summary", "import report", "groups"],
)
async def test_every_screen_says_why(
    app: KukeApp, screen_text: ScreenText, keys: list[str], badge: str, told: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, *keys)
        over = app.screen
        if badge:
            await click_on(pilot, screen_text, badge)
            assert isinstance(app.screen, StoryScreen)
            await press(pilot, "escape")
        if keys == ["!"]:
            await press(pilot, "end")
        assert app.screen is over
        await press(pilot, "w")
        assert isinstance(app.screen, StoryScreen)
        text = screen_text(app)
        assert told in text
        assert "Zasada" in text
        await press(pilot, "escape")
        assert app.screen is over


async def test_a_verification_says_why_of_the_fresh_export(
    work: Work,
    workspace: Workspace,
    recent: RecentFiles,
    files: FreshFiles,
    screen_text: ScreenText,
) -> None:
    workspace.edit(StepKind.BULK, Cursor(0), PLAN)
    app = KukeApp(work, recent=recent, files=files)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "V", "enter")
        await until_on(pilot, OpenFileDialog)
        await press(pilot, *"luty.xlsx", "enter")
        await until_on(pilot, VerificationScreen)
        await click_on(pilot, screen_text, "… planowane TAK")
        assert isinstance(app.screen, StoryScreen)
        text = screen_text(app)
        assert "Małgorzata Żuraw" in text
        assert "✗ NIE" in text
        assert RULE in text
        await press(pilot, "escape", "w")
        assert isinstance(app.screen, StoryScreen)
        assert app.at_hand is not None
        assert app.at_hand.workspace is workspace


@pytest.mark.usefixtures("edited")
async def test_any_command_is_reached_by_the_mouse_alone(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await click_on(pilot, screen_text, ": Polecenia…")
        await until_on(pilot, PaletteScreen)
        await click_on(pilot, screen_text, "Przegląd zmian")
        await until_on(pilot, ReviewScreen)
        await click_on(pilot, screen_text, "Esc Wróć")
        await until_on(pilot, AccountsScreen)
