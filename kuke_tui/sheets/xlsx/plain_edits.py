"""Cells set in plainly written rows without a parser: the same few edits come again and again.

Whatever looks any different goes through the parser, which writes the same bytes.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kuke_tui.sheets.grid import column_letter
from kuke_tui.sheets.xlsx.cells import CellSpan, mark_absent, new_cell, set_cell
from kuke_tui.sheets.xlsx.edits import NewValue
from kuke_tui.sheets.xlsx.fast_rows import MAX_WIDTH, RowAttributes, cell_pattern, row_pattern
from kuke_tui.sheets.xlsx.plain import PlainSheet
from kuke_tui.sheets.xlsx.refs import parse_column
from kuke_tui.sheets.xlsx.rows import Styles, widen_spans

_LETTERS = re.compile(rb"[A-Z]{1,3}")
_MAX_MEMO = 100_000


class EditedRow(NamedTuple):
    """A row's new bytes, and the values of the cells that were not there before."""

    text: bytes
    created: Mapping[int, NewValue]


class PlainRowEditor:
    """Sets cells of the rows of one sheet. ``head`` is what stands before its rows."""

    def __init__(
        self, plain: PlainSheet, head: bytes, shared: Mapping[str, int], styles: Styles
    ) -> None:
        self._prefix = plain.prefix
        self._shared = shared
        self._styles = styles
        self._attributes = RowAttributes(head)
        self._cell_start = b'<%sc r="' % plain.prefix
        self._is_plain = cell_pattern(plain.prefix).fullmatch
        self._width = 0
        self._match = row_pattern(0, plain.prefix).match
        self._set: dict[tuple[bytes, type, NewValue], bytes] = {}
        self._made: dict[tuple[int, type, NewValue], bytes] = {}

    def edit(
        self, body: bytes, start: int, end: int, values: Mapping[int, NewValue]
    ) -> EditedRow | None:
        """Set cells of the row that stands from ``start`` to ``end``; None where it isn't plain."""
        found = self._match(body, start)
        if (found is None or found.end() != end) and self._widen(body, start, end):
            found = self._match(body, start)
        if found is None or found.end() != end or not self._attributes.accept(found[2]):
            return None
        groups = found.groups()
        pieces: list[bytes] = []
        created: dict[int, NewValue] = {}
        at = tag_end = found.end(2) + 1
        for column in sorted(values):
            value = values[column]
            rest = groups[column + 2] if column < self._width else None
            if rest is not None:
                new = self._changed(rest, value)
                if not new:
                    return None
                place, after = found.span(column + 3)
                pieces += (body[at:place], new)
                at = after
            elif value is not None and value != "":
                if b"customFormat" in found[2]:
                    return None
                created[column] = value
                place = self._place(groups, found.end, column, tag_end)
                pieces += (body[at:place], self._new(column, found[1], value))
                at = place
        pieces.append(body[at:end])
        tag = body[start:tag_end]
        if created:
            tag = widen_spans(tag, min(created), max(created))
        return EditedRow(tag + b"".join(pieces), created)

    def _widen(self, body: bytes, start: int, end: int) -> bool:
        """Let the pattern reach as far as this row does; False where that is no help."""
        at = body.rfind(self._cell_start, start, end)
        letters = _LETTERS.match(body, at + len(self._cell_start)) if at >= 0 else None
        width = parse_column(letters[0].decode()) + 1 if letters else 0
        if not self._width < width <= MAX_WIDTH:
            return False
        self._width = width
        self._match = row_pattern(width, self._prefix).match
        return True

    def _changed(self, rest: bytes, value: NewValue) -> bytes:
        """Give what stands behind a cell's reference, with a new value; empty if unknown."""
        key = (rest, type(value), value)
        new = self._set.get(key)
        if new is None:
            new = self._set_anew(rest, value)
            if len(self._set) > _MAX_MEMO:
                self._set.clear()
            self._set[key] = new
        return new

    def _set_anew(self, rest: bytes, value: NewValue) -> bytes:
        if not self._is_plain(rest):
            return b""
        start = b'%sA1"' % self._cell_start
        cell = start + rest
        tag_end = close = cell.index(b">") + 1
        first = last = -1
        if not cell.endswith(b"/>"):
            close = cell.rindex(b"</")
            if close > tag_end:
                first, last = tag_end, close
        span = CellSpan(0, 0, tag_end, close, len(cell), first, last, None)
        return set_cell(cell, span, value, self._shared)[len(start) :]

    def _new(self, column: int, number: bytes, value: NewValue) -> bytes:
        key = (column, type(value), value)
        rest = self._made.get(key)
        start = self._cell_start + column_letter(column).encode()
        if rest is None:
            name = column_letter(column).encode()
            cell = new_cell(self._prefix, name, self._styles.of(column), value, self._shared)
            rest = self._made[key] = mark_absent(cell)[len(start) :]
        return start + number + rest

    def _place(
        self,
        groups: Sequence[bytes | None],
        end_of: Callable[[int], int],
        column: int,
        tag_end: int,
    ) -> int:
        """Find where a cell goes: behind the last one before it."""
        for before in range(min(column, self._width) - 1, -1, -1):
            if groups[before + 2] is not None:
                return end_of(before + 3)
        return tag_end
