"""What is painted can be read, cell by cell, in each of the program's own themes."""

from pathlib import Path

import pytest

from kuke_tui.settings.settings import Settings
from kuke_tui.tui.settled_app import Setup
from tests.tui.every_screen import WAYS, go, sample_app, sample_work
from tests.tui.test_themes import LEAST_CONTRAST, contrast

DRAWN = set("▁▂▃▄▅▆▇█▏▕│─╭╮╰╯▌░▒ ")
"""Frames, rules and bars: they say nothing that is to be read."""


@pytest.mark.parametrize("theme", ["kuke-dark", "kuke-light", "kuke-contrast"])
@pytest.mark.parametrize("way", ["accounts", "matrix", "corrections", "review", "summary", "tour"])
async def test_everything_stands_out(theme: str, way: str, tmp_path: Path) -> None:
    setup = Setup(Settings(theme=theme))
    app = sample_app(sample_work(tmp_path), tmp_path, setup)
    faint: dict[tuple[str, str], str] = {}
    async with app.run_test(size=(140, 40)) as pilot:
        await go(pilot, WAYS[way])
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                if set(segment.text) <= DRAWN or style is None:
                    continue
                assert style.color is not None
                assert style.bgcolor is not None
                ink, paper = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                if contrast(ink, paper) < LEAST_CONTRAST:
                    faint[ink, paper] = segment.text
    assert not faint
