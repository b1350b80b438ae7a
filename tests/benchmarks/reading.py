"""Target 1: ``check`` beside bare readers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.comparison import Bound, Comparison, Kind, NotMeasured, Quantities
from tests.benchmarks.data import Data
from tests.benchmarks.processes import KUKE, run, run_program

TIME_AND_MEMORY = (
    Bound("time", Kind.RATIO_AT_MOST, 1.5),
    Bound("memory", Kind.RATIO_AT_MOST, 1.5),
)


def comparisons(data: Data) -> Iterator[Comparison]:
    """Check wide and long exports."""
    folder = data.folder
    xlsx, wide, long = data.wide("xlsx"), data.wide("csv"), data.long()

    def check(path: Path) -> Quantities:
        return run([*KUKE, "check", str(path), "--format", "json"], folder, allowed=(0, 1))

    yield Comparison(
        1,
        "check, wide xlsx",
        lambda: check(xlsx),
        TIME_AND_MEMORY,
        "python-calamine, rows read",
        lambda: run_program("calamine_read", xlsx, folder=folder),
    )
    for name, path in (("wide", wide), ("long", long)):
        yield Comparison(
            1,
            f"check, {name} csv",
            lambda path=path: check(path),  # type: ignore[misc]
            (Bound("time", Kind.RATIO_AT_MOST, 3),),
            "csv module, rows passed",
            lambda path=path: run_program("csv_pass", path, folder=folder),  # type: ignore[misc]
        )
        yield Comparison(
            1,
            f"check, {name} csv",
            lambda path=path: check(path),  # type: ignore[misc]
            (Bound("memory", Kind.RATIO_AT_MOST, 0.2),),
            "csv module, rows kept",
            lambda path=path: run_program("csv_pass", path, "keep", folder=folder),  # type: ignore[misc]
            runs=2,
        )
    yield Comparison(
        1,
        "check, wide xlsx",
        lambda: check(xlsx),
        (Bound("time", Kind.RATIO_AT_LEAST, 15),),
        "VisiData, loaded and saved as tsv",
        lambda: _visidata(xlsx, folder),
        runs=1,
    )


def _visidata(path: Path, folder: Path) -> Quantities:
    program = shutil.which("vd")
    if program is None:
        raise NotMeasured("VisiData is not installed")
    return run_program("visidata_load", program, path, folder=folder)
