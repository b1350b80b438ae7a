"""What is painted can be read, cell by cell, in every theme, and without colours."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.color import Color, ColorType
from rich.style import Style
from textual.app import App

from kuke_tui.settings.settings import Settings
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.settled_app import Setup
from kuke_tui.tui.themes import THEMES
from tests.tui.every_screen import WAYS, go, sample_app, sample_work
from tests.tui.test_themes import LEAST_CONTRAST, contrast

DRAWN = set("▁▂▃▄▅▆▇█▏▕│─╭╮╰╯▌░▒ ")
"""Frames, rules and bars: they say nothing that is to be read."""
OWN_THEMES = [name for name, _title in THEMES if not name.startswith("ansi-")]


class Terminal(NamedTuple):
    """What a terminal paints its sixteen colours as; dark paper is the first, light the last."""

    colours: tuple[str, ...]

    def hex(self, colour: Color, default: int) -> str:
        """What a colour is painted as; ``default`` is the one painted where none is named."""
        if colour.type is ColorType.TRUECOLOR:
            return colour.get_truecolor().hex
        number = default if colour.number is None else colour.number
        return f"#{self.colours[number]}"


XTERM = Terminal(
    (
        *("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5"),
        *("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"),
    )
)
LINUX_CONSOLE = Terminal(
    (
        *("000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa"),
        *("555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"),
    )
)
WINDOWS_CAMPBELL = Terminal(
    (
        *("0c0c0c", "c50f1f", "13a10e", "c19c00", "0037da", "881798", "3a96dd", "cccccc"),
        *("767676", "e74856", "16c60c", "f9f1a5", "3b78ff", "b4009e", "61d6d6", "f2f2f2"),
    )
)


def painted(app: App[None]) -> Iterator[tuple[str, Style]]:
    """Each piece of text on the screen, or in the dialog over it, with its style."""
    shown = app.screen.region
    for dialog in app.screen.query(".dialog"):
        shown = dialog.region
    for strip in app.screen._compositor.render_strips()[shown.y : shown.bottom]:
        for segment in strip.crop(shown.x, shown.right):
            if not set(segment.text) <= DRAWN:
                assert segment.style is not None
                yield segment.text, segment.style


def faint(app: App[None], terminal: Terminal, ink: int, paper: int) -> dict[str, float]:
    """The texts that hardly stand out; ``ink`` and ``paper`` are the terminal's own colours."""
    found = {}
    for text, style in painted(app):
        assert style.color is not None
        assert style.bgcolor is not None
        assert not style.dim, text
        ratio = contrast(terminal.hex(style.color, ink), terminal.hex(style.bgcolor, paper))
        if ratio < LEAST_CONTRAST:
            found[text] = ratio
    return found


def foreign(app: App[None]) -> list[str]:
    """The texts that are painted in colours of the terminal."""
    return [
        text
        for text, style in painted(app)
        for colour in (style.color, style.bgcolor)
        if colour is None or colour.type is not ColorType.TRUECOLOR
    ]


@pytest.mark.parametrize("way", WAYS)
async def test_everything_stands_out(way: str, tmp_path: Path) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(pilot, WAYS[way])
        for theme in OWN_THEMES:
            app.theme = theme
            await pilot.pause()
            assert faint(app, XTERM, 7, 0) == {}, theme
            assert foreign(app) == [], theme
        for theme, ink, paper in (("ansi-dark", 7, 0), ("ansi-light", 0, 15)):
            app.theme = theme
            await pilot.pause()
            for terminal in (XTERM, LINUX_CONSOLE, WINDOWS_CAMPBELL):
                assert faint(app, terminal, ink, paper) == {}, theme


async def test_files_opened_lately_stand_out(tmp_path: Path) -> None:
    recent, export = RecentFiles(tmp_path / "recent.json"), tmp_path / "firma.xlsx"
    export.touch()
    recent.add(export)
    app = KukeApp(recent=recent)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        for theme, _title in THEMES:
            app.theme = theme
            await pilot.pause()
            assert any(export.name in text for text, _style in painted(app))
            assert faint(app, XTERM, *((0, 15) if theme == "ansi-light" else (7, 0))) == {}, theme


@pytest.mark.parametrize("way", sorted(WAYS.keys() - {"colours"}))
async def test_without_colours_there_are_none(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    setup = Setup(Settings(theme="kuke-light"))
    app = sample_app(sample_work(tmp_path), tmp_path, setup)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(pilot, WAYS[way])
        for text, style in painted(app):
            assert style.color is None or style.color.is_default, text
            assert style.bgcolor is None or style.bgcolor.is_default, text


async def test_without_colours_there_is_no_choosing_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("T")
        await pilot.pause()
        assert len(app.screen_stack) == 2
