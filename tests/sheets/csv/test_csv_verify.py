"""Verifying: any other difference than the wanted one is found."""

from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import open_csv
from kuke_tui.sheets.csv.verify import verify_patched_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

BEFORE = b'\xef\xbb\xbfl;r;"p"\r\nn;U;"1"\r\no;U;2'
CELLS = {(2, 1): "A"}
AFTER = b'\xef\xbb\xbfl;r;"p"\r\nn;A;"1"\r\no;U;2'
NEW = [{0: "q", 1: "A", 2: "3"}]


def verify(tmp_path: Path, after: bytes, appended: list[dict[int, str]]) -> None:
    source, result = tmp_path / "przed.csv", tmp_path / "po.csv"
    source.write_bytes(BEFORE)
    result.write_bytes(after)
    verify_patched_csv(source, result, open_csv(source).dialect, CELLS, appended)


def test_what_was_wanted_passes(tmp_path: Path) -> None:
    verify(tmp_path, AFTER, [])
    verify(tmp_path, AFTER + b"\r\nq;A;3", NEW)


@pytest.mark.parametrize(
    ("after", "appended"),
    [
        (BEFORE, []),
        (AFTER.replace(b"A", b"B"), []),
        (AFTER.replace(b"\xef\xbb\xbf", b""), []),
        (AFTER.replace(b"l;", b"k;"), []),
        (AFTER.replace(b'"p"', b"p"), []),
        (AFTER.replace(b'"1"', b"1"), []),
        (AFTER.replace(b"n;", b'"n";'), []),
        (AFTER.replace(b"\r\nn", b"\nn"), []),
        (AFTER.replace(b'"1"\r\n', b'"1"\n'), []),
        (AFTER + b"\r\n", []),
        (AFTER + b";", []),
        (AFTER.replace(b"\r\no;U;2", b""), []),
        (AFTER + b"\r\nq;A;3", []),
        (AFTER, NEW),
        (AFTER + b"\r\nq;A;4", NEW),
        (AFTER + b"\r\nq;A;3\r\n", NEW),
        (AFTER + b"\r\nq;A;3\r\nq;A;3", NEW),
        (AFTER + b";\r\nq;A;3", NEW),
    ],
)
def test_any_other_difference_is_told(
    tmp_path: Path, after: bytes, appended: list[dict[int, str]]
) -> None:
    with pytest.raises(SheetError) as caught:
        verify(tmp_path, after, appended)
    assert caught.value.code is SheetErrorCode.VERIFY_FAILED


def test_a_result_that_can_not_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        verify(tmp_path, AFTER + b'\r\n"', NEW)
    assert (caught.value.code, caught.value.row) == (SheetErrorCode.DAMAGED, 4)
