"""Rows read in blocks are the rows of the records, errors and all, wherever a block ends."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.csv import rows
from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.records import records
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.pieces import rows_of
from tests.sheets.spelled import SpelledPieces

UTF_8 = CsvDialect("utf-8", b"", ";", "\n", '"', "")
CP1250 = CsvDialect("cp1250", b"", ";", "\r\n", "'", "")
UTF_16 = CsvDialect("utf-16-le", b"", ";", "\n", '"', "")
SPACED = CsvDialect("utf-8", b"", ";", "\n", '"', "", spaced=True)

Outcome = list[tuple[int, list[Value]]] | list[tuple[int, list[str]]] | tuple[object, ...]


def by_records(path: Path, dialect: CsvDialect) -> Outcome:
    try:
        numbered = enumerate(records(path, dialect), 1)
        return [(number, cells) for number, (cells, _text) in numbered if cells]
    except SheetError as error:
        return (error.code, error.row)


def by_blocks(path: Path, dialect: CsvDialect) -> Outcome:
    try:
        pieces = rows.stream_pieces(path, dialect, lambda _extent: None)
        return [(number, list(cells)) for piece in pieces for number, cells in rows_of(piece)]
    except SheetError as error:
        return (error.code, error.row)


def by_spellings(path: Path, dialect: CsvDialect) -> Outcome:
    try:
        pieces = rows.stream_pieces(path, dialect, lambda _extent: None)
        return [(number, list(cells)) for number, cells in SpelledPieces(4).rows(pieces)]
    except SheetError as error:
        return (error.code, error.row)


@given(
    st.text("abą ;\"'\r\n\0", max_size=60) | st.text("a;\r\n", max_size=60),
    st.integers(1, 20),
    st.sampled_from([UTF_8, CP1250, UTF_16, SPACED]),
)
@settings(max_examples=500, deadline=None)
def test_any_text_reads_alike_in_blocks(text: str, size: int, dialect: CsvDialect) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "konta.csv")
        path.write_bytes(text.encode(dialect.encoding))
        patch.setattr(rows, "_BLOCK_BYTES", size)
        assert by_blocks(path, dialect) == by_records(path, dialect)
        assert by_spellings(path, dialect) == by_records(path, dialect)


def test_a_byte_that_is_no_letter_is_located(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes(b"Login;Rola\n" + b"anna;U\n" * 20_000 + b"ol\xff;U\n")
    assert by_blocks(path, UTF_8) == by_records(path, UTF_8)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "cp852", "utf-16-le"])
def test_lines_are_cut_where_cells_end_whatever_the_letters_are_made_of(
    tmp_path: Path, encoding: str
) -> None:
    dialect = CsvDialect(encoding, b"", ";", "\n", '"', "")
    path = tmp_path / "konta.csv"
    lines = [f"żółć{at % 3};Ĺ;ěĄś{at % 2};" for at in range(5_000)]
    path.write_bytes("".join(line + "\n" for line in lines).encode(encoding))
    assert by_spellings(path, dialect) == by_records(path, dialect)


@pytest.mark.parametrize(
    "cell", ["x" * 200_000, '"' + "x" * 200_000 + '"', ";" * 20_000, '"' + "x\n" * 40_000 + '"']
)
def test_what_is_too_much_is_refused_alike(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "konta.csv"
    path.write_text(f"Login;Uwagi\nanna;{cell}\nola;\n", encoding="utf-8", newline="")
    assert by_blocks(path, UTF_8) == by_records(path, UTF_8)
