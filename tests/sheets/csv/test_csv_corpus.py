"""Real files: each opens or is refused by name, and is patched without any other change."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import CsvBook, open_csv
from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.patch import patch_csv
from kuke_tui.sheets.csv.verify import verify_patched_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

CORPUS = Path(__file__).parents[3] / "../shared/corpus"
FILES = sorted(path for path in CORPUS.glob("*") if path.suffix.lower() in {".csv", ".tsv"})

pytestmark = pytest.mark.skipif(not FILES, reason="no corpus of real files here")

Grid = list[list[str]]


def grid_of(content: bytes, dialect: CsvDialect) -> Grid:
    """The rows as the csv module alone reads them."""
    text = content[len(dialect.prefix) :].decode(dialect.encoding)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=dialect.delimiter, quotechar=dialect.quotechar
    )
    return list(reader)


def seven_cells(grid: Grid) -> dict[tuple[int, int], str]:
    """Up to seven cells spread over the whole table, each with what it gets."""
    places = [
        (number, column) for number, row in enumerate(grid, start=1) for column in range(len(row))
    ]
    values = ("x", "TAK", "wprowadzanie zmian", "P", "0", "PZ", "nie")
    step = max(1, len(places) // 7)
    return dict(zip(places[::step], values, strict=False))


def offsets(record: bytes, mark: bytes, quote: bytes) -> Iterator[tuple[int, int]]:
    """Where each field of a file begins and ends, byte by byte, in file order."""
    start, state = 0, "start"
    place = 0
    while place < len(record):
        byte = record[place : place + 1]
        if state == "start" and byte == quote:
            state = "quoted"
        elif state == "quoted" and byte == quote:
            state = "closed"
        elif state == "closed" and byte == quote:
            state = "quoted"
        elif state != "quoted" and byte in {mark, b"\r", b"\n"}:
            if byte == mark or state != "start" or place > start or _follows(record, place, mark):
                yield start, place
            if record[place : place + 2] == b"\r\n":
                place += 1
            start, state = place + 1, "start"
        elif state != "quoted":
            state = "plain"
        place += 1
    if start < len(record) or _follows(record, place, mark):
        yield start, len(record)


def _follows(record: bytes, place: int, mark: bytes) -> bool:
    return place > 0 and record[place - 1 : place] == mark


def expected_bytes(
    content: bytes, dialect: CsvDialect, grid: Grid, cells: Mapping[tuple[int, int], str]
) -> bytes:
    """The file with the spans of the edited fields replaced and nothing else.

    Quotes stay, unless the old value could not stand without them and the new one can.
    """
    body = content[len(dialect.prefix) :]
    delimiter, quote = dialect.delimiter.encode(), dialect.quotechar.encode()
    places = [
        (number, column) for number, row in enumerate(grid, start=1) for column in range(len(row))
    ]
    pieces, copied = [dialect.prefix], 0
    for place, (start, end) in zip(places, offsets(body, delimiter, quote), strict=True):
        if place in cells:
            old = body[start:end]
            by_habit = old.startswith(quote) and not any(
                mark in old[1:-1] for mark in (delimiter, quote, b"\r", b"\n")
            )
            value = cells[place].encode(dialect.encoding)
            pieces += [body[copied:start], quote + value + quote if by_habit else value]
            copied = end
    return b"".join([*pieces, body[copied:]])


def read(path: Path) -> tuple[CsvBook, Grid] | SheetError:
    """Open a file and read all its rows, or say why not."""
    try:
        book = open_csv(path)
        rows = list(book.sheets[0].rows())
    except SheetError as error:
        return error
    return book, [[str(value or "") for value in row.cells] for row in rows]


def refused() -> dict[str, SheetErrorCode]:
    outcomes = {path.name: read(path) for path in FILES}
    return {name: found.code for name, found in outcomes.items() if isinstance(found, SheetError)}


OPENING = [path for path in FILES if path.name not in refused()]


def test_only_a_file_with_nul_characters_is_refused() -> None:
    assert refused() == {"visidata__errors.csv": SheetErrorCode.DAMAGED}


@pytest.mark.parametrize("path", OPENING, ids=lambda path: path.name)
def test_a_real_file_is_patched_in_its_cells_alone(path: Path, tmp_path: Path) -> None:
    found = read(path)
    assert not isinstance(found, SheetError)
    dialect, content = found[0].dialect, path.read_bytes()
    grid = grid_of(content, dialect)
    assert found[1] == [row for row in grid if row]
    cells = seven_cells(grid)
    result = tmp_path / path.name
    with result.open("wb") as target:
        patch_csv(path, dialect, cells, [], target)
    verify_patched_csv(path, result, dialect, cells, [])
    wanted = [list(row) for row in grid]
    for (number, column), value in cells.items():
        wanted[number - 1][column] = value
    assert grid_of(result.read_bytes(), dialect) == wanted
    if dialect.encoding == "utf-8":
        assert result.read_bytes() == expected_bytes(content, dialect, grid, cells)


@pytest.mark.parametrize("path", OPENING, ids=lambda path: path.name)
def test_a_real_file_goes_back_to_its_bytes(path: Path, tmp_path: Path) -> None:
    dialect = open_csv(path).dialect
    grid = grid_of(path.read_bytes(), dialect)
    there, back = tmp_path / "tam.csv", tmp_path / "z powrotem.csv"
    # A quote within an unquoted value is put right once that value is written anew.
    old = {
        (number, column): grid[number - 1][column]
        for number, column in seven_cells(grid)
        if dialect.quotechar not in grid[number - 1][column]
    }
    with there.open("wb") as target:
        patch_csv(path, dialect, dict.fromkeys(old, "TAK"), [], target)
    with back.open("wb") as target:
        patch_csv(there, dialect, old, [], target)
    assert back.read_bytes() == path.read_bytes()
