"""Target 6: how soon the program is there."""

import sys
from collections.abc import Iterator

from kuke_tui.sample.shipped import SHIPPED_SAMPLE
from tests.benchmarks.comparison import Bound, Comparison, Kind
from tests.benchmarks.data import Data
from tests.benchmarks.opening import EMPTY, first_frame
from tests.benchmarks.processes import KUKE, run


def comparisons(data: Data) -> Iterator[Comparison]:
    """Start in three ways."""
    folder = data.folder
    yield Comparison(
        6,
        "--version",
        lambda: run([*KUKE, "--version"], folder),
        (Bound("time", Kind.RATIO_AT_MOST, 2.5),),
        "Python alone",
        lambda: run([sys.executable, "-c", "pass"], folder),
        runs=15,
    )
    yield Comparison(
        6,
        "check of a small file",
        lambda: run([*KUKE, "check", str(SHIPPED_SAMPLE)], folder, allowed=(0, 1)),
        (Bound("time", Kind.RATIO_AT_MOST, 3),),
        "importing pydantic",
        lambda: run([sys.executable, "-c", "from pydantic import BaseModel"], folder),
        runs=9,
    )
    yield Comparison(
        6,
        "demo",
        lambda: first_frame((*KUKE, "demo"), folder),
        (Bound("first frame", Kind.RATIO_AT_MOST, 1.5),),
        "an empty Textual program",
        lambda: first_frame(EMPTY, folder),
        runs=9,
    )
