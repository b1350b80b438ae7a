"""The records of a csv file: the one place that decides what a row is and what its number is."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.lines import MAX_LINE_CHARS, whole_lines
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.source import opened

MAX_COLUMNS = 16_384
MAX_RECORD_CHARS = MAX_LINE_CHARS


def records(path: Path, dialect: CsvDialect) -> Iterator[tuple[list[str], str]]:
    """Stream each record as its cells and as its text in the file, line end and quotes included.

    The n-th record is row n of the sheet: an empty line counts, a quoted field with line breaks
    does not count twice, the ``sep=`` line is not a row. The texts put together are the decoded
    file after ``dialect.prefix``. Raises ``SheetError`` with the row: ``UNSUPPORTED_ENCODING``,
    ``DAMAGED`` (NUL, a quote that is never closed) or ``TOO_LARGE``.
    """
    number = 0
    taken: list[str] = []
    ended = False

    def lines() -> Iterator[str]:
        nonlocal ended
        chars, at = 0, 0
        for text in whole_lines(stream, dialect.encoding, str(path)):
            chars = chars + len(text) if at == number else len(text)
            at = number
            if chars > MAX_LINE_CHARS + MAX_RECORD_CHARS:
                raise SheetError(SheetErrorCode.TOO_LARGE, path=str(path), detail="endless record")
            for line in io.StringIO(text, newline=""):
                taken.append(line)
                yield line
        ended = True
        yield "\n"  # an open quote swallows it; otherwise it is one more, empty record

    with opened(path) as stream, _located(path, taken, lambda: number + 1):
        stream.seek(len(dialect.prefix))
        for cells in csv.reader(lines(), **dialect.reading):
            if ended and not taken:
                return
            if ended:
                raise SheetError(SheetErrorCode.DAMAGED, path=str(path), detail="open quote")
            if len(cells) > MAX_COLUMNS:
                raise SheetError(SheetErrorCode.TOO_LARGE, path=str(path), detail="columns")
            number += 1
            text = taken[0] if len(taken) == 1 else "".join(taken)
            taken.clear()
            yield cells, text


@contextmanager
def _located(path: Path, taken: list[str], row: Callable[[], int]) -> Iterator[None]:
    """Give errors the row that was being read; an endless field over lines is an open quote."""
    try:
        yield
    except csv.Error as error:
        code = SheetErrorCode.DAMAGED if len(taken) > 1 else SheetErrorCode.TOO_LARGE
        raise SheetError(code, path=str(path), row=row(), detail=str(error)) from error
    except SheetError as error:
        error.row = row()
        raise
