"""Any edits, there and back: the same bytes; and two other readers see exactly old plus edits."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.xlsx.edits import NewValue, SheetEdits
from kuke_tui.sheets.xlsx.refs import cell_name
from tests.sheets.xlsx.patching import grid, patch
from tests.sheets.xlsx.workbook_parts import (
    SHEET,
    parts,
    read_zip,
    shared_strings,
    sheet_xml,
    styles,
    write_zip,
)

TEXTS = ["TAK", "NIE", "P", "Ślązak &amp; syn"]
VALUES: st.SearchStrategy[NewValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.sampled_from(["TAK", "P", "Ślązak & syn", "=1+1", " a ", "nowe", "a\nb", "<x>", "'"]),
)
TEXT: st.SearchStrategy[NewValue] = st.text(
    st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8
)


@st.composite
def cells(draw: st.DrawFn) -> str:
    style = draw(st.sampled_from(["", ' s="1"']))
    kind = draw(st.integers(0, 9))
    if kind <= 2:
        return f'{style} t="s"><v>{draw(st.integers(0, 3))}</v></c>'
    return (
        style
        + [
            ' t="b"><v>1</v></c>',
            "><v>17</v></c>",
            ' t="n"><v>5</v></c>',
            "/>",
            "></c>",
            ' t="inlineStr"><is><t>inne</t></is></c>',
            ' t="str"><v>zwykły</v></c>',
        ][kind - 3]
    )


@st.composite
def sheets(draw: st.DrawFn) -> str:
    pieces: list[str] = []
    for number in range(1, 6):
        inside = "".join(
            f'<c r="{letter}{number}"{draw(cells())}' for letter in "ABC" if draw(st.booleans())
        )
        kind = draw(st.integers(0, 3))
        if inside or kind == 3:
            pieces.append(f'<row r="{number}">{inside}</row>')
        elif kind == 2:
            pieces.append(f'<row r="{number}"/>')
    return "\n".join(pieces) if draw(st.booleans()) else "".join(pieces)


PLACES = st.tuples(st.integers(1, 7), st.integers(0, 4))


def as_new(value: Value) -> NewValue:
    assert value is None or isinstance(value, str | bool | int)
    return value


def workbook(folder: Path, inside: str) -> Path:
    entries = parts(sheet_xml(inside), strings=shared_strings(*TEXTS), style=styles("0"))
    return write_zip(folder / "book.xlsx", entries)


@settings(max_examples=150, deadline=None)
@given(sheets(), st.dictionaries(PLACES, st.one_of(VALUES, TEXT), max_size=6))
def test_edits_and_their_inverse_give_the_same_bytes(
    inside: str, change: dict[tuple[int, int], NewValue]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = workbook(Path(name), inside)
        before = grid(source)
        there = patch(source, SheetEdits(cells=change))
        expected = {**before, **change}
        assert grid(there) == {at: value for at, value in expected.items() if value is not None}
        inverse = {at: as_new(before.get(at)) for at in change}
        back = patch(there, SheetEdits(cells=inverse))
        assert read_zip(back)[SHEET].decode() == read_zip(source)[SHEET].decode()


@settings(max_examples=60, deadline=None)
@given(sheets(), st.dictionaries(PLACES, VALUES, min_size=1, max_size=6))
def test_other_readers_see_the_old_grid_with_the_edits(
    inside: str, change: dict[tuple[int, int], NewValue]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = workbook(Path(name), inside)
        after = patch(source, SheetEdits(cells=change))
        for read in (by_openpyxl, by_calamine):
            expected = read(source)
            for (row, column), value in change.items():
                expected[cell_name(row, column)] = value
            assert read(after) == {at: each for at, each in expected.items() if each is not None}


def by_openpyxl(path: Path) -> dict[str, object]:
    book = load_workbook(path)
    return {
        each.coordinate: each.value
        for row in book["Konta"].iter_rows()
        for each in row
        if each.value is not None
    }


def by_calamine(path: Path) -> dict[str, object]:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return {
        cell_name(row, column): value
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1)
        for column, value in enumerate(values)
        if value != ""
    }
