"""What the mapping screen looks like, in Polish."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kuke_tui.sheets.recognition.known_mappings import KnownMappings
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.mapping.screen import MappingScreen
from kuke_tui.tui.recent import RecentFiles
from tests.sheets.exports.files import write_csv
from tests.tui.test_mapping_screen import STRANGE, press, say, say_all
from tests.tui.waiting import until, until_on

Compare = Callable[..., bool]
SIZES = pytest.mark.parametrize(
    "size", [(60, 20), (80, 24), (140, 40)], ids=["60x20", "80x24", "140x40"]
)


@pytest.fixture
def app(tmp_path: Path, recent: RecentFiles) -> KukeApp:
    """The program opened on a file that is not recognised."""
    path = write_csv(tmp_path / "dziwny.csv", STRANGE)
    known = KnownMappings(tmp_path / "known")
    return KukeApp(path, recent=recent, sessions=tmp_path / "sessions", mappings=known)


def when(*steps: Callable[[Pilot[None]], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Take the picture after these steps, when everything is counted."""

    async def run(pilot: Pilot[None]) -> None:
        await until_on(pilot, MappingScreen)
        for step in steps:
            await step(pilot)
        await until_counted(pilot)

    return run


async def until_counted(pilot: Pilot[None]) -> None:
    """Wait until what stands below belongs to what is said, whatever stands over it."""
    (screen,) = (each for each in pilot.app.screen_stack if isinstance(each, MappingScreen))
    await until(pilot, lambda: screen.is_counted)


async def explain_some(pilot: Pilot[None]) -> None:
    await say_all(pilot)
    await until_counted(pilot)
    await press(pilot, "tab", "2", "1")


async def ask_for_the_column(pilot: Pilot[None]) -> None:
    await say(pilot, 0, Meaning.LOGIN)
    await press(pilot, "right", "right", "space")


@SIZES
def test_begun(snap_compare: Compare, app: KukeApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=when())


@SIZES
def test_explained(snap_compare: Compare, app: KukeApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=when(explain_some))


def test_menu(snap_compare: Compare, app: KukeApp) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=when(ask_for_the_column))


@pytest.mark.parametrize("theme", ["kuke-light", "kuke-contrast", "ansi-dark"])
def test_themes(snap_compare: Compare, app: KukeApp, theme: str) -> None:
    app.theme = theme
    assert snap_compare(app, terminal_size=(80, 24), run_before=when(explain_some))
