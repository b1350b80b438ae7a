"""Fresh processes: how long they take, and how much memory they and their children hold."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.benchmarks.comparison import Quantities

KUKE = (sys.executable, "-m", "kuke_tui")
_INTERVAL = 0.01
_MEGABYTE = 1 << 20


class PeakMemory:
    """Watches the memory of a process and all its children, in megabytes."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._process = psutil.Process(pid)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Watch no more; give the peak."""
        self._done.set()
        self._thread.join()
        return self.peak

    def _watch(self) -> None:
        while not self._done.wait(_INTERVAL):
            self.peak = max(self.peak, tree_memory(self._process))


def tree_memory(process: psutil.Process) -> float:
    """Megabytes that a process and its children hold now."""
    held = 0
    try:
        for each in (process, *process.children(recursive=True)):
            held += each.memory_info().rss
    except psutil.Error:
        pass  # one of them ended meanwhile
    return held / _MEGABYTE


def run(command: Sequence[str], folder: Path, allowed: Sequence[int] = (0,)) -> Quantities:
    """Run a command; give ``time`` from start to end and ``memory``, the peak of all processes.

    What the command prints as JSON on its last line is added. Raises ``RuntimeError`` where its
    exit code is not one of ``allowed``.
    """
    started = time.perf_counter()
    with (
        (folder / "out").open("wb") as output,
        subprocess.Popen(
            command, stdout=output, stderr=subprocess.PIPE, env=environment(folder)
        ) as process,
    ):
        watched = PeakMemory(process.pid)
        _nothing, errors = process.communicate()
        seconds = time.perf_counter() - started
    peak = watched.stop()
    if process.returncode not in allowed:
        raise RuntimeError(f"{command}: {process.returncode}: {errors.decode()[-2000:]}")
    return {"time": seconds, "memory": peak}


def run_program(name: str, *arguments: str | Path, folder: Path) -> Quantities:
    """Run one of ``programs``; what it prints as JSON is added to its time and memory."""
    command = [sys.executable, "-m", f"tests.benchmarks.programs.{name}", *map(str, arguments)]
    measured = run(command, folder)
    said = (folder / "out").read_text(encoding="utf-8").strip()
    return {**measured, **(json.loads(said) if said else {})}


def environment(folder: Path) -> dict[str, str]:
    """What a process finds around it: no files of the person's, no wish to compile all anew.

    An installed program is compiled once, as the yardsticks' libraries are.
    """
    root = str(Path(__file__).parents[2])
    own = {
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "KUKE_TUI_LANG": "en",
        "PYTHONPATH": root,
    }
    inherited = {**os.environ, **own}
    inherited.pop("PYTHONDONTWRITEBYTECODE", None)
    return inherited
