"""Rows of a plain sheet by how they are spelled, so that most of them need not be taken apart.

A row's number stands in each of its references. Without it, rows that hold the same cells are
spelled alike: where it stood with its quote, a byte stands that no XML may hold, so that nothing
else can look like it.
"""

from collections.abc import Iterator
from operator import methodcaller
from typing import Protocol

from kuke_tui.sheets.grid import GridRow, column_letter
from kuke_tui.sheets.pieces import Spellings
from kuke_tui.sheets.xlsx.limits import ROWS
from kuke_tui.sheets.xlsx.plain import PlainSheet

_NUMBER = b"\0"


class RowReader(Protocol):
    """Takes rows apart, in their order."""

    def take(self, rows: bytes) -> Iterator[GridRow]:
        """Give the rows that stand in these bytes, and any held back. Raises ``SheetError``."""

    def read(self, row: bytes) -> tuple[GridRow | None, bool]:
        """Give the one row that stands in these bytes, if it has cells, and whether it is plain.

        Raises ``SheetError``.
        """


class PlainRows:
    """Neighbouring whole rows, numbered from ``first`` until before ``following``, unless odd."""

    def __init__(
        self, reader: RowReader, plain: PlainSheet, numbers: tuple[int, int], data: bytes
    ) -> None:
        self._reader = reader
        self._plain = plain
        self._row_end, self._cell_start = plain.row_end, plain.cell_start
        self._first, self._following = numbers
        self._data = data
        self._is_plain = False
        """Whether the row read last is."""

    def rows(self) -> Iterator[GridRow]:
        """Take row after row apart."""
        return self._reader.take(self._data)

    def spellings(self) -> Spellings | None:
        """The rows without their numbers; None where these don't follow one upon another."""
        *rows, rest = self._data.split(self._row_end)
        if rest or self._first + len(rows) != self._following or _NUMBER in self._data:
            return None
        if self._following > ROWS or self._data.count(self._plain.row_tag) != len(rows):
            return None
        spelled = [
            row.replace(b'%d"' % number, _NUMBER) for number, row in enumerate(rows, self._first)
        ]
        if not all(map(methodcaller("startswith", self._plain.row_start + _NUMBER), spelled)):
            return None
        return Spellings(self._first, spelled, self._plain.cell_end)

    def read(self, number: int, spelling: bytes) -> GridRow | None:
        """Take one row apart."""
        data = spelling.replace(_NUMBER, b'%d"' % number) + self._row_end
        row, self._is_plain = self._reader.read(data)
        return row

    def before(self, spelling: bytes, column: int) -> int:
        """What stands before the rest of a column's cell, behind its reference.

        Nothing where anything but references lost the row's number with its quote: it may be
        another number in a row spelled alike.
        """
        references = spelling.count(self._cell_start) + 1
        if not self._is_plain or spelling.count(_NUMBER) != references:
            return 0
        reference = self._cell_start + column_letter(column).encode() + _NUMBER
        at = spelling.find(reference)
        return at + len(reference) if at >= 0 else 0
