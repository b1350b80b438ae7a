"""Open an export, change 100 cells and save it, the screen's thread ticking meanwhile.

``save_cells.py FILE TARGET`` prints the seconds of saving, the most memory above what was held
before, in megabytes, and the longest gap between two ticks.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

import psutil

from kuke_tui.domain.boxes import Box, toggled
from kuke_tui.sheets.correcting import save_corrected
from kuke_tui.sheets.opening import OpenedExport, open_export
from tests.benchmarks.processes import PeakMemory, tree_memory

_TICK = 0.005


async def saved(opened: OpenedExport, target: Path) -> dict[str, float]:
    """Save in a thread, as the program does."""
    boxes = {
        account: toggled(opened.export.accounts[account].boxes, 1, Box.VIEW)
        for account in range(100)
    }
    held = tree_memory(psutil.Process())
    memory = PeakMemory(os.getpid())
    started = last = time.perf_counter()
    saving = asyncio.create_task(asyncio.to_thread(save_corrected, opened, boxes, target))
    longest = 0.0
    while not saving.done():
        await asyncio.sleep(_TICK)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    await saving
    seconds = time.perf_counter() - started
    return {"time": seconds, "more memory": memory.stop() - held, "longest gap": longest}


target = Path(sys.argv[2])
target.unlink(missing_ok=True)
print(json.dumps(asyncio.run(saved(open_export(Path(sys.argv[1])), target))))  # noqa: T201 - its result
