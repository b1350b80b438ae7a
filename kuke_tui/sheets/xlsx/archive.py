"""The zip container: its directory, and its parts inflated under limits."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from isal import isal_zlib

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.source import open_regular
from kuke_tui.sheets.xlsx.directory import (
    DEFLATED,
    FLAG_ENCRYPTED,
    LOCAL,
    LOCAL_SIGN,
    STORED,
    Directory,
    Entry,
    damaged,
    read_directory,
)
from kuke_tui.sheets.xlsx.limits import (
    MAX_PACKED,
    MAX_PART,
    MAX_RATIO,
    RATIO_FREE,
)

OLE_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_INFLATE_ERROR = cast("type[Exception]", isal_zlib.IsalError)  # isal's stub types it as a value
_READ = 256 * 1024
_INFLATE = 1024 * 1024


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Open a path, or pass on a file that is open already; what goes wrong inside stays as it is.

    Raises ``SheetError`` as ``open_regular`` does.
    """
    if isinstance(source, Path):
        with open_regular(source) as file:
            yield file
    else:
        yield source


@dataclass(frozen=True)
class Archive:
    """A zip file whose directory was read; each use opens the file anew, so none stays held."""

    source: Path | BinaryIO
    directory: Directory

    def chunks(
        self, entry: Entry, limit: int = MAX_PART, consumed: Callable[[int], None] | None = None
    ) -> Generator[bytes, None, None]:
        """Inflate a part in pieces of at most 1 MiB.

        ``consumed`` is told how many packed bytes were taken so far. Raises ``SheetError``: BOMB
        beyond the limits, DAMAGED where stream, length or checksum are wrong, PASSWORD.
        """
        with opened(self.source) as file:
            yield from _inflate(file, entry, limit, consumed)

    def read(self, entry: Entry, limit: int) -> bytes:
        """Inflate a small part whole."""
        return b"".join(self.chunks(entry, limit))


def open_archive(source: Path | BinaryIO) -> Archive:
    """Read the directory of a zip file.

    Raises ``SheetError``: EMPTY, PASSWORD (an encrypted workbook is an OLE file),
    NOT_A_SPREADSHEET, DAMAGED, BOMB or TOO_LARGE.
    """
    with opened(source) as file:
        size = file.seek(0, 2)
        if size == 0:
            raise SheetError(SheetErrorCode.EMPTY)
        file.seek(0)
        head = file.read(8)
        if head == OLE_SIGN:
            raise SheetError(
                SheetErrorCode.PASSWORD
                if _mentions_encryption(file)
                else SheetErrorCode.NOT_A_SPREADSHEET
            )
        if size > MAX_PACKED:
            raise SheetError(SheetErrorCode.TOO_LARGE, found=str(size))
        return Archive(source, read_directory(file, size, head))


def data_start(file: BinaryIO, entry: Entry) -> int:
    """Find where a part's packed bytes start, behind its local header."""
    file.seek(entry.offset)
    header = file.read(LOCAL.size)
    if len(header) < LOCAL.size or not header.startswith(LOCAL_SIGN):
        raise damaged(f"no local header for {entry.name}")
    fields = LOCAL.unpack(header)
    return entry.offset + LOCAL.size + int(fields[9]) + int(fields[10])


def _mentions_encryption(file: BinaryIO) -> bool:
    wanted = "EncryptedPackage".encode("utf-16-le")
    file.seek(0)
    tail = b""
    while block := file.read(1 << 20):
        if wanted in tail + block:
            return True
        tail = block[-len(wanted) :]
    return False


class _Packed:
    """The packed bytes of one part, read in blocks by position."""

    def __init__(self, file: BinaryIO, entry: Entry) -> None:
        self._file = file
        self._name = entry.name
        self._at = data_start(file, entry)
        self.left = entry.packed

    def read(self) -> bytes:
        self._file.seek(self._at)
        block = self._file.read(min(self.left, _READ))
        if not block and self.left:
            raise damaged(f"{self._name} is cut off")
        self._at += len(block)
        self.left -= len(block)
        return block


def _inflate(
    file: BinaryIO, entry: Entry, limit: int, consumed: Callable[[int], None] | None
) -> Iterator[bytes]:
    if entry.flags & FLAG_ENCRYPTED:
        raise SheetError(SheetErrorCode.PASSWORD)
    if entry.method not in {STORED, DEFLATED}:
        raise damaged(f"zip method {entry.method}")
    packed = _Packed(file, entry)
    pieces = _deflated(packed) if entry.method == DEFLATED else _stored(packed)
    crc = made = 0
    for piece, taken in pieces:
        made += len(piece)
        crc = isal_zlib.crc32(piece, crc)
        most = min(entry.size, MAX_RATIO * max(taken, 1))
        if made > limit or (made > RATIO_FREE and made > most):
            raise SheetError(SheetErrorCode.BOMB, found=entry.name, detail=f"{made} bytes")
        yield piece
        if consumed:
            consumed(taken)
    if made != entry.size or crc != entry.crc:
        raise damaged(f"{entry.name}: wrong length or checksum")


def _stored(packed: _Packed) -> Iterator[tuple[bytes, int]]:
    taken = 0
    while piece := packed.read():
        taken += len(piece)
        yield piece, taken


def _deflated(packed: _Packed) -> Iterator[tuple[bytes, int]]:
    total = packed.left
    unpack = isal_zlib.decompressobj(-15)
    pending = b""
    while not unpack.eof:
        pending = pending or packed.read()
        at_end = not pending
        try:
            piece = unpack.decompress(pending, _INFLATE)
        except _INFLATE_ERROR as error:
            raise damaged(f"deflate: {error}") from error
        pending = unpack.unconsumed_tail
        if piece:
            yield piece, total - packed.left - len(pending)
        elif at_end and not unpack.eof:
            raise damaged("deflate: cut off")
