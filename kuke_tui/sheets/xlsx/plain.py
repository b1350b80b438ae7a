"""Whether a sheet is written so plainly that its rows can be told apart without a parser.

Plain means: UTF-8, one namespace declared at the root, and no comment, CDATA, instruction or
further namespace among the rows. Then a row ends where its end tag stands, and nowhere else.
"""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

MAX_CARRY = 16 << 20
"""Bytes without the end of a row, after which a sheet isn't taken for plain any more."""

_MAX_HEAD = 1 << 16
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:utf|UTF)-8[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?\s*<([A-Za-z][A-Za-z0-9]*:)?worksheet [^<>]*>"
)
_MAIN = re.compile(
    rb" xmlns(:[A-Za-z][A-Za-z0-9]*)?=\"http://(?:schemas\.openxmlformats\.org/spreadsheetml/2006|"
    rb"purl\.oclc\.org/ooxml/spreadsheetml)/main\""
)
_DATA = re.compile(rb"<(?:[A-Za-z][A-Za-z0-9]*:)?sheetData>")


class PlainSheet(NamedTuple):
    """How a plain sheet spells its rows; ``head`` is the length of what stands before them."""

    prefix: bytes
    head: int

    @property
    def row_tag(self) -> bytes:
        """What every row starts with."""
        return b"<%srow" % self.prefix

    @property
    def row_start(self) -> bytes:
        """A row's start tag up to its number."""
        return b'<%srow r="' % self.prefix

    @property
    def row_end(self) -> bytes:
        """A row's end tag."""
        return b"</%srow>" % self.prefix

    @property
    def cell_start(self) -> bytes:
        """A cell's start tag up to its reference."""
        return b'<%sc r="' % self.prefix

    @property
    def cell_end(self) -> bytes:
        """A cell's end tag."""
        return b"</%sc>" % self.prefix

    @property
    def data_end(self) -> bytes:
        """What stands behind the last row."""
        return b"</%ssheetData>" % self.prefix

    def rows_end(self, data: bytes, start: int = 0, end: int = sys.maxsize) -> int:
        """Find the end of the last whole row in ``data[start:end]``; 0 where there is none."""
        at = data.rfind(self.row_end, start, end)
        return at + len(self.row_end) if at >= 0 else 0


def find_plain(head: bytes) -> PlainSheet | None:
    """Look at a sheet's beginning; None where only a parser may read the sheet."""
    start, data = _HEAD.match(head), _DATA.search(head)
    if start is None or data is None:
        return None
    prefix = start[1] or b""
    declared = _MAIN.findall(start[0])
    if declared != [b":" + prefix[:-1] if prefix else b""]:
        return None
    if is_odd(head[start.end() : data.end()]) or data[0] != b"<%ssheetData>" % prefix:
        return None
    return PlainSheet(prefix, data.end())


def read_head(source: Iterator[bytes]) -> bytes:
    """Take chunks until the rows begin, or for so long that they should have."""
    head = b""
    for chunk in source:
        head += chunk
        if len(head) > _MAX_HEAD or _DATA.search(head):
            break
    return head


def is_odd(data: bytes, start: int = 0, end: int = sys.maxsize) -> bool:
    """Tell whether comments, CDATA, instructions or other namespaces may stand in a stretch."""
    # A search for one byte is ten times as fast as one for two, and mostly settles it.
    return any(
        data.find(sign, start, end) >= 0 and data.find(odd, start, end) >= 0
        for sign, odd in ((b"!", b"<!"), (b"?", b"<?"), (b"x", b"xmlns"))
    )
