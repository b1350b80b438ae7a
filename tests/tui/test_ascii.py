"""Where a terminal has nothing but ASCII and Polish letters, nothing else is painted."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.ascii_filter import in_ascii, needs_ascii, terminal_encoding
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
    ("text", "shown"), [("Łęcka ✓", "Lecka +"), ("Müller", "Muller"), ("世ı", "??i")]
)
def test_letters_that_a_terminal_does_not_have_lose_their_marks(text: str, shown: str) -> None:
    assert in_ascii(text, "ascii") == shown
    assert in_ascii(text, "an encoding of its own") == shown


def test_letters_that_it_has_stay() -> None:
    assert in_ascii("Łęcka, Æsop", "iso-8859-2") == "Łęcka, ?sop"


async def test_no_letter_is_painted_that_the_terminal_does_not_have(
    tmp_path: Path, screen_text: ScreenText
) -> None:
    setup = Setup(ascii_only=True, encoding="ascii")
    app = sample_app(sample_work(tmp_path), tmp_path, setup)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert screen_text(app).isascii()
        assert "wykladnia scisla" in screen_text(app)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locale of that name")
@pytest.mark.parametrize(
    ("environment", "utf8_mode", "encoding"),
    [
        ({}, True, "utf-8"),
        ({"LANG": "pl_PL.UTF-8"}, False, "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "pl_PL.UTF-8"}, False, "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "pl_PL.UTF-8"}, True, "ascii"),
    ],
    ids=["nothing said", "Polish", "C but for letters", "C and what Python adds", "POSIX"],
)
def test_the_c_locale_takes_ascii(
    environment: dict[str, str], utf8_mode: bool, encoding: str
) -> None:
    assert terminal_encoding("utf-8", environment, utf8_mode=utf8_mode) == encoding


@pytest.mark.parametrize(
    ("encoding", "terminal", "needed"),
    [
        ("utf-8", "xterm-256color", False),
        ("UTF8", "tmux-256color", False),
        ("utf-8", "linux", True),
        ("utf-8", "dumb", True),
        ("iso-8859-2", "xterm", True),
        ("cp1250", "", True),
        ("ascii", "xterm", True),
    ],
)
def test_it_is_known_where_it_is_needed(encoding: str, terminal: str, needed: bool) -> None:
    assert needs_ascii(encoding, {"TERM": terminal}) is needed
