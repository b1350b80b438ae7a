"""Target 2: a large export on the screen: first frame, life while loading, cancelling."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.comparison import Bound, Comparison, Kind, Quantities
from tests.benchmarks.data import Data
from tests.benchmarks.processes import KUKE
from tests.benchmarks.pseudo_terminal import PseudoTerminal

EMPTY = (sys.executable, "-m", "tests.benchmarks.programs.empty_program")


def first_frame(command: tuple[str, ...], folder: Path) -> Quantities:
    """From the start to the end of the first frame."""
    with PseudoTerminal(command, folder) as terminal:
        return {"first frame": terminal.first_frame()}


def comparisons(data: Data) -> Iterator[Comparison]:
    """Open the wide workbook."""
    folder, export = data.folder, data.wide("xlsx")
    yield Comparison(
        2,
        "opening the wide xlsx",
        lambda: first_frame((*KUKE, str(export)), folder),
        (Bound("first frame", Kind.RATIO_AT_MOST, 1.5),),
        "an empty Textual program",
        lambda: first_frame(EMPTY, folder),
    )
    yield Comparison(
        2,
        "the screen's thread while loading",
        lambda: _gaps(str(export), folder),
        (
            Bound("99 % of gaps", Kind.AT_MOST, 0.020),
            Bound("longest gap", Kind.AT_MOST, 0.120),
        ),
        "an empty Textual program",
        lambda: _gaps("-", folder),
        runs=3,
    )
    yield Comparison(
        2,
        "cancelling the load",
        lambda: _cancelled(export, folder),
        (Bound("cancel", Kind.AT_MOST, 0.5),),
        runs=3,
    )


def _gaps(export: str, folder: Path) -> Quantities:
    report = folder / "gaps.json"
    report.unlink(missing_ok=True)
    command = (sys.executable, "-m", "tests.benchmarks.programs.gaps", export, str(report))
    with PseudoTerminal(command, folder) as terminal:
        terminal.wait_for_end()
    gaps: Quantities = json.loads(report.read_text(encoding="utf-8"))
    return gaps


def _cancelled(export: Path, folder: Path) -> Quantities:
    with PseudoTerminal((*KUKE, str(export)), folder) as terminal:
        terminal.wait_for("rows read")
        terminal.write("\x1b")
        seconds = terminal.wait_for("Ekstranet")
        while terminal.process.children():
            time.sleep(0.005)
            seconds += 0.005
        return {"cancel": seconds}
