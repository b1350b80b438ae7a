from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind, file_kind
from kuke_tui.sheets.isolation import run_isolated
from kuke_tui.sheets.read_only_formats.book import open_book

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
SUFFIXES = {".xls", ".xlsb", ".ods", ".fods"}
FILES = sorted(path for path in CORPUS.glob("*") if path.suffix.lower() in SUFFIXES)

REFUSED = {
    "PhpSpreadsheet__pwtest2.xls": SheetErrorCode.PASSWORD,
    "calamine__pass_protected.xlsb": SheetErrorCode.PASSWORD,
    "poi__password.xls": SheetErrorCode.PASSWORD,
    "poi__protected_passtika.xlsb": SheetErrorCode.PASSWORD,
    "python-calamine__empty_file.ods": SheetErrorCode.EMPTY,
    "test_files__CRLFX5_3.XLS": SheetErrorCode.UNKNOWN_FORMAT,
    "test_files__CRLFX5_4.XLS": SheetErrorCode.UNKNOWN_FORMAT,
    # A file of a beta version: its list of sheets has another shape.
    "poi__Simple.xlsb": SheetErrorCode.DAMAGED,
}

pytestmark = pytest.mark.skipif(not FILES, reason="no corpus beside the repository")


def count_cells(path: Path) -> int:
    book = open_book(path, file_kind(path))
    return sum(len(row.cells) for sheet in book.sheets for row in sheet.rows())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_real_file_opens_or_is_refused_with_a_reason(path: Path) -> None:
    try:
        cells = run_isolated(count_cells, path, memory_limit=1 << 30, timeout=120)
    except SheetError as error:
        outcome: object = error.code
    else:
        outcome = cells >= 0
    assert outcome == REFUSED.get(path.name, True)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_each_real_file_has_a_kind(path: Path) -> None:
    if path.name in REFUSED and path.name != "poi__Simple.xlsb":
        with pytest.raises(SheetError) as caught:
            file_kind(path)
        assert caught.value.code is REFUSED[path.name]
    else:
        assert file_kind(path) in FileKind
