"""Workbooks read as grids, in a stream."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.grid import CellRange, Extent, GridRow, LockReason
from kuke_tui.sheets.pieces import Piece, rows_of
from kuke_tui.sheets.xlsx.directory import damaged
from kuke_tui.sheets.xlsx.fast_rows import stream_pieces
from kuke_tui.sheets.xlsx.formats import read_formats
from kuke_tui.sheets.xlsx.locks import LockMap
from kuke_tui.sheets.xlsx.package import Package, SheetPart, located, open_package
from kuke_tui.sheets.xlsx.parser import SheetParser
from kuke_tui.sheets.xlsx.strings import read_strings
from kuke_tui.sheets.xlsx.values import CellDecoder


class XlsxSheet:
    """One worksheet. ``merges`` and ``locked`` are filled when ``rows`` came to its end."""

    def __init__(self, book: "XlsxBook", part: SheetPart) -> None:
        self._book = book
        self.part = part
        """Its parts in the package."""
        self._merges: Sequence[CellRange] = ()
        self._locked: LockMap = LockMap()
        self._last_row = 0
        self._read = 0

    @property
    def name(self) -> str:
        """The tab's name."""
        return self.part.name

    @property
    def hidden(self) -> bool:
        """Whether the tab is hidden."""
        return self.part.hidden

    @property
    def merges(self) -> Sequence[CellRange]:
        """Merged ranges, once the rows were read."""
        return self._merges

    @property
    def tables(self) -> Sequence[CellRange]:
        """Ranges of Excel tables, header row included."""
        return tuple(table.cells for table in self.part.tables)

    @property
    def locked(self) -> Mapping[tuple[int, int], LockReason]:
        """Cells not to be set, once the rows were read. Look up rather than iterate."""
        return self._locked

    @property
    def extent(self) -> Extent:
        """How much of the packed part was read so far."""
        return Extent(self._read, 0 if self.part.entry is None else self.part.entry.packed)

    def rows(self) -> Iterator[GridRow]:
        """Stream the rows that hold a value, in memory that doesn't grow with their number.

        Raises ``SheetError`` with the sheet's name: DAMAGED, BOMB, TOO_LARGE, DOCTYPE.
        """
        for piece in self.pieces():
            yield from rows_of(piece)

    def pieces(self) -> Iterator[Piece]:
        """Stream the rows many at a time, as they are spelled where the sheet is plain."""
        package = self._book.package
        try:
            with located(package.archive.source):
                if self.part.entry is None:
                    raise damaged("the sheet's part is missing")
                parser = SheetParser(self._book.decoder)
                chunks = package.archive.chunks(self.part.entry, consumed=self._note_read)
                yield from stream_pieces(chunks, parser, self._book.decoder)
        except SheetError as error:
            error.sheet = error.sheet or self.name
            raise
        self._merges = parser.merges
        self._locked = parser.locks
        self._last_row = parser.number

    def first_below(self, after: int) -> int | None:
        """Find the first row below ``after`` that holds anything, or is taken by a range.

        Once the rows were read; they are read again where any row at all stands below. Raises
        ``SheetError`` as ``rows`` does.
        """
        tables = self.part.tables
        ranges = (*self._merges, *self.tables)
        found = [each.first_row for each in ranges if each.first_row > after]
        found += [after + 1 for each in self._merges if each.first_row <= after < each.last_row]
        totals = [table.cells.last_row for table in tables if table.totals]
        found += [row for row in totals if row > after]
        if self._last_row > after:
            found += self._filled_below(after)
        return min(found, default=None)

    def _filled_below(self, after: int) -> list[int]:
        """Give the first rows below with a value, and with a formula that may have none."""
        filled = (
            row.number
            for row in self.rows()
            if row.number > after and any(cell not in {None, ""} for cell in row.cells)
        )
        found = (next(filled, None), self._locked.first_below(after))
        return [row for row in found if row is not None]

    def _note_read(self, packed: int) -> None:
        self._read = packed


class XlsxBook:
    """An opened workbook. Shared strings and styles are read when the first rows are."""

    def __init__(self, package: Package, *, looks: bool = False) -> None:
        self.package = package
        self._looks = looks
        self._sheets = tuple(XlsxSheet(self, part) for part in package.sheets)

    @property
    def format(self) -> str:
        """``xlsx`` or ``xlsm``."""
        return self.package.format

    @property
    def sheets(self) -> Sequence[XlsxSheet]:
        """All worksheets in the order of their tabs."""
        return self._sheets

    @cached_property
    def decoder(self) -> CellDecoder:
        """What turns this workbook's cells into values."""
        package = self.package
        return CellDecoder(
            read_strings(package.archive, package.strings),
            read_formats(package.archive, package.styles),
            since_1904=package.since_1904,
            looks=self._looks,
        )


def open_workbook(path: Path | BinaryIO, *, looks: bool = False) -> XlsxBook:
    """Open a workbook for reading; ``looks`` as ``CellDecoder`` has it.

    Raises ``SheetError`` as ``open_package`` does.
    """
    return XlsxBook(open_package(path), looks=looks)
