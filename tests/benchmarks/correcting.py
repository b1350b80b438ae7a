"""Target 5: corrections for every account that would stay behind."""

from collections.abc import Iterator

from tests.benchmarks.comparison import Bound, Comparison, Kind
from tests.benchmarks.data import Data
from tests.benchmarks.processes import run_program


def comparisons(data: Data) -> Iterator[Comparison]:
    """Propose, and apply to 20,000 accounts."""
    folder, export = data.folder, data.wide("csv")
    yield Comparison(
        5,
        "corrections",
        lambda: run_program("proposals", export, folder / "journal", folder=folder),
        (
            Bound("proposals per second", Kind.AT_LEAST, 20_000),
            Bound("applying", Kind.AT_MOST, 2),
            Bound("undo", Kind.AT_MOST, 2),
        ),
        runs=3,
    )
