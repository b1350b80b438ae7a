"""Measure all, or what is asked for: ``python -m tests.benchmarks --help``."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    correcting,
    growing,
    opening,
    reading,
    saving,
    starting,
    table,
    working,
)
from tests.benchmarks.comparison import Comparison, Row, compare
from tests.benchmarks.data import Data

GROUPS: dict[str, Callable[[Data], Iterator[Comparison]]] = {
    "reading": reading.comparisons,
    "opening": opening.comparisons,
    "working": working.comparisons,
    "saving": saving.comparisons,
    "correcting": correcting.comparisons,
    "starting": starting.comparisons,
    "growing": growing.comparisons,
}
_ACCOUNTS, _ACCOUNTS_QUICK = 50_000, 5_000
_RUNS, _RUNS_QUICK = 15, 1


def main() -> int:
    """Print each result as it comes; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=GROUPS, action="append", help="measure this group")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, each run once")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the table as Markdown")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the data here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kuke-tui-benchmarks-") as temporary:
        folder = arguments.data or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        data = Data(folder, _ACCOUNTS_QUICK if arguments.quick else _ACCOUNTS)
        runs = _RUNS_QUICK if arguments.quick else _RUNS
        rows = list(_measured(arguments.only or list(GROUPS), data, runs))
    if arguments.save:
        arguments.save.write_text(table.markdown(rows, arguments.quick), encoding="utf-8")
    return any(row.holds is False for row in rows)


def _measured(groups: list[str], data: Data, runs: int) -> Iterator[Row]:
    for group in groups:
        for comparison in GROUPS[group](data):
            for row in compare(comparison, runs):
                sys.stdout.write(f"{table.line(row)}\n")
                sys.stdout.flush()
                yield row


if __name__ == "__main__":
    sys.exit(main())
