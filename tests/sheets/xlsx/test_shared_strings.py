"""Shared strings taken by their bytes are what a parser makes of the table."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.archive import open_archive
from kuke_tui.sheets.xlsx.strings import read_strings
from tests.sheets.xlsx.workbook_parts import HEADER, MAIN

START = f'{HEADER}<sst xmlns="{MAIN}" count="9" uniqueCount="9">'.encode()
UNUSUAL = f"<?xml version='1.0'?><sst xmlns='{MAIN}'>".encode()
ENTRIES = [
    "<si><t>Jan Kowalski</t></si>",
    '<si><t xml:space="preserve"> Żółć </t></si>',
    "<si><t></t></si>",
    "<si><t/></si>",
    "<si/>",
    "<si><t>Kowalski &amp; Syn</t></si>",
    "<si><t>a&#10;b</t></si>",
    "<si><t>dwie\nlinie\ti tabulator</t></si>",
    "<si><t>a\r\nb</t></si>",
    "<si><t>_x0041_ _x000A_</t></si>",
    "<si><t>😀</t></si>",
    "<si><r><t>Śl</t></r><r><rPr><b/></rPr><t>ązak</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>",
    "<si><rPh sb='0' eb='1'><t>x</t></rPh><t>漢</t></si>",
    "<si><t>a</t><phoneticPr fontId='1'/></si>",
    "<si><t >a</t></si>",
    "<si ><t>a</t></si>",
    "<si><x:t xmlns:x='inne'>a</x:t></si>",
    "<si><t>xmlns!?</t></si>",
    "\n  ",
    "\u00a0",
    "tekst",
    "<!-- <si><t>nie ma</t></si> -->",
    "<!--",
    "<?si <si><t>nie ma</t></si> ?>",
    "<si><t><![CDATA[</t></si><si><t>]]></t></si>",
    "<si><t>]]></t></si>",
    "<grupa><si><t>a</t></si>",
    "<si><t>b</t></si></grupa>",
    "<rPh><si><t>a</t></si></rPh>",
    "<si><t>a</si>",
    "<si><t>a",
    "<si><t>\x01</t></si>",
    "<si><t>\ufffe</t></si>",
]
BROKEN = [b"<si><t>\xff</t></si>", b"<si><t>\xed\xa0\x80</t></si>"]
PIECES = st.sampled_from([entry.encode() for entry in ENTRIES] + BROKEN)


def texts(table: bytes) -> list[str] | SheetErrorCode:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", table)
    archive = open_archive(file)
    try:
        return read_strings(archive, archive.directory.entries[0])
    except SheetError as error:
        return error.code


def either_way(entries: bytes) -> tuple[list[str] | SheetErrorCode, ...]:
    """The texts of a table, by its bytes where they are plain, and by the parser alone."""
    return texts(START + entries + b"</sst>"), texts(UNUSUAL + entries + b"</sst>")


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_a_table_reads_as_a_parser_reads_it(pieces: list[bytes]) -> None:
    by_bytes, by_parser = either_way(b"".join(pieces))
    assert by_bytes == by_parser


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_entry_reads_so_among_plain_ones(entry: str) -> None:
    around = b"<si><t>a</t></si>"
    by_bytes, by_parser = either_way(around + entry.encode() + around)
    assert by_bytes == by_parser


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "<!--%s-->",
        "<si><t><![CDATA[%s]]></t></si>",
        "<grupa>%s</grupa>",
        "<si><rPh>%s</rPh></si>",
        "<si><t>&amp;</t></si>",
    ],
)
def test_what_is_odd_goes_on_through_a_large_table(odd: str) -> None:
    many = "".join(f"<si><t>konto {number}</t></si>" for number in range(60_000))
    by_bytes, by_parser = either_way((odd.replace("%s", many) + many).encode())
    assert isinstance(by_bytes, list)
    assert by_bytes == by_parser
    assert by_bytes[-1] == "konto 59999"


def test_a_text_longer_than_any_block() -> None:
    long = "ż" * (9 << 20)
    assert texts(f"{START.decode()}<si><t>{long}</t></si><si><t>a</t></si></sst>".encode()) == [
        long,
        "a",
    ]


def test_whitespace_without_end_takes_no_time() -> None:
    spaces = b" " * (1 << 20)
    assert texts(START + spaces + b"<x/>" + spaces + b"<si><t>a</t></si></sst>") == ["a"]
