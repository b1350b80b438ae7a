"""Target 4: saving 100 changed cells of a large workbook."""

from collections.abc import Iterator

from tests.benchmarks.comparison import Bound, Comparison, Kind
from tests.benchmarks.data import Data
from tests.benchmarks.processes import run_program


def comparisons(data: Data) -> Iterator[Comparison]:
    """Save the wide workbook."""
    folder, export = data.folder, data.wide("xlsx")
    target = folder / "saved.xlsx"
    yield Comparison(
        4,
        "saving 100 cells of the wide xlsx",
        lambda: run_program("save_cells", export, target, folder=folder),
        (
            Bound("time", Kind.RATIO_AT_MOST, 1.7),
            Bound("more memory", Kind.AT_MOST, 60),
            Bound("longest gap", Kind.AT_MOST, 0.120),
        ),
        "its sheet unpacked and packed by isal at the same level",
        lambda: run_program("recompress", export, folder=folder),
    )
    yield Comparison(
        4,
        "saving 100 cells of the wide xlsx",
        lambda: run_program("save_cells", export, target, folder=folder),
        (Bound("time", Kind.RATIO_AT_MOST, 1.7),),
        "zipfile, unpacked and packed",
        lambda: run_program("zip_recompress", export, target, folder=folder),
        runs=3,
    )
    yield Comparison(
        4,
        "saving 100 cells of the wide xlsx",
        lambda: run_program("save_cells", export, target, folder=folder),
        (Bound("time", Kind.RATIO_AT_LEAST, 50),),
        "openpyxl, loaded and saved",
        lambda: run_program("openpyxl_save", export, target, folder=folder),
        runs=1,
    )
