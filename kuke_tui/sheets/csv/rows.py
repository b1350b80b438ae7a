"""The rows of a csv file for reading: those of ``records``, without each record's text.

Half a million rows are common. Text without quotes needs no parser: it is cut at line ends, and
at delimiters where need be. The csv module reads text with quotes, in blocks; what neither can
take, and every error, is left to ``records``, which knows the row.
"""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.lines import whole_lines
from kuke_tui.sheets.csv.records import MAX_COLUMNS, records
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import NO_EXTENT, Extent, GridRow
from kuke_tui.sheets.pieces import Piece, TextLines, in_pieces
from kuke_tui.sheets.source import opened

_BLOCK_BYTES = 32 << 10
"""What a processor's nearest memory holds; larger blocks take twice the time."""

_MAX_CELLS = 100_000_000
"""Cells of all rows added up (half a million rows x 11 columns are 5.5 million)."""


class _NotPlainError(Exception):
    """Text that only ``records`` may read."""


def stream_pieces(
    path: Path, dialect: CsvDialect, tell: Callable[[Extent], None]
) -> Iterator[Piece]:
    """Stream the rows that have cells, in pieces; ``tell`` how far in the file each one reaches.

    Raises ``SheetError`` as ``records`` does.
    """
    first = 1
    try:
        with opened(path) as stream:
            whole = stream.seek(0, io.SEEK_END)
            stream.seek(len(dialect.prefix))
            texts = whole_lines(stream, dialect.encoding, str(path), _BLOCK_BYTES)
            for text in texts:
                tell(Extent(stream.tell(), whole))
                if dialect.spaced or dialect.quotechar in text:
                    rows = _quoted_rows(text, texts, dialect)
                    yield [GridRow(at, cells) for at, cells in enumerate(rows, first) if cells]
                    first += len(rows)
                else:
                    lines = _lines(text, dialect.delimiter)
                    yield TextLines(first, lines, dialect.delimiter)
                    first += len(lines)
    except (_NotPlainError, csv.Error, SheetError):
        tell(NO_EXTENT)
        yield from in_pieces(_exact_rows(path, dialect, first))


def _exact_rows(path: Path, dialect: CsvDialect, first: int) -> Iterator[GridRow]:
    read = 0
    for number, (cells, _text) in islice(enumerate(records(path, dialect), 1), first - 1, None):
        read += len(cells)
        if read > _MAX_CELLS:
            raise SheetError(SheetErrorCode.TOO_LARGE, path=str(path), row=number, detail="cells")
        if cells:
            yield GridRow(number, cells)


def _check(text: str, delimiter: str) -> None:
    """Leave text to ``records`` in which a cell or row may be too large."""
    if len(text) > csv.field_size_limit() or text.count(delimiter) >= MAX_COLUMNS:
        raise _NotPlainError


def _lines(text: str, delimiter: str) -> list[str]:
    _check(text, delimiter)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")


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
