"""While an export is read: how many rows are done, and of how many."""

from pathlib import Path

import pytest

from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import Row, write_any

ROWS = 3_000


def rows() -> list[Row]:
    header = ("Login", "Polisa", "Limity")
    return [header, *((f"osoba{at:05}", "07001", "PZ") for at in range(1, ROWS))]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_rows_come_with_how_many_there_will_be(tmp_path: Path, suffix: str) -> None:
    path = write_any(tmp_path / f"export.{suffix}", rows())
    told: list[tuple[int, int]] = []
    open_export(path, progress=lambda done, total: told.append((done, total)))
    done = [each for each, _total in told]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(ROWS, abs=1)
    totals = {total for _done, total in told}
    assert all(total == pytest.approx(ROWS, rel=0.05) for total in totals), totals


def test_a_sheet_that_understates_its_rows_is_not_believed(tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = write_any(tmp_path / "whole.xlsx", rows())
    lying = tmp_path / "lying.xlsx"
    with ZipFile(path) as source, ZipFile(lying, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b":C3000", b":C12"))
    told: list[tuple[int, int]] = []
    open_export(lying, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (ROWS, 0)
