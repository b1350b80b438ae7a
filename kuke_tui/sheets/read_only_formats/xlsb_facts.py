"""Records of xlsb workbooks: errors, merges, zero-padded formats, how far cells reach."""

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.read_only_formats.facts import (
    ERROR_TEXTS,
    CellFormats,
    SheetFacts,
    cell_formats,
    damaged,
)
from kuke_tui.sheets.xlsx.archive import open_archive
from kuke_tui.sheets.xlsx.limits import COLUMNS, MAX_SHEETS, ROWS
from kuke_tui.sheets.xlsx.package import Parts

_ROW, _BLANK, _RK, _ERROR, _REAL = 0, 1, 2, 3, 5
_FORMULA_NUMBER, _FORMULA_ERROR, _RICH_STRING = 9, 11, 62
_CELLS = {*range(1, 12), _RICH_STRING}
_NUMBERS = {_RK, _REAL, _FORMULA_NUMBER}
_SHEET, _MERGE, _COLUMNS = 156, 176, 60
_FORMAT, _CELL_FORMAT, _BEGIN_CELL_FORMATS, _END_CELL_FORMATS = 44, 47, 617, 618

_MAX_RECORD = 1 << 24
_MAX_MERGES = 1_000_000


def read_xlsb_facts(file: BinaryIO, *, looks: bool) -> list[SheetFacts]:
    """Read what the records say of each sheet, in the order of the tabs.

    ``looks`` asks for the number formats. Raises ``SheetError``.
    """
    archive = open_archive(file)
    parts = Parts(archive)
    workbook = next(
        (aim for kind, aim in parts.relations("").values() if kind == "officeDocument" and aim),
        None,
    ) or parts.find("xl/workbook.bin")
    if workbook is None:
        raise damaged("no workbook part")
    relations = parts.relations(workbook.name)
    styles = dict(relations.values()).get("styles")
    formats = _formats(_records(archive.chunks(styles)) if styles else (), looks=looks)
    sheets = []
    for name, hidden, relation in _sheets(_records(archive.chunks(workbook))):
        kind, part = relations.get(relation, ("", None))
        facts = SheetFacts(name, hidden=hidden, is_worksheet=kind == "worksheet")
        if facts.is_worksheet and part is not None:
            _read_cells(_records(archive.chunks(part)), facts, formats)
        sheets.append(facts)
    return sheets


def _records(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Cut a part into its records: a number of 1 or 2 bytes, a length of 1 to 4, a body."""
    data, at = b"", 0
    for chunk in chunks:
        data, at = data[at:] + chunk, 0
        while True:
            start, kind = at + 1, data[at] if at < len(data) else 0
            if kind & 0x80 and start < len(data):
                kind, start = (kind & 0x7F) | (data[start] & 0x7F) << 7, start + 1
            length = shift = 0
            while start < len(data) and shift < 28:
                byte = data[start]
                start += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    break
            else:
                break
            if length > _MAX_RECORD:
                raise damaged(f"a record of {length} bytes")
            if start + length > len(data):
                break
            at = start + length
            yield kind, data[start:at]
    if at < len(data):
        raise damaged("the last record is cut off")


def _wide_text(body: bytes, at: int) -> tuple[str, int]:
    """Read a string behind its length; an absent one has the length -1."""
    length = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * (0 if length == 0xFFFFFFFF else length)
    if end > len(body):
        raise damaged("a text is cut off")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheets(records: Iterable[tuple[int, bytes]]) -> Iterator[tuple[str, bool, str]]:
    """Give each tab's name, whether it is hidden, and its relation's id."""
    count = 0
    for kind, body in records:
        if kind == _SHEET:
            count += 1
            if len(body) < 12 or count > MAX_SHEETS:
                raise damaged("the list of sheets")
            relation, end = _wide_text(body, 8)
            name, _ = _wide_text(body, end)
            yield name, bool(body[0] & 3), relation


def _formats(records: Iterable[tuple[int, bytes]], *, looks: bool) -> CellFormats:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside = False
    for kind, body in records:
        if kind in {_BEGIN_CELL_FORMATS, _END_CELL_FORMATS}:
            inside = kind == _BEGIN_CELL_FORMATS
        elif kind == _FORMAT and len(body) >= 6:
            codes[int.from_bytes(body[:2], "little")] = _wide_text(body, 2)[0]
        elif kind == _CELL_FORMAT and inside:
            numbers.append(int.from_bytes(body[2:4], "little"))
    return cell_formats(numbers, codes, looks=looks)


def _read_cells(
    records: Iterable[tuple[int, bytes]], facts: SheetFacts, formats: CellFormats
) -> None:
    row = 0
    is_noted = bool(formats.padding or formats.codes)
    for kind, body in records:
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little")
            if len(body) > 11 and body[11] & 0x10 and row < ROWS:
                facts.look.hidden_rows.add(row + 1)
        elif kind == _COLUMNS and len(body) >= 18 and body[16] & 1:
            first, last = struct.unpack_from("<2L", body)
            facts.look.hidden_columns.update(range(first, min(last + 1, COLUMNS)))
        elif kind in _CELLS and kind != _BLANK:
            column = int.from_bytes(body[:4], "little")
            if row >= ROWS or column >= COLUMNS or len(body) < 8:
                raise damaged("a cell outside of the sheet")
            facts.reach(row, column)
            if kind in {_ERROR, _FORMULA_ERROR}:
                facts.errors[row, column] = ERROR_TEXTS.get(body[8] if len(body) > 8 else -1, "#?")
            elif is_noted and kind in _NUMBERS:
                style = int.from_bytes(body[4:7], "little")
                facts.note_number(row, column, style, formats)
        elif kind == _MERGE and len(body) >= 16:
            first, last, left, right = struct.unpack_from("<4L", body)
            facts.merges.append(CellRange(first + 1, left, last + 1, right))
            if len(facts.merges) > _MAX_MERGES:
                raise SheetError(SheetErrorCode.TOO_LARGE, sheet=facts.name, detail="merges")
