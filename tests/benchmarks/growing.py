"""Target 7: what ten times the rows cost; linear or better."""

from collections.abc import Iterator
from itertools import pairwise

from tests.benchmarks.comparison import Bound, Comparison, Kind
from tests.benchmarks.data import Data
from tests.benchmarks.processes import run_program

_TENFOLD = 10 * 1.1
"""Ten times, and what a shared machine makes of it."""


def comparisons(data: Data) -> Iterator[Comparison]:
    """Load, filter and save at a hundredth, a tenth and all of the rows."""
    folder = data.folder
    sizes = [data.accounts // 100, data.accounts // 10, data.accounts]
    for suffix in ("csv", "xlsx"):
        for fewer, more in pairwise(sizes):
            small, large = data.wide(suffix, fewer), data.wide(suffix, more)
            target = folder / f"grown.{suffix}"
            yield Comparison(
                7,
                f"{more * 10:,} rows of {suffix}",
                lambda large=large, target=target: run_program(  # type: ignore[misc]
                    "growth", large, target, folder=folder
                ),
                tuple(
                    Bound(cost, Kind.RATIO_AT_MOST, _TENFOLD)
                    for cost in ("loading", "filtering", "saving")
                ),
                f"{fewer * 10:,} rows",
                lambda small=small, target=target: run_program(  # type: ignore[misc]
                    "growth", small, target, folder=folder
                ),
                runs=3,
            )
