"""Ranges that end with the table, grown to cover the rows appended to it."""

from collections.abc import Callable

from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.xlsx.edits import Growth, Move
from kuke_tui.sheets.xlsx.formulas import Rows, with_rows
from kuke_tui.sheets.xlsx.markup import GuardedParser, main_name
from kuke_tui.sheets.xlsx.refs import parse_range, range_name
from kuke_tui.sheets.xlsx.tags import START_TAG, attributes, set_attribute

_FILTER = "_xlnm._FilterDatabase"
FOLLOWING_NAMES = frozenset({_FILTER, "_xlnm.Print_Area"})
"""Names of a sheet that follow its table."""


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


def grow_table(document: bytes, growth: Growth, move: Move | None = None) -> bytes:
    """Grow a table part: the table's own range and its filter's; move it first."""

    def grow(cells: CellRange) -> CellRange:
        return growth.covering(move.cells(cells) if move else cells)

    spans: list[tuple[int, int]] = []

    def start(name: str, _: dict[str, str]) -> None:
        if main_name(name) in {"table", "autoFilter"}:
            at = parser.expat.CurrentByteIndex
            found = START_TAG.match(document, at)
            if found:
                spans.append(found.span())

    parser = GuardedParser(start)
    parser.feed(document, final=True)
    for first, last in reversed(spans):
        tag = grow_attribute(document[first:last], b"ref", grow)
        document = document[:first] + tag + document[last:]
    return document


def grow_names(
    document: bytes, sheet_index: int, growth: Growth, move: Move | None = None
) -> bytes:
    """Grow the names in the workbook part that follow a sheet: of its filter, its print area."""
    places: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []

    def start(name: str, given: dict[str, str]) -> None:
        called = given.get("name", "")
        if (
            main_name(name) == "definedName"
            and called in FOLLOWING_NAMES
            and given.get("localSheetId") == str(sheet_index)
        ):
            found = START_TAG.match(document, parser.expat.CurrentByteIndex)
            if found:
                opened.append((found.end(), called))

    def end(name: str) -> None:
        if main_name(name) == "definedName" and opened:
            first, called = opened.pop()
            places.append((first, parser.expat.CurrentByteIndex, called))

    parser = GuardedParser(start, end)
    parser.feed(document, final=True)
    for first, last, called in reversed(places):
        follow = growth.covering if called == _FILTER else growth.exact
        old = document[first:last].decode("utf-8")
        new = with_rows(old, _following(follow, move))
        document = document[:first] + new.encode("utf-8") + document[last:]
    return document


def _following(grow: Callable[[CellRange], CellRange], move: Move | None) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        cells = CellRange(rows[0], 0, rows[1], 0)
        grown = grow(move.cells(cells) if move else cells)
        return grown.first_row, grown.last_row

    return change
