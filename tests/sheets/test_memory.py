"""The memory of a process that reads a file itself: bounded while it reads, free afterwards."""

import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.isolation import run_isolated
from tests.sheets import isolated_functions as functions
from tests.sheets.xlsx.workbook_parts import parts, sheet_xml, write_zip

GIB = 1 << 30
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="held by Linux alone")


def test_what_fills_the_memory_is_too_large() -> None:
    with pytest.raises(SheetError) as refused:
        run_isolated(functions.fill_bounded_memory, memory_limit=4 * GIB)
    assert (refused.value.code, refused.value.path) == (SheetErrorCode.TOO_LARGE, "konta.csv")


def test_an_export_read_for_the_command_line_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_text("Login;Rola;Polisa;Limity\nala;U;07001;Z\n", encoding="utf-8")
    during, after = run_isolated(functions.bounds_of_reading, path, memory_limit=4 * GIB)
    assert (during, after) == (GIB, 4 * GIB)


def test_a_lower_bound_stays(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_text("Login;Rola;Polisa;Limity\nala;U;07001;Z\n", encoding="utf-8")
    during, after = run_isolated(functions.bounds_of_reading, path, memory_limit=GIB // 2)
    assert (during, after) == (GIB // 2, GIB // 2)


def test_long_texts_are_not_kept_when_their_rows_have_passed(tmp_path: Path) -> None:
    noise = "".join(sha256(bytes((at,))).hexdigest() for at in range(256)) * 6
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="str"><v>{at} {noise}</v></c></row>'
        for at in range(1, 1_501)
    )
    path = write_zip(tmp_path / "konta.xlsx", parts(sheet_xml(rows)))
    assert run_isolated(functions.count_rows, path, memory_limit=GIB // 8) == 1_500
