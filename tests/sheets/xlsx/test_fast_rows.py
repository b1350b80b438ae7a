"""The fast way through plain rows gives what the parser alone gives, rows, locks and errors."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.grid import GridRow
from kuke_tui.sheets.xlsx.fast_rows import stream_pieces, stream_rows
from kuke_tui.sheets.xlsx.formats import GENERAL, parse_format
from kuke_tui.sheets.xlsx.parser import SheetParser
from kuke_tui.sheets.xlsx.plain import find_plain
from kuke_tui.sheets.xlsx.values import CellDecoder
from tests.sheets.spelled import SpelledPieces
from tests.sheets.xlsx.workbook_parts import sheet_xml

DECODER = CellDecoder(["TAK", "NIE", "Ślązak"], [GENERAL, parse_format("00000")], since_1904=False)
Result = tuple[list[tuple[int, list[str]]], dict[tuple[int, int], str], str]


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def shown(rows: list[GridRow]) -> list[tuple[int, list[str]]]:
    return [(row.number, [repr(value) for value in row.cells]) for row in rows]


def by_parser(data: bytes) -> Result:
    parser = SheetParser(DECODER)
    rows: list[GridRow] = []
    try:
        parser.feed(data, final=True)
    except SheetError as error:
        return [], {}, str(error.code)
    rows = parser.take()
    return shown(rows), dict(parser.locks), ""


def fast(data: bytes, size: int) -> Result:
    parser = SheetParser(DECODER)
    try:
        rows = list(stream_rows(chunks(data, size), parser, DECODER))
    except SheetError as error:
        return [], {}, str(error.code)
    return shown(rows), dict(parser.locks), ""


def spelled(data: bytes, size: int) -> Result:
    parser = SheetParser(DECODER)
    try:
        rows = SpelledPieces(4).rows(stream_pieces(chunks(data, size), parser, DECODER))
    except SheetError as error:
        return [], {}, str(error.code)
    return shown(rows), dict(parser.locks), ""


PLAIN = st.sampled_from(
    ["", ' s="1"', ' t="s"', ' s="1" t="b"', ' t="str"', ' t="inlineStr"', ' s="0" t="n"', ' t="e"']
)
ODD = st.sampled_from(
    [' t="s" s="1"', ' vm="1"', " x='1'", ' t="d"', ' s="-1"', '  s="1"', ' s="1" ', ' q:z="1"']
)
CONTENT = st.sampled_from(
    [
        *(
            "<v>0</v>",
            "<v>1</v>",
            '<is><t>1"</t></is>',
            "<v>7003</v>",
            "<v>Ślązak</v>",
            "<is><t>a b</t></is>",
            "<v></v>",
        ),
        *("", "<v>\ufffe</v>", "<v>&amp;</v>", "<v/>", "<f>1</f><v>1</v>", "<v>_x0041_</v>"),
        *("<is><r><t>x</t></r></is>", "<!-- </row> -->", "<v>a\rb</v>", "<v>1</v><v>2</v>", " "),
    ]
)
REFERENCE = st.sampled_from(["right"] * 12 + ["none", "next row", "again"])
ROW_ATTRIBUTES = st.sampled_from(
    ["", ' spans="1:3"', ' ht="15" customHeight="1"', ' x14ac:dyDescent="0.25"', ' spans="1:3" ']
)


@st.composite
def rows(draw: st.DrawFn) -> str:
    pieces: list[str] = []
    number = 0
    for _ in range(draw(st.integers(0, 6))):
        number += draw(st.sampled_from([1, 1, 1, 1, 2, 0]))
        cells = []
        for letter in "ABCD":
            if draw(st.booleans()):
                attributes = draw(st.one_of(PLAIN, PLAIN, PLAIN, PLAIN, ODD))
                where = draw(REFERENCE)
                name = f"{letter}{number + (where == 'next row')}"
                reference = "" if where == "none" else f' r="{name}"'
                cell = f"<c{reference}{attributes}>{draw(CONTENT)}</c>"
                cells.append(cell * (2 if where == "again" else 1))
        tag = f'<row r="{number}"{draw(ROW_ATTRIBUTES)}'
        pieces.append(f"{tag}>{''.join(cells)}</row>" if cells else f"{tag}/>")
        pieces.append(draw(st.sampled_from([""] * 8 + ["\n", "<!-- <row> -->", "<?x </row>?>"])))
    return "".join(pieces)


def prefixed(xml: str) -> str:
    """Put the prefix ``x`` before the elements of the sheet."""
    xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
    return xml.replace(" xmlns=", " xmlns:x=", 1)


@settings(max_examples=500, deadline=None)
@given(rows(), st.integers(1, 400), st.booleans(), st.booleans())
def test_both_ways_agree(inside: str, size: int, declared: bool, with_prefix: bool) -> None:
    xml = sheet_xml(inside, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    if declared:
        xml = xml.replace(" xmlns:r=", ' xmlns:x14ac="urn:x" xmlns:q="urn:q" xmlns:r=')
    data = (prefixed(xml) if with_prefix else xml).encode()
    assert find_plain(data) is not None
    assert fast(data, size) == by_parser(data)
    assert spelled(data, size) == by_parser(data)


@settings(max_examples=200, deadline=None)
@given(rows(), st.integers(0, 4000), st.binary(max_size=4), st.integers(1, 400))
def test_both_ways_agree_about_damage(inside: str, at: int, junk: bytes, size: int) -> None:
    data = sheet_xml(inside).encode()
    data = data[:at] + junk + data[at + 1 :]
    assert fast(data, size) == by_parser(data)
    assert spelled(data, size) == by_parser(data)


@pytest.mark.parametrize("count", [5_000])
def test_rows_that_are_all_unusual_still_agree(count: int) -> None:
    inside = "".join(
        f'<row r="{at}"><c r="A{at}"><f>1</f><v>{at}</v></c></row>' for at in range(1, count)
    )
    data = sheet_xml(inside).encode()
    assert fast(data, 10_000) == by_parser(data)


@pytest.mark.parametrize("style", ["0", "{0}", "1{0}"])
@pytest.mark.parametrize("text", ["7", "{0}", '{0}"', '1{0}"'])
def test_what_looks_like_the_row_s_number_is_not_taken_for_it(style: str, text: str) -> None:
    first = f'<c r="A{{0}}" s="{style}"><v>7</v></c>'
    second = f'<c r="B{{0}}" t="str"><v>{text}</v></c>'
    row = f'<row r="{{0}}">{first}{second}</row>'
    data = sheet_xml("".join(map(row.format, range(1, 40)))).encode()
    assert spelled(data, 100_000) == by_parser(data)


def plain_rows(count: int) -> list[str]:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}"><v>2</v></c></row>'
    return [row.format(number) for number in range(1, count)]


@pytest.mark.parametrize("blank", [None, 1, 4])
def test_a_number_that_comes_again_is_the_same_row(blank: int | None) -> None:
    rows = plain_rows(9)
    if blank is not None:
        rows[blank] = f'<row r="{blank + 1}"/>'
    for at in range(len(rows)):
        data = sheet_xml("".join((*rows[: at + 1], rows[at], *rows[at + 1 :]))).encode()
        assert spelled(data, 100_000) == by_parser(data)


def test_a_byte_that_no_xml_may_hold_is_no_row_s_number() -> None:
    rows = plain_rows(9)
    rows[4] = rows[4].replace('B5"', "B\0")
    data = sheet_xml("".join(rows)).encode()
    assert spelled(data, 100_000) == by_parser(data)


def test_a_formula_is_told_of_each_row_that_has_it() -> None:
    rows = [row.replace("<v>2</v>", "<f>1+1</f><v>2</v>") for row in plain_rows(30)]
    data = sheet_xml("".join(rows)).encode()
    assert spelled(data, 100_000) == by_parser(data)


def test_most_rows_of_a_plain_sheet_are_spelled() -> None:
    inside = "".join(
        f'<row r="{at}" spans="1:2"><c r="A{at}" t="s"><v>0</v></c><c r="B{at}"><v>1</v></c></row>'
        for at in range(1, 1_000)
    )
    reading = SpelledPieces(2)
    parser = SheetParser(DECODER)
    pieces = stream_pieces(chunks(sheet_xml(inside).encode(), 10_000), parser, DECODER)
    assert len(reading.rows(pieces)) == 999
    assert reading.spelled > 950
