"""The rows of a csv file for reading: those of ``records``, without each record's text.

Half a million rows are common. Text without quotes needs no parser: it is cut at line ends, and
at delimiters where need be. The csv module reads text with quotes, in blocks; what neither can
take, and every error, is left to ``records``, which knows the row.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import AnyStr, BinaryIO

from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.lines import end_of_lines, whole_byte_lines, whole_lines
from kuke_tui.sheets.csv.records import MAX_COLUMNS, records
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import NO_EXTENT, Extent, GridRow
from kuke_tui.sheets.pieces import Piece, Spellings, in_pieces
from kuke_tui.sheets.source import opened

_BLOCK_BYTES = 32 << 10
"""What a processor's nearest memory holds; larger blocks take twice the time."""

_MAX_CELLS = 100_000_000
"""Cells of all rows added up (half a million rows x 11 columns are 5.5 million)."""

_WIDE = ("utf-16", "utf-32")


class _NotPlainError(Exception):
    """Text that only ``records`` may read."""


@dataclass(frozen=True, slots=True)
class TextLines:
    """Lines without quotes, a row each; an empty line is a row without cells.

    ``first`` is the first line's number; a line feed alone ends each line of ``data``. In
    ``encoding`` the bytes of line feed and ``delimiter`` are no part of any other letter.
    """

    first: int
    data: bytes
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[GridRow]:
        """Cut line after line at its delimiters."""
        lines = self.data[:-1].decode(self.encoding).split("\n")
        for number, line in enumerate(lines, self.first):
            if line:
                yield GridRow(number, line.split(self.delimiter))

    def spellings(self) -> Spellings:
        """The lines as they are encoded."""
        lines = self.data[:-1].split(b"\n")
        return Spellings(self.first, lines, self.delimiter.encode(self.encoding))

    def read(self, number: int, spelling: bytes) -> GridRow | None:
        """Cut one line at its delimiters."""
        line = spelling.decode(self.encoding)
        return GridRow(number, line.split(self.delimiter)) if line else None

    def before(self, spelling: bytes, column: int) -> int:
        """What stands before a column: the columns before it, each with its delimiter."""
        cells = spelling.split(self.delimiter.encode(self.encoding), column)
        return len(spelling) - len(cells[-1]) if len(cells) > column else 0


def stream_pieces(
    path: Path, dialect: CsvDialect, tell: Callable[[Extent], None]
) -> Iterator[Piece]:
    """Stream the rows that have cells, in pieces; ``tell`` how far in the file each one reaches.

    Raises ``SheetError`` as ``records`` does.
    """
    first = 1
    try:
        encoding = _encoding_of_blocks(dialect)
        delimiter = dialect.delimiter.encode(encoding)
        with opened(path) as stream:
            whole = stream.seek(0, io.SEEK_END)
            stream.seek(len(dialect.prefix))
            blocks = _blocks(stream, dialect, str(path))
            for data in blocks:
                tell(Extent(stream.tell(), whole))
                _check(data, delimiter)
                if dialect.spaced or dialect.quotechar.encode() in data:
                    following = (block.decode(encoding) for block in blocks)
                    rows = _quoted_rows(data.decode(encoding), following, dialect)
                    yield [GridRow(at, cells) for at, cells in enumerate(rows, first) if cells]
                    first += len(rows)
                else:
                    lines = _with_plain_ends(data)
                    yield TextLines(first, lines, encoding, dialect.delimiter)
                    first += lines.count(b"\n")
    except (_NotPlainError, csv.Error, SheetError, UnicodeError):
        tell(NO_EXTENT)
        yield from in_pieces(_exact_rows(path, dialect, first))


def _encoding_of_blocks(dialect: CsvDialect) -> str:
    """The file's own encoding, unless a line feed's byte may be part of a letter in it."""
    return "utf-8" if dialect.encoding.startswith(_WIDE) else dialect.encoding


def _blocks(stream: BinaryIO, dialect: CsvDialect, path: str) -> Iterator[bytes]:
    """Give whole lines that can be read, in the encoding of blocks.

    Raises ``_NotPlainError`` behind the last line before one that can't be.
    """
    if dialect.encoding.startswith(_WIDE):
        for text in whole_lines(stream, dialect.encoding, path, _BLOCK_BYTES):
            yield text.encode()
        return
    for data in whole_byte_lines(stream, path, _BLOCK_BYTES):
        defect = _first_defect(data, dialect.encoding)
        if defect >= 0:
            cut = end_of_lines(data[:defect], b"\n", b"\r")
            if cut:
                yield data[:cut]
            raise _NotPlainError
        yield data


def _first_defect(data: bytes, encoding: str) -> int:
    """Where a NUL stands, or a byte that is no letter in an encoding; -1 where there is none."""
    nul = data.find(b"\0")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start if nul < 0 else min(nul, error.start)
    return nul


def _exact_rows(path: Path, dialect: CsvDialect, first: int) -> Iterator[GridRow]:
    read = 0
    for number, (cells, _text) in islice(enumerate(records(path, dialect), 1), first - 1, None):
        read += len(cells)
        if read > _MAX_CELLS:
            raise SheetError(SheetErrorCode.TOO_LARGE, path=str(path), row=number, detail="cells")
        if cells:
            yield GridRow(number, cells)


def _check(text: AnyStr, delimiter: AnyStr) -> None:
    """Leave text to ``records`` in which a cell or row may be too large."""
    if len(text) > csv.field_size_limit() or text.count(delimiter) >= MAX_COLUMNS:
        raise _NotPlainError


def _with_plain_ends(data: bytes) -> bytes:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data if data.endswith(b"\n") else data + b"\n"


def _quoted_rows(text: str, more: Iterator[str], dialect: CsvDialect) -> list[list[str]]:
    """Read text, and as much of what follows as a quoted cell in it goes on for."""
    pieces = 1
    while True:
        _check(text, dialect.delimiter)
        lines = io.StringIO(_with_empty_line(text), newline="")
        rows = list(csv.reader(lines, **dialect.reading))
        if not rows.pop():  # an open quote would have swallowed the empty line
            return rows
        following = list(islice(more, pieces))
        if not following:
            raise _NotPlainError
        text = "".join((text, *following))
        pieces *= 2


def _with_empty_line(text: str) -> str:
    if text.endswith("\r"):
        return text + "\r"
    return text + ("\n" if text.endswith("\n") else "\n\n")
