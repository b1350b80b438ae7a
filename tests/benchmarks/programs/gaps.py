"""Load an export in the program while its loop ticks: ``gaps.py FILE REPORT``.

The report holds the gaps between ticks beyond what was asked for, in seconds: at 99 % and at most.
With ``-`` for the file nothing is loaded for some seconds: what the machine itself does.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from textual.app import App

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.screens.loading import LoadingScreen
from tests.benchmarks.programs.empty_program import EmptyProgram

_TICK = 0.002
_EMPTY_SECONDS = 5.0
_MORE_SECONDS = 1.0
"""For the first look at what was opened."""


async def ticks_until(done: Callable[[], bool]) -> list[float]:
    """Tick, and give how late each tick came."""
    late = []
    last = time.perf_counter()
    while not done():
        await asyncio.sleep(_TICK)
        now = time.perf_counter()
        late.append(now - last - _TICK)
        last = now
    return late


async def lateness(export: str) -> list[float]:
    """Run a program until its export is open."""
    app: App[None] = EmptyProgram() if export == "-" else KukeApp(Path(export))
    end = time.perf_counter() + _EMPTY_SECONDS

    def done() -> bool:
        nonlocal end
        if isinstance(app.screen, LoadingScreen):
            end = time.perf_counter() + _MORE_SECONDS
        return time.perf_counter() > end

    running = asyncio.create_task(app.run_async())
    await asyncio.sleep(1.0)
    late = await ticks_until(done)
    app.exit()
    await running
    return sorted(late)


late = asyncio.run(lateness(sys.argv[1]))
gaps = {"99 % of gaps": late[int(len(late) * 0.99)], "longest gap": late[-1]}
Path(sys.argv[2]).write_text(json.dumps(gaps), encoding="utf-8")
