"""OLE compound files: the container of xls workbooks and of encrypted ones."""

import struct
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from kuke_tui.sheets.errors import SheetError, SheetErrorCode

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<30xH16xL4x2L4xL")
_ENTRY = struct.Struct("<64sHBx3L36xLQ")
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
_ROOT, _STREAM = 5, 2


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams and storages at the root of a compound file.

    Reads only the tables when made. All sector chains are bounded by the file's size, so a loop
    in them ends. Raises ``SheetError`` DAMAGED, here and when reading.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, 2)
        file.seek(0)
        head = file.read(512)
        if len(head) < 512 or not head.startswith(SIGNATURE):
            raise _damaged("no compound file header")
        shift, directory, self._small_below, mini_fat, more_fat = _HEADER.unpack_from(head)
        if shift not in {9, 12}:
            raise _damaged(f"sectors of 2^{shift} bytes")
        self._sector = 1 << shift
        self._sectors = self._size // self._sector + 1
        self._fat = self._read_fat(head, more_fat)
        entries = _entries(b"".join(self._chain(directory)))
        if not entries or entries[0].kind != _ROOT:
            raise _damaged("no root entry")
        self._mini_fat = _numbers(b"".join(self._chain(mini_fat)))
        self._root = entries[0]
        self._streams = {each.name: each for each in _children(entries)}

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams and storages at the root."""
        return frozenset(self._streams)

    def read(self, name: str, limit: int | None = None) -> bytes:
        """Read a stream, or its first ``limit`` bytes. Raises ``KeyError`` where there is none."""
        entry = self._streams[name]
        if entry.kind != _STREAM:
            raise _damaged(f"{name} is no stream")
        size = entry.size if limit is None else min(entry.size, limit)
        if entry.size >= self._small_below:
            data = b"".join(islice(self._chain(entry.start), -(-size // self._sector)))
        else:
            data = self._read_small(entry.start, size)
        if len(data) < size:
            raise _damaged(f"{name} is cut off")
        return data[:size]

    def _read_fat(self, head: bytes, more: int) -> "array[int]":
        places = _numbers(head[76 : 76 + 4 * _IN_HEADER])
        for _ in range(self._sectors):
            if more >= _LAST_SECTOR:
                break
            block = _numbers(self._read_sector(more))
            places.extend(block[:-1])
            more = block[-1]
        used = [each for each in places if each < _LAST_SECTOR]
        if len(used) > self._sectors:
            raise _damaged("more sector tables than sectors")
        return _numbers(b"".join(map(self._read_sector, used)))

    def _read_sector(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._sector)
        data = self._file.read(self._sector)
        if not data:
            raise _damaged(f"sector {number} lies outside of the file")
        # The last sector of real files is sometimes cut short.
        return data.ljust(self._sector, b"\0")

    def _chain(self, sector: int) -> Iterator[bytes]:
        for _ in range(self._sectors):
            if sector >= _LAST_SECTOR:
                return
            yield self._read_sector(sector)
            sector = _following(self._fat, sector)
        raise _damaged("a sector chain without an end")

    def _read_small(self, sector: int, size: int) -> bytes:
        container = b"".join(self._chain(self._root.start))
        pieces = []
        for _ in range(-(-size // 64)):
            if sector >= _LAST_SECTOR:
                break
            pieces.append(container[sector * 64 : sector * 64 + 64])
            sector = _following(self._mini_fat, sector)
        return b"".join(pieces)


def _entries(data: bytes) -> list[_Entry]:
    entries = []
    for raw, length, kind, left, right, child, start, size in _ENTRY.iter_unpack(
        data[: len(data) // _ENTRY.size * _ENTRY.size]
    ):
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        # The upper half of the size is noise in files of the common, first kind.
        entries.append(_Entry(name, kind, left, right, child, start, size & 0xFFFFFFFF))
    return entries


def _children(entries: list[_Entry]) -> Iterator[_Entry]:
    """Walk the tree of siblings below the root, each once however it is knotted."""
    waiting = [entries[0].child]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += (entries[number].left, entries[number].right)


def _numbers(data: bytes) -> "array[int]":
    return array("I", struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _following(table: "array[int]", sector: int) -> int:
    if sector >= len(table):
        raise _damaged(f"sector {sector} is in no table")
    return table[sector]


def _damaged(detail: str) -> SheetError:
    return SheetError(SheetErrorCode.DAMAGED, detail=detail)
