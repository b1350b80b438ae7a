"""A window may be made larger or smaller at any time, in every screen and dialog."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from kuke_tui.tui.screens.too_small import TooSmallScreen
from tests.tui.every_screen import WAYS, go, sample_app, sample_work

ScreenText = Callable[[App[None]], str]


@pytest.mark.parametrize("way", WAYS)
async def test_resizing_and_back(way: str, tmp_path: Path, screen_text: ScreenText) -> None:
    app = sample_app(sample_work(tmp_path), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(pilot, WAYS[way])
        before, screen, focused = screen_text(app), app.screen, app.screen.focused
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.screen is screen
        assert focused is not None
        assert focused.region.intersection(app.screen.region).area
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(140, 40)
        await pilot.pause()
        await pilot.pause()
        assert app.screen is screen
        assert app.screen.focused is focused
        lines = screen_text(app).splitlines()
        assert (lines[0], lines[-1]) == (before.splitlines()[0], before.splitlines()[-1])
