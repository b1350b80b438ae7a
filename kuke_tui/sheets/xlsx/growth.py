"""Ranges that end with the table, grown to cover the rows appended to it."""

import re
from collections.abc import Callable

from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.xlsx.edits import Growth
from kuke_tui.sheets.xlsx.markup import GuardedParser, main_name
from kuke_tui.sheets.xlsx.refs import parse_range, range_name
from kuke_tui.sheets.xlsx.tags import START_TAG, attributes, set_attribute

_NAME_END = re.compile(r"(\$?[A-Za-z]{1,3}\$?[0-9]+:\$?[A-Za-z]{1,3}\$?)([0-9]+)\Z")


def grow_reference(text: str, grow: Callable[[CellRange], CellRange]) -> str:
    """Grow each range of a list such as ``A2:K10 M2:M10``; what doesn't change stays as it is."""
    parts: list[str] = []
    for part in text.split(" "):
        cells = parse_range(part)
        grown = grow(cells) if cells else None
        parts.append(part if grown in {None, cells} or grown is None else range_name(grown))
    return " ".join(parts)


def grow_attribute(tag: bytes, name: bytes, grow: Callable[[CellRange], CellRange]) -> bytes:
    """Grow the ranges in a start tag's attribute."""
    old = attributes(tag).get(name)
    if old is None:
        return tag
    new = grow_reference(old.decode("utf-8"), grow).encode("utf-8")
    return tag if new == old else set_attribute(tag, name, new)


def grow_table(document: bytes, growth: Growth) -> bytes:
    """Grow a table part: the table's own range and its filter's."""
    spans: list[tuple[int, int]] = []
    parser = GuardedParser()

    def start(name: str, _: dict[str, str]) -> None:
        if main_name(name) in {"table", "autoFilter"}:
            at = parser.expat.CurrentByteIndex
            found = START_TAG.match(document, at)
            if found:
                spans.append(found.span())

    parser.expat.StartElementHandler = start
    parser.feed(document, final=True)
    for first, last in reversed(spans):
        tag = grow_attribute(document[first:last], b"ref", growth.covering)
        document = document[:first] + tag + document[last:]
    return document


def grow_filter_name(document: bytes, sheet_index: int, growth: Growth) -> bytes:
    """Grow the hidden name that repeats a sheet's filter range, in the workbook part."""
    places: list[tuple[int, int]] = []
    opened: list[int] = []
    parser = GuardedParser()

    def start(name: str, given: dict[str, str]) -> None:
        if (
            main_name(name) == "definedName"
            and given.get("name") == "_xlnm._FilterDatabase"
            and given.get("localSheetId") == str(sheet_index)
        ):
            found = START_TAG.match(document, parser.expat.CurrentByteIndex)
            if found:
                opened.append(found.end())

    def end(name: str) -> None:
        if main_name(name) == "definedName" and opened:
            places.append((opened.pop(), parser.expat.CurrentByteIndex))

    parser.expat.StartElementHandler = start
    parser.expat.EndElementHandler = end
    parser.feed(document, final=True)
    for first, last in reversed(places):
        text = document[first:last].decode("utf-8")
        found = _NAME_END.search(text)
        cells = parse_range(found[0].replace("$", "")) if found else None
        if found and cells and growth.covering(cells) != cells:
            text = text[: found.start(2)] + str(growth.last)
            document = document[:first] + text.encode("utf-8") + document[last:]
    return document
