"""What the list looks like in every theme, without colours, and in windows of every width."""

from collections.abc import Awaitable, Callable, Sequence

import pytest
from textual.pilot import Pilot

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.work import Work

SMALL, LARGE = (80, 24), (140, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
Compare = Callable[..., bool]


def after(keys: Sequence[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys, and take the picture when the screen has come to rest."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return run


@SIZES
def test_accounts(snap_compare: Compare, app: KukeApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=after(["space"]))


@SIZES
@pytest.mark.usefixtures("edited")
def test_accounts_after_edits(snap_compare: Compare, app: KukeApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=after([]))


@pytest.mark.parametrize("theme", ["kuke-light", "kuke-contrast", "ansi-dark", "ansi-light"])
@pytest.mark.usefixtures("edited")
def test_themes(snap_compare: Compare, work: Work, recent: RecentFiles, theme: str) -> None:
    app = KukeApp(work, recent=recent, theme=theme)
    assert snap_compare(app, terminal_size=SMALL, run_before=after([]))


@pytest.mark.usefixtures("edited")
def test_without_colour(
    snap_compare: Compare,
    work: Work,
    recent: RecentFiles,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = KukeApp(work, recent=recent)
    assert snap_compare(app, terminal_size=SMALL, run_before=after([]))


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (200, 50)], ids=["60", "100", "200"])
@pytest.mark.usefixtures("edited")
def test_widths(snap_compare: Compare, app: KukeApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=after([]))
