"""The zip's central directory: which parts there are, and where."""

import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.limits import MAX_DIRECTORY, MAX_ENTRIES

STORED = 0
DEFLATED = 8
FLAG_ENCRYPTED = 0x1
FLAG_DESCRIPTOR = 0x8
FLAG_UTF8 = 0x800

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR64 = struct.Struct("<4sLQL")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END64_SIGN, LOCATOR64_SIGN = b"PK\x06\x06", b"PK\x06\x07"
FULL32 = 0xFFFFFFFF


def damaged(detail: str) -> SheetError:
    """Say that the file is not what it claims to be."""
    return SheetError(SheetErrorCode.DAMAGED, detail=detail)


class Entry(NamedTuple):
    """One part as the central directory describes it.

    ``offset`` is where its local header really starts in the file; ``record`` is the central
    record's bytes, ``offset_at`` the place in it that holds the offset (4 or 8 bytes wide).
    """

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    record: bytes
    offset_at: int
    offset_width: int


class Directory(NamedTuple):
    """The central directory: its entries, its place, and how far prefix bytes shift offsets."""

    entries: tuple[Entry, ...]
    start: int
    end: int
    shift: int
    file_size: int


def _find_end(file: BinaryIO, size: int, head: bytes) -> tuple[int, bytes]:
    start = max(0, size - END.size - 65_535)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(END_SIGN)
    while at >= 0 and len(tail) - at < END.size:
        at = tail.rfind(END_SIGN, 0, at)
    if at < 0:
        if head.startswith(LOCAL_SIGN):
            raise damaged("the zip's end is missing")
        raise SheetError(SheetErrorCode.NOT_A_SPREADSHEET)
    return start + at, tail[at : at + END.size]


def read_directory(file: BinaryIO, size: int, head: bytes) -> Directory:
    """Read the directory of a file of this size, whose first bytes are ``head``.

    Raises ``SheetError``: NOT_A_SPREADSHEET where there is none, DAMAGED, BOMB.
    """
    end_at, end = _find_end(file, size, head)
    _, _, _, _, count, length, offset, _ = END.unpack(end)
    directory_end = end_at
    file.seek(max(0, end_at - LOCATOR64.size))
    locator = file.read(LOCATOR64.size)
    if locator.startswith(LOCATOR64_SIGN) and end_at >= LOCATOR64.size:
        directory_end, count, length, offset = _read_end64(file, end_at, locator)
    if count > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise SheetError(SheetErrorCode.BOMB, detail=f"{count} zip entries")
    start = directory_end - length
    shift = start - offset
    if start < 0 or shift < 0:
        raise damaged("the zip's directory lies outside of the file")
    file.seek(start)
    data = file.read(length)
    entries = tuple(_entries(data, shift))
    if len(entries) != count:
        raise damaged("the zip's directory is incomplete")
    _check_overlaps(entries, start)
    return Directory(entries, start, directory_end, shift, size)


def _read_end64(file: BinaryIO, end_at: int, locator: bytes) -> tuple[int, int, int, int]:
    stated = LOCATOR64.unpack(locator)[2]
    for at in (end_at - LOCATOR64.size - END64.size, stated):
        if not 0 <= at < end_at:
            continue
        file.seek(at)
        record = file.read(END64.size)
        if record.startswith(END64_SIGN) and len(record) == END64.size:
            fields = END64.unpack(record)
            return at, fields[7], fields[8], fields[9]
    raise damaged("the zip64 directory is missing")


def _entries(data: bytes, shift: int) -> Iterator[Entry]:
    at = 0
    while at + CENTRAL.size <= len(data) and data.startswith(CENTRAL_SIGN, at):
        fields = CENTRAL.unpack_from(data, at)
        name_length, extra_length, note_length = fields[10:13]
        end = at + CENTRAL.size + name_length + extra_length + note_length
        record = data[at:end]
        if end > len(data):
            raise damaged("the zip's directory is cut off")
        yield _entry(record, fields, shift)
        at = end


def _entry(record: bytes, fields: tuple[int, ...], shift: int) -> Entry:
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_end = CENTRAL.size + fields[10]
    raw_name = record[CENTRAL.size : name_end]
    offset, offset_at, offset_width = fields[16], CENTRAL.size - 4, 4
    at = zip64_extra(record, name_end, name_end + fields[11])
    if at is not None:
        wide, stop = at + 4, at + 4 + int.from_bytes(record[at + 2 : at + 4], "little")
        values: list[int] = []
        for value in (size, packed, offset):
            if value == FULL32 and wide + 8 <= stop:
                values.append(int.from_bytes(record[wide : wide + 8], "little"))
                wide += 8
            else:
                values.append(value)
        if offset == FULL32 and values[2] != offset:
            offset_at, offset_width = wide - 8, 8
        size, packed, offset = values
    name = raw_name.decode("utf-8" if flags & FLAG_UTF8 else "cp437", "replace")
    name = name.replace("\\", "/").lstrip("/")
    return Entry(
        sys.intern(name),
        flags,
        method,
        crc,
        packed,
        size,
        offset + shift,
        record,
        offset_at,
        offset_width,
    )


def zip64_extra(data: bytes, start: int, end: int) -> int | None:
    """Find the zip64 field among the extra fields in ``data[start:end]``."""
    while start + 4 <= end:
        kind, length = struct.unpack_from("<2H", data, start)
        if start + 4 + length > end:
            return None
        if kind == 1:
            return start
        start += 4 + length
    return None


def _check_overlaps(entries: tuple[Entry, ...], start: int) -> None:
    previous = -1
    for entry in sorted(entries, key=lambda each: each.offset):
        if entry.offset < previous:
            raise SheetError(SheetErrorCode.BOMB, detail="zip entries overlap")
        previous = entry.offset + LOCAL.size + entry.packed
    if previous > start:
        raise damaged("a zip entry reaches past the parts")
