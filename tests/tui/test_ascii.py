"""Where a terminal has nothing but ASCII and Polish letters, nothing else is painted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.ascii_filter import in_ascii, needs_ascii
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.settled_app import Setup
from tests.tui.every_screen import WAYS, go, sample_app, sample_work

POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
ScreenText = Callable[[App[None]], str]


def strange(text: str) -> set[str]:
    return {sign for sign in text if not sign.isascii() and sign not in POLISH}


@pytest.mark.parametrize("way", WAYS)
async def test_every_screen(way: str, tmp_path: Path, screen_text: ScreenText) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path, Setup(ascii_only=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await go(pilot, WAYS[way])
        text = screen_text(app)
    assert text.strip()
    assert not strange(text), text


async def test_the_start_screen(recent: RecentFiles, screen_text: ScreenText) -> None:
    app = KukeApp(recent=recent, setup=Setup(ascii_only=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "(o)" in screen_text(app)
        assert not strange(screen_text(app))


async def test_without_it_signs_are_painted(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "✗ NIE" in screen_text(app)


async def test_verdicts_and_boxes_stay_told_apart(tmp_path: Path, screen_text: ScreenText) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path, Setup(ascii_only=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, WAYS["accounts"])
        accounts = screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        matrix = screen_text(app)
    assert all(badge in accounts for badge in ("+ TAK", "! NIE"))
    assert "[x][" in matrix


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("✓ TAK · Łąka…", "+ TAK | Łąka~"),
        ("│ „a” → b │", '| "a" > b |'),
        ("☃ 世界 ✅", "? 世界 ??"),
        ("plain", "plain"),
    ],
)
def test_no_sign_takes_more_or_fewer_cells(text: str, shown: str) -> None:
    assert in_ascii(text) == shown


@pytest.mark.parametrize(
    ("encoding", "terminal", "needed"),
    [
        ("utf-8", "xterm-256color", False),
        ("UTF8", "tmux-256color", False),
        ("utf-8", "linux", True),
        ("utf-8", "dumb", True),
        ("iso-8859-2", "xterm", True),
        ("cp1250", "", True),
        (None, "xterm", True),
    ],
)
def test_it_is_known_where_it_is_needed(encoding: str | None, terminal: str, needed: bool) -> None:
    assert needs_ascii(encoding, {"TERM": terminal}) is needed
