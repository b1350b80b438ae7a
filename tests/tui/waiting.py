"""Waiting for a program under test: until it is at rest, or a thread has brought more about."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

PATIENCE = 60.0
"""Seconds until what never comes fails the test; no wait for what comes lasts so."""


async def until(pilot: Pilot[None], so: Callable[[], bool]) -> None:
    """Wait until something is so, and the screen is at rest after it."""
    end = monotonic() + PATIENCE
    while not so():
        assert monotonic() < end, [type(screen).__name__ for screen in pilot.app.screen_stack]
        await pilot.pause(0.01)
    await pilot.pause()


async def until_on(pilot: Pilot[None], screen: type[Screen[Any]]) -> None:
    """Wait until a screen of a kind is on top."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def at_rest(*_times: float) -> None:
    """Wait until all that was asked for is done and painted, and only clocks and threads remain.

    Stands in for Textual's own ``wait_for_idle``, which sleeps until little of the processor's
    time is used: that is long everywhere, and too early on a busy machine.
    """
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(0)
        if not loop._ready and not _drew(active_app.get()):  # type: ignore[attr-defined]
            return


def _drew(app: App[Any]) -> bool:
    """Draw at once what waits for the next frame; say whether anything did."""
    if app._resize_timer is not None:
        app._check_resize()
        return True
    if app.screen_stack and app.screen._update_timer._active.is_set():
        app.screen._on_timer_update()
        return True
    return False
