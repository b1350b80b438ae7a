"""Many cells set at once: the way around the parser writes what the way through it writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.edits import NewValue, SheetEdits, SheetPlan
from kuke_tui.sheets.xlsx.skipping import spliced
from kuke_tui.sheets.xlsx.splicer import SheetSplicer
from kuke_tui.sheets.xlsx.verify import verify_patched
from tests.sheets.xlsx.patching import edits, grid, patch
from tests.sheets.xlsx.workbook_parts import SHEET, parts, read_zip, sheet_xml, write_zip

ENDS = [
    ' t="s"><v>1</v></c>',
    ' s="2" t="s"><v>0</v></c>',
    ' t="b"><v>1</v></c>',
    "><v>17</v></c>",
    ' t="n"><v>5</v></c>',
    "/>",
    ' s="1" />',
    "></c>",
    ' t="inlineStr"><is><t>inne</t></is></c>',
    ' t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>',
    ' t="str"><v>zwykły</v></c>',
    " \n><v>3</v></c>",
    ' t="inlineStr"\t><is><t>a</t></is></c>',
    '><f>1+1</f><v>2</v></c>',
    ' vm="1"><v>2</v></c>',
]  # fmt: skip
SPELLINGS = ["", ' spans="1:3"', ' s="1" customFormat="1"', ' ht="20" customHeight="1"']
VALUES: st.SearchStrategy[NewValue] = st.sampled_from(
    [None, "", "TAK", "P", "<&", " a", True, 0, 7]
)
HEADS = ["", '<cols><col min="2" max="4" style="3"/></cols>']
SHARED = {"TAK": 0, "P": 1}


@st.composite
def rows(draw: st.DrawFn) -> str:
    pieces: list[str] = []
    for number in range(1, 9):
        inside = "".join(
            f'<c r="{letter}{number}"{draw(st.sampled_from(ENDS))}'
            for letter in "ABCD"
            if draw(st.booleans())
        )
        spelling = draw(st.sampled_from(SPELLINGS))
        if draw(st.integers(0, 7)):
            pieces.append(f'<row r="{number}"{spelling}>{inside}</row>')
    return "".join(pieces)


def either_way(xml: str, plan: SheetPlan) -> tuple[bytes | SheetErrorCode, ...]:
    """What comes of a sheet row by row, and through the parser alone."""
    content = xml.encode()

    def by_parser() -> Iterator[bytes]:
        splicer = SheetSplicer(plan)
        yield splicer.feed(content)
        yield splicer.feed(b"", final=True)

    return outcome(spliced(iter([content]), SheetSplicer(plan), "")), outcome(by_parser())


def outcome(pieces: Iterator[bytes]) -> bytes | SheetErrorCode:
    try:
        return b"".join(pieces)
    except SheetError as error:
        return error.code


@settings(max_examples=300, deadline=None)
@given(
    rows(),
    st.sampled_from(HEADS),
    st.dictionaries(st.integers(1, 9), st.dictionaries(st.integers(0, 5), VALUES, min_size=1)),
)
def test_with_or_without_the_parser_the_bytes_are_the_same(
    inside: str, head: str, cells: dict[int, dict[int, NewValue]]
) -> None:
    xml = sheet_xml(inside).replace("<sheetData", head + "<sheetData", 1)
    around, through = either_way(xml, SheetPlan(cells, {}, SHARED))
    assert around == through


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c><v>1</v></c></row><row><c><v>2</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row><c><v>2</v></c></row><row r="3"/><row r="4"></row>',
        '<row r="1"><c><v>1</v></c></row><row ht="9" r="2"><c r="A2"><v>2</v></c></row>',
        '<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row r="3"><c><v>3</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row r="3"></row><row r="2"><c r="A2"/></row>',
        '<row r="3"></row><row r="2"></row>',
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>',
    ],
)
@pytest.mark.parametrize("wanted", [{2}, {2, 3}, {2, 9}])
def test_rows_numbered_in_unusual_ways_are_not_passed_by(inside: str, wanted: set[int]) -> None:
    plan = SheetPlan({row: {0: "P"} for row in wanted}, {}, SHARED)
    around, through = either_way(sheet_xml(inside), plan)
    assert around == through


def many_rows(count: int) -> str:
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>jan{row}</t></is></c>'
        f'<c r="B{row}"><v>{row}</v></c></row>'
        for row in range(1, count + 1)
    )


def test_every_cell_of_a_long_sheet_is_set_and_set_back(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(many_rows(20_000))))
    before = grid(source)
    change: dict[str, NewValue] = {}
    for row in range(1, 20_001):
        change |= {f"B{row}": f"nowe {row % 3}", f"D{row}": "P"}
    there = patch(source, edits(change))
    after = grid(there)
    assert len(after) == 60_000
    assert after[20_000, 1] == "nowe 2"
    assert after[20_000, 3] == "P"
    back = patch(there, edits({f"B{row}": row for row in range(1, 20_001)} | dict.fromkeys(
        (f"D{row}" for row in range(1, 20_001)), None
    )))  # fmt: skip
    assert grid(back) == before
    assert read_zip(back)[SHEET] == read_zip(source)[SHEET]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (("<v>7000</v>", "<v>7001</v>"), "B"),
        (("<t>jan7000</t>", "<t>jan7001</t>"), "A"),
    ],
)
def test_a_wrong_cell_among_many_right_ones_is_found(
    wrong: tuple[str, str], column: str, tmp_path: Path
) -> None:
    rows = many_rows(9_000)
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(rows)))
    change: dict[str, NewValue] = {f"D{row}": "P" for row in range(1, 9_001)}
    patched = patch(source, edits(change))
    spoiled = read_zip(patched)
    spoiled[SHEET] = spoiled[SHEET].replace(wrong[0].encode(), wrong[1].encode())
    assert spoiled[SHEET] != read_zip(patched)[SHEET]
    write_zip(patched, spoiled)
    with pytest.raises(SheetError) as caught:
        verify_patched(source, patched, {"Konta": edits(change)})
    assert caught.value.code is SheetErrorCode.VERIFY_FAILED
    assert (caught.value.row, caught.value.column) == (7_000, column)


def test_a_missing_edit_among_many_is_found(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(many_rows(3_000))))
    change: dict[str, NewValue] = {f"D{row}": "P" for row in range(1, 3_001)}
    patched = patch(source, edits(change))
    with pytest.raises(SheetError) as caught:
        verify_patched(source, patched, {"Konta": SheetEdits(cells={
            **edits(change).cells, (1_500, 5): "P",
        })})  # fmt: skip
    assert (caught.value.row, caught.value.column) == (1_500, "F")


@pytest.mark.parametrize(("at", "column"), [("G1500", "G"), ("A3001", "A")])
def test_a_missing_edit_where_nothing_changed_is_found(
    at: str, column: str, tmp_path: Path
) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(many_rows(3_000))))
    patched = patch(source, edits({"D7": "P"}))
    with pytest.raises(SheetError) as caught:
        verify_patched(source, patched, {"Konta": edits({"D7": "P", at: "P"})})
    assert caught.value.code is SheetErrorCode.VERIFY_FAILED
    assert (f"{caught.value.column}{caught.value.row}", caught.value.column) == (at, column)


def test_a_cell_that_was_never_there_can_be_blanked(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(many_rows(30))))
    assert grid(patch(source, edits({"A31": None, "D7": "P"}))) == grid(source) | {(7, 3): "P"}
