"""Every screen and window, in both languages, at two sizes, dark, light and without colours."""

import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import kuke_tui.tui
from kuke_tui.i18n import set_language
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.themes import COLOURLESS_THEME
from tests.tui.appearance import Cells, described
from tests.tui.every_screen import WAYS, go, sample_app, sample_work
from tests.tui.made_screens import MADE

SIZES = {"80x24": (80, 24), "140x40": (140, 40), "50x15": (50, 15)}
START, TOO_SMALL = "start", "too small"
LANGUAGES = ("pl", "en")
_LOOKS = 300
EVERY = [
    *itertools.product([TOO_SMALL], ["50x15"], LANGUAGES),
    *itertools.product([START, *WAYS, *MADE], ["80x24", "140x40"], LANGUAGES),
]


class TextFile(SingleFileSnapshotExtension):
    """A snapshot in a text file of its own."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.mark.parametrize(("name", "size", "language"), EVERY)
async def test_looks(
    snapshot: SnapshotAssertion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    size: str,
    language: str,
) -> None:
    set_language(language)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(KukeApp, "NOTIFICATION_TIMEOUT", 3600.0)
    app = _program(name)
    app.animation_level = "none"
    looks: dict[str, Cells] = {}
    async with app.run_test(size=SIZES[size]) as pilot:
        await _lead(pilot, name)
        for theme in ("kuke-dark", "kuke-light", COLOURLESS_THEME):
            app.no_color = theme == COLOURLESS_THEME
            app.theme = theme
            looks[theme] = await _settled(pilot, next(iter(looks.values()), None))
    assert described(looks) == snapshot(extension_class=TextFile)


def test_none_is_left_out() -> None:
    """Whatever becomes a screen is among those looked at."""
    for module in pkgutil.walk_packages(kuke_tui.tui.__path__, "kuke_tui.tui."):
        importlib.import_module(module.name)
    seen = {"StartScreen", "TooSmallScreen", *(way.screen for way in WAYS.values())}
    seen |= {type(make()).__name__ for make in MADE.values()}
    assert {screen.__name__ for screen in _kinds(Screen)} <= seen


def _kinds(base: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    """The program's own screens that no others are made of."""
    for screen in base.__subclasses__():
        yield from _kinds(screen)
        if not screen.__subclasses__() and screen.__module__.startswith("kuke_tui."):
            yield screen


def _program(name: str) -> KukeApp:
    if name == START:
        return KukeApp(recent=RecentFiles(Path("recent.json")))
    return sample_app(sample_work(Path()), Path())


async def _lead(pilot: Pilot[None], name: str) -> None:
    if name in WAYS:
        await go(pilot, WAYS[name])
    elif name in MADE:
        await pilot.pause()
        await pilot.app.push_screen(MADE[name]())


async def _settled(pilot: Pilot[None], before: Cells | None) -> Cells:
    """Look until nothing moves: what was seen thrice in a row, in the words seen ``before``.

    Words that never come again are left for the caller to find.
    """
    seen: list[Cells] = []
    for _look in range(_LOOKS):
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()
        seen = [*seen[-2:], Cells(pilot.app)]
        if len(seen) > 2 and seen[0] == seen[1] == seen[2]:
            if before is None or before.text == seen[-1].text:
                return seen[-1]
            await pilot.pause(0.01)
    assert seen[0] == seen[-1], "it never comes to rest"
    return seen[-1]
