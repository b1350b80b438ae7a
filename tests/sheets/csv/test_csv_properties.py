"""Any text in any dialect: the wanted fields change, every other byte stays, and all goes back."""

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.csv.book import open_csv
from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.fields import split_record
from kuke_tui.sheets.csv.patch import patch_csv
from kuke_tui.sheets.csv.records import records
from kuke_tui.sheets.csv.verify import verify_patched_csv
from kuke_tui.sheets.errors import SheetError

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "cp1250": b"",
    "iso-8859-2": b"",
    "cp852": b"",
}
VALUES = st.text("aUżŁś 0=-;,\t|\"'\r\n", max_size=6)
HABITS = ("all", "values", "needed")


@dataclass(frozen=True)
class Sample:
    """A csv as its writer knows it: the grid, how each row ends, what is quoted by habit."""

    dialect: CsvDialect
    grid: list[list[str]]
    ends: list[str]
    habit: str

    def field(self, value: str) -> str:
        quote, special = self.dialect.quotechar, (self.dialect.delimiter, "\r", "\n")
        by_habit = self.habit == "all" or (self.habit == "values" and value != "")
        by_need = self.dialect.spaced and value.startswith(" ")
        if by_habit or by_need or quote in value or any(mark in value for mark in special):
            return quote + value.replace(quote, quote + quote) + quote
        return value

    def content(self) -> bytes:
        lines = (
            (self.dialect.delimiter + " " * self.dialect.spaced).join(map(self.field, row)) + end
            for row, end in zip(self.grid, self.ends, strict=True)
        )
        return self.dialect.prefix + "".join(lines).encode(self.dialect.encoding)

    def with_cells(self, cells: Mapping[tuple[int, int], str]) -> "Sample":
        grid = [list(row) for row in self.grid]
        for (row, column), value in cells.items():
            grid[row - 1][column] = value
        return Sample(self.dialect, grid, self.ends, self.habit)


@st.composite
def dialects(draw: st.DrawFn) -> CsvDialect:
    encoding = draw(st.sampled_from(sorted(MARKS)))
    delimiter = draw(st.sampled_from(";,\t|"))
    return CsvDialect(
        encoding=encoding,
        bom=MARKS[encoding] if draw(st.booleans()) else b"",
        delimiter=delimiter,
        newline="\r\n",
        quotechar=draw(st.sampled_from("\"'")),
        sep_line=f"sep={delimiter}\r\n" if draw(st.booleans()) else "",
        spaced=draw(st.booleans()),
    )


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    width = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(VALUES, min_size=width, max_size=width), max_size=6))
    grid = [["kol"] * width, [""] * width, *rows]
    ends = draw(st.lists(st.sampled_from(["\n", "\r\n"]), min_size=len(grid), max_size=len(grid)))
    if draw(st.booleans()):
        ends[-1] = ""
    return Sample(draw(dialects()), grid, ends, draw(st.sampled_from(HABITS)))


@st.composite
def edited_samples(draw: st.DrawFn) -> tuple[Sample, dict[tuple[int, int], str]]:
    sample = draw(samples().filter(lambda drawn: len(drawn.grid) > 2))
    places = st.tuples(st.integers(3, len(sample.grid)), st.integers(0, len(sample.grid[0]) - 1))
    return sample, draw(st.dictionaries(places, VALUES, max_size=7))


def patched(
    content: bytes, dialect: CsvDialect, cells: Mapping[tuple[int, int], str | None]
) -> bytes:
    with TemporaryDirectory() as folder:
        source, result = Path(folder, "konta.csv"), Path(folder, "po.csv")
        source.write_bytes(content)
        with result.open("wb") as target:
            patch_csv(source, dialect, cells, [], target)
        verify_patched_csv(source, result, dialect, cells, [])
        return result.read_bytes()


@given(edited_samples())
@settings(max_examples=150, deadline=None)
def test_a_patched_file_is_what_its_writer_would_have_written(
    case: tuple[Sample, dict[tuple[int, int], str]],
) -> None:
    sample, cells = case
    changed = sample.with_cells(cells)
    assert patched(sample.content(), sample.dialect, cells) == changed.content()


@given(edited_samples())
@settings(max_examples=100, deadline=None)
def test_the_inverse_edit_gives_the_original_bytes(
    case: tuple[Sample, dict[tuple[int, int], str]],
) -> None:
    sample, cells = case
    back = {(row, column): sample.grid[row - 1][column] for row, column in cells}
    after = patched(sample.content(), sample.dialect, cells)
    assert patched(after, sample.dialect, back) == sample.content()


RAGGED = st.text("aż;\"'\r\n", max_size=40)
PLACES = st.tuples(st.integers(1, 5), st.integers(0, 4))


@given(RAGGED, st.dictionaries(PLACES, st.none() | VALUES, max_size=4))
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_only_the_wanted_fields_change(
    text: str, cells: dict[tuple[int, int], str | None]
) -> None:
    dialect = CsvDialect("utf-8", b"", ";", "\n", '"', "")
    lines = list(io.StringIO(text, newline=""))
    grid = list(csv.reader([*lines, "\n"], delimiter=";"))
    if grid.pop() != []:
        return  # an open quote, which is refused below
    cells = {(row, column): value for (row, column), value in cells.items() if row <= len(grid)}
    after = patched(text.encode(), dialect, cells).decode()
    result = list(csv.reader(io.StringIO(after, newline=""), delimiter=";"))
    assert len(result) == len(grid)
    for number, (old, new) in enumerate(zip(grid, result, strict=True), start=1):
        for column in range(max(len(old), len(new))):
            value = old[column] if column < len(old) else ""
            wanted = cells.get((number, column), value) or ""
            assert (new[column] if column < len(new) else "") == wanted
    if not cells:
        assert after == text


@given(RAGGED)
@settings(max_examples=300, deadline=None)
def test_records_and_their_fields_put_together_are_the_file(text: str) -> None:
    dialect = CsvDialect("utf-8", b"", ";", "\n", '"', "")
    lines = list(io.StringIO(text, newline=""))
    *grid, sentinel = csv.reader([*lines, "\n"], delimiter=";")
    with TemporaryDirectory() as folder:
        path = Path(folder, "konta.csv")
        path.write_bytes(text.encode())
        if sentinel:  # it was swallowed by an open quote
            with pytest.raises(SheetError, match="open quote"):
                list(records(path, dialect))
            return
        found = list(records(path, dialect))
    assert "".join(record for _values, record in found) == text
    assert [values for values, _record in found] == grid
    for values, record in found:
        fields, end = split_record(record, dialect)
        assert ";".join(fields) + end == record
        read_alone = [
            next(csv.reader([*io.StringIO(f"{field};", newline="")], delimiter=";"))[0]
            for field in fields
        ]
        assert read_alone == values


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_open_or_are_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "konta.csv")
        path.write_bytes(content)
        try:
            book = open_csv(path)
            rows = list(book.sheets[0].rows())
        except SheetError:
            return
        assert all(isinstance(value, str) for row in rows for value in row.cells)
        assert patched(content, book.dialect, {}) == content
