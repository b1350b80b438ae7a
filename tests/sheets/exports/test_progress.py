"""While an export is read: how many rows are done, and of how many."""

from pathlib import Path

import pytest

from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import Row, write_any

ROWS = 30_000


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
    assert all(rows_done <= total for rows_done, total in told if total)
    totals = [total for rows_done, total in told if rows_done > ROWS / 2]
    assert all(total == pytest.approx(ROWS, rel=0.4) for total in totals), totals
