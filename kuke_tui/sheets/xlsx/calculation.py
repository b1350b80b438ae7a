"""The calculation chain: the workbook's list of cells with a formula."""

import re

from kuke_tui.sheets.xlsx.edits import Move
from kuke_tui.sheets.xlsx.refs import parse_cell
from kuke_tui.sheets.xlsx.tags import attributes, set_attribute

_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*>")


def move_in_chain(document: bytes, sheet_id: str, move: Move) -> bytes:
    """Let a calculation chain's cells of one sheet follow a move.

    A cell that names no sheet stands on that of the one before it.
    """
    current = b""

    def follow(found: re.Match[bytes]) -> bytes:
        nonlocal current
        tag = found[0]
        given = attributes(tag)
        current = given.get(b"i", current)
        name = given.get(b"r", b"")
        place = parse_cell(name.decode("latin-1"))
        if current != sheet_id.encode() or place is None:
            return tag
        letters = name.rstrip(b"0123456789")
        return set_attribute(tag, b"r", b"%s%d" % (letters, move.row(place[0])))

    return _CELL.sub(follow, document)
