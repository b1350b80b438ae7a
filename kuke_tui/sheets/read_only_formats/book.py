"""A book of a format that is only read, held in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind
from kuke_tui.sheets.grid import NO_EXTENT, CellRange, GridBook, GridRow, LockReason
from kuke_tui.sheets.read_only_formats.look import SheetLook
from kuke_tui.sheets.source import opened


class ReadOnlySheet:
    """One sheet. No cell is locked: what is saved is a new workbook without formulas and merges."""

    def __init__(
        self,
        name: str,
        rows: Iterable[GridRow],
        *,
        hidden: bool,
        merges: Sequence[CellRange],
        look: SheetLook,
    ) -> None:
        self.name = name
        self.look = look
        self.hidden = hidden
        self.merges = merges
        self.tables: Sequence[CellRange] = ()
        self.locked: Mapping[tuple[int, int], LockReason] = {}
        self._rows = rows
        self.extent = NO_EXTENT

    def rows(self) -> Iterator[GridRow]:
        """Give the rows that hold a value."""
        return iter(self._rows)


class ReadOnlyBook:
    """An opened xls, xlsb, ods or fods file."""

    def __init__(self, kind: FileKind, sheets: Sequence[ReadOnlySheet]) -> None:
        self.format = kind.value
        self.sheets = sheets


def open_book(path: Path, kind: FileKind, *, looks: bool = False) -> GridBook:
    """Open a file of a format that is only read; ``kind`` is what ``file_kind`` says of it.

    ``looks`` asks for the number formats too, which take memory for every cell that has one.

    xls and xlsb go through a native reader that can abort the process or fill the memory: call
    this in ``run_isolated`` alone. Raises ``SheetError``: PASSWORD, DAMAGED, TOO_LARGE, BOMB,
    DOCTYPE and what opening a file raises.
    """
    try:
        with opened(path) as file:
            return ReadOnlyBook(kind, _read_sheets(file, kind, looks=looks))
    except SheetError as error:
        error.path = str(path)
        raise


def _read_sheets(file: BinaryIO, kind: FileKind, *, looks: bool) -> Sequence[ReadOnlySheet]:
    if kind in {FileKind.ODS, FileKind.FODS}:
        from kuke_tui.sheets.read_only_formats.ods import read_open_document

        return read_open_document(file, kind, looks=looks)
    if kind in {FileKind.XLS, FileKind.XLSB}:
        from kuke_tui.sheets.read_only_formats.native import read_binary

        return read_binary(file, kind, looks=looks)
    raise SheetError(SheetErrorCode.UNKNOWN_FORMAT, found=kind)
