"""Records of xls workbooks (BIFF 5 and 8): errors, zero-padded formats, how far cells reach."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from kuke_tui.sheets.compound_file import CompoundFile
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.read_only_formats.facts import (
    ERROR_TEXTS,
    CellFormats,
    SheetFacts,
    cell_formats,
    damaged,
)

_FORMULA, _NUMBER, _RK, _MULTIPLE_RK, _BOOL_OR_ERROR = 0x06, 0x203, 0x27E, 0xBD, 0x205
_LABELS = {0xFD, 0x204, 0xD6}
_BEGIN, _END, _PASSWORD = 0x809, 0x0A, 0x2F
_SHEET, _CELL_FORMAT, _FORMAT = 0x85, 0xE0, 0x41E
_ROW, _COLUMNS, _MAX_COLUMN = 0x208, 0x7D, 255
_BIFF8 = 0x600

_PLACE = struct.Struct("<3H")


def read_xls_facts(file: BinaryIO, *, looks: bool) -> list[SheetFacts]:
    """Read what the records say of each sheet, in the order of the tabs.

    ``looks`` asks for the number formats. Raises ``SheetError``.
    """
    container = CompoundFile(file)
    names = container.names
    if not names & {"Workbook", "Book"}:
        raise damaged("no workbook stream")
    data = container.read("Workbook" if "Workbook" in names else "Book")
    sheets: list[tuple[int, SheetFacts]] = []
    codes: dict[int, str] = {}
    numbers: list[int] = []
    version = 0
    for kind, body in _substream(data, 0):
        if kind == _BEGIN:
            version = version or int.from_bytes(body[:2], "little")
        elif kind == _PASSWORD:
            raise SheetError(SheetErrorCode.PASSWORD)
        elif kind == _SHEET:
            sheets.append(_sheet(body))
        elif kind == _CELL_FORMAT:
            numbers.append(int.from_bytes(body[2:4], "little"))
        elif kind == _FORMAT:
            codes[int.from_bytes(body[:2], "little")] = _format_code(body, version)
    formats = cell_formats(numbers, codes, looks=looks)
    for start, facts in sheets:
        if facts.is_worksheet:
            _read_cells(data, start, facts, formats)
    return [facts for _, facts in sheets]


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    end = len(data) - 4
    while at <= end:
        kind = data[at] | data[at + 1] << 8
        start = at + 4
        at = start + (data[at + 2] | data[at + 3] << 8)
        yield kind, data[start:at]


def _substream(data: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Give the records of one substream, those of charts within it left out."""
    if data[start : start + 2] != b"\x09\x08":
        raise damaged("a sheet does not begin where the list of sheets says")
    depth = 0
    for kind, body in _records(data, start):
        if kind == _BEGIN:
            depth += 1
        if depth == 1:
            yield kind, body
        if kind == _END:
            depth -= 1
            if not depth:
                return


def _sheet(body: bytes) -> tuple[int, SheetFacts]:
    if len(body) < 6:
        raise damaged("the list of sheets is cut off")
    start, state, kind = struct.unpack_from("<LBB", body)
    # The native reader knows the name, with the right code page.
    return start, SheetFacts("", hidden=bool(state & 3), is_worksheet=kind == 0)


def _format_code(body: bytes, version: int) -> str:
    if version < _BIFF8:
        return body[3:].decode("latin-1")
    wide = bool(body[4] & 1) if len(body) > 4 else False
    return body[5:].decode("utf-16-le" if wide else "latin-1", "replace")


def _read_cells(data: bytes, start: int, facts: SheetFacts, formats: CellFormats) -> None:
    for kind, body in _substream(data, start):
        if kind in _LABELS and len(body) >= 6:
            row, column, _ = _PLACE.unpack_from(body)
        elif kind in {_NUMBER, _RK, _FORMULA, _BOOL_OR_ERROR} and len(body) >= 8:
            row, column, style = _PLACE.unpack_from(body)
            error = _error(kind, body)
            if error is not None:
                facts.errors[row, column] = error
            else:
                facts.note_number(row, column, style, formats)
        elif kind == _MULTIPLE_RK and len(body) >= 6:
            row, first = struct.unpack_from("<2H", body)
            column = first + (len(body) - 6) // 6 - 1
            for each in range(first, column + 1):
                style = int.from_bytes(body[4 + 6 * (each - first) :][:2], "little")
                facts.note_number(row, each, style, formats)
        else:
            _note_hidden(kind, body, facts)
            continue
        facts.reach(row, column)


def _note_hidden(kind: int, body: bytes, facts: SheetFacts) -> None:
    if kind == _ROW and len(body) >= 13 and body[12] & 0x20:
        facts.look.hidden_rows.add(int.from_bytes(body[:2], "little") + 1)
    elif kind == _COLUMNS and len(body) >= 9 and body[8] & 1:
        first, last = struct.unpack_from("<2H", body)
        facts.look.hidden_columns.update(range(first, min(last, _MAX_COLUMN) + 1))


def _error(kind: int, body: bytes) -> str | None:
    if kind == _BOOL_OR_ERROR and body[7]:
        return ERROR_TEXTS.get(body[6], "#?")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return ERROR_TEXTS.get(body[8], "#?")
    return None
