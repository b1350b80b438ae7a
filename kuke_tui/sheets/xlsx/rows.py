"""One row's bytes rewritten: cells set, cells that were absent inserted, new rows made."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import LockReason, column_letter
from kuke_tui.sheets.xlsx.cells import (
    WAS_ABSENT,
    WAS_CLOSED,
    CellSpan,
    mark_absent,
    new_cell,
    set_cell,
)
from kuke_tui.sheets.xlsx.edits import NewValue
from kuke_tui.sheets.xlsx.tags import (
    attributes,
    drop_attribute,
    set_attribute,
    tag_name,
    tag_prefix,
)

_NOT_COPIED = (b"hidden", b"collapsed", b"spans")


class RowSpan(NamedTuple):
    """A row's number, where its tags end and begin in its bytes, and its cells as they stand."""

    number: int
    tag_end: int
    close_start: int
    cells: Sequence[CellSpan]


class RowLook(NamedTuple):
    """What new rows take from the row above: its start tag, and the style of each column."""

    tag: bytes
    styles: Mapping[int, bytes]


class Styles(NamedTuple):
    """The style a cell takes where none stood: its row's, else its column's."""

    row: bytes | None
    columns: Sequence[tuple[int, int, bytes]]

    def of(self, column: int) -> bytes | None:
        """Give the ``s`` attribute for a new cell in a 0-based column."""
        if self.row:
            return self.row
        found = (style for first, last, style in self.columns if first <= column + 1 <= last)
        return next(found, None)


def locked_cell(row: int, column: int, reason: LockReason | str) -> SheetError:
    """Say that a cell can't be set without harm."""
    return SheetError(
        SheetErrorCode.LOCKED_CELL, row=row, column=column_letter(column), detail=str(reason)
    )


def look_of(raw: bytes, span: RowSpan) -> RowLook:
    """Take a row's look for the rows that are appended below it."""
    styles: dict[int, bytes] = {}
    for cell in span.cells:
        style = attributes(raw[cell.start : cell.tag_end]).get(b"s")
        if style is not None:
            styles[cell.column] = style
    return RowLook(raw[: span.tag_end], styles)


def check_free(raw: bytes, span: RowSpan) -> None:
    """Refuse to append over a row that holds anything."""
    for cell in span.cells:
        if cell.value_start >= 0 or cell.lock:
            text = raw[cell.value_start : cell.value_end]
            if cell.lock or text.count(b"<") > 1:
                raise locked_cell(span.number, cell.column, "content below the table")


def rewrite_row(
    raw: bytes,
    span: RowSpan,
    values: Mapping[int, NewValue],
    shared: Mapping[str, int],
    styles: Styles,
    look: RowLook | None = None,
) -> bytes:
    """Give a row's bytes with new values; empty where the row goes with its last cell.

    ``look`` is given for appended rows: their new cells take its styles and stay when blanked.
    Raises ``SheetError`` LOCKED_CELL.
    """
    _check(span, values)
    present = {cell.column for cell in span.cells}
    changes = [
        (cell.start, cell.end, set_cell(raw, cell, values[cell.column], shared))
        for cell in span.cells
        if cell.column in values
    ]
    tag = raw[: span.tag_end]
    made = {
        column: new
        for column, new in _new_cells(tag, span.number, values, shared, styles, look).items()
        if column not in present
    }
    changes += [(place := _place(span, column), place, new) for column, new in made.items()]
    pieces: list[bytes] = []
    at = span.tag_end
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += (raw[at:start], new)
        at = end
    pieces.append(raw[at : span.close_start])
    if made:
        tag = widen_spans(tag, min(made), max(made))
    return _wrap(tag, b"".join(pieces), raw[span.close_start :])


def make_row(
    number: int,
    prefix: bytes,
    values: Mapping[int, NewValue],
    shared: Mapping[str, int],
    styles: Styles,
    look: RowLook | None = None,
) -> bytes:
    """Spell a row that wasn't there; empty where there is nothing to say."""
    tag = b"<%srow>" % prefix
    if look is not None:
        tag = look.tag[:-2] + b">" if look.tag.endswith(b"/>") else look.tag
        tag = tag[:-1].rstrip() + b">"
        for name in _NOT_COPIED:
            tag = drop_attribute(tag, name)
    tag = set_attribute(tag, b"r", b"%d" % number)
    made = _new_cells(tag, number, values, shared, styles, look)
    if not made:
        return b""
    if look is None:
        tag = tag[:-1] + WAS_ABSENT
    elif b"spans" in attributes(look.tag):
        tag = set_attribute(tag, b"spans", attributes(look.tag)[b"spans"])
        tag = widen_spans(tag, min(made), max(made))
    return tag + b"".join(made.values()) + b"</%srow>" % prefix


def _check(span: RowSpan, values: Mapping[int, NewValue]) -> None:
    seen: set[int] = set()
    for cell in span.cells:
        if cell.column not in values:
            continue
        if cell.lock or cell.column in seen:
            raise locked_cell(span.number, cell.column, cell.lock or LockReason.DUPLICATE)
        seen.add(cell.column)


def _new_cells(
    tag: bytes,
    number: int,
    values: Mapping[int, NewValue],
    shared: Mapping[str, int],
    styles: Styles,
    look: RowLook | None,
) -> dict[int, bytes]:
    """Spell a cell for each value, and for an appended row for each styled column, in order."""
    made: dict[int, bytes] = {}
    for column in sorted({*values, *(look.styles if look else ())}):
        value = values.get(column)
        name = f"{column_letter(column)}{number}".encode()
        style = look.styles.get(column) if look else None
        if look is None and value in {None, ""}:
            continue
        cell = new_cell(tag_prefix(tag), name, style or styles.of(column), value, shared)
        made[column] = cell if look else mark_absent(cell)
    return made


def _place(span: RowSpan, column: int) -> int:
    for cell in span.cells:
        if cell.column > column:
            return cell.start
    return max((cell.end for cell in span.cells), default=span.tag_end)


def _wrap(tag: bytes, inner: bytes, close: bytes) -> bytes:
    if tag.endswith(b"/>"):
        if not inner:
            return tag
        return tag[:-2] + WAS_CLOSED + inner + b"</%s>" % tag_name(tag)
    if not inner and tag.endswith(WAS_ABSENT):
        return b""
    if not inner and tag.endswith(WAS_CLOSED):
        return tag[: -len(WAS_CLOSED)] + b"/>"
    return tag + inner + close


def widen_spans(tag: bytes, first: int, last: int) -> bytes:
    """Let the row's hint about its columns cover new cells in 0-based columns first to last."""
    spans = attributes(tag).get(b"spans", b"").split()
    bounds = [part.partition(b":")[::2] for part in spans]
    if not bounds or not all(low.isdigit() and high.isdigit() for low, high in bounds):
        return tag
    low = min(int(pair[0]) for pair in bounds)
    high = max(int(pair[1]) for pair in bounds)
    if low <= first + 1 and last + 1 <= high:
        return tag
    return set_attribute(tag, b"spans", b"%d:%d" % (min(low, first + 1), max(high, last + 1)))
