"""How a csv file is written: encoding, delimiter, line ends, quotes."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypedDict

from kuke_tui.sheets.csv.binary import is_binary
from kuke_tui.sheets.csv.encoding import (
    ENCODINGS,
    byte_order_mark,
    canonical_encoding,
    detect_encoding,
)
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

Recognises = Callable[[Sequence[str]], int]
"""How many names of a row are known column names; the header scores more than any other row."""

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_BYTES = 256 << 10
_HEADER_ROWS = 40
_SAMPLE_ROWS = 200
_SEP_LINE = re.compile(r'"?sep=([^\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")


class Reading(TypedDict):
    """Arguments of ``csv.reader``."""

    delimiter: str
    quotechar: str
    skipinitialspace: bool


@dataclass(frozen=True, slots=True)
class CsvDialect:
    """How a csv file is written, so that what is added to it can be written alike.

    ``encoding`` is one of ``ENCODINGS``; ``bom`` the bytes of its byte order mark, if any;
    ``newline`` the commonest line end; ``sep_line`` the hidden first line ``sep=;`` with its line
    end, as text, or empty. Where ``spaced``, spaces before a field are no part of it.
    """

    encoding: str
    bom: bytes
    delimiter: str
    newline: str
    quotechar: str
    sep_line: str
    spaced: bool = False

    @property
    def reading(self) -> "Reading":
        """What the csv module is told of it."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quotechar,
            "skipinitialspace": self.spaced,
        }

    @property
    def prefix(self) -> bytes:
        """The bytes before the first row."""
        return self.bom + self.sep_line.encode(self.encoding)


def detect_dialect(
    stream: BinaryIO,
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    recognises: Recognises | None = None,
) -> CsvDialect:
    """Tell how the csv in ``stream``, which stands at its start, is written.

    ``encoding`` and ``delimiter`` override what would be detected. Raises ``EMPTY``,
    ``NOT_A_SPREADSHEET``, or ``UNSUPPORTED_ENCODING`` for an encoding that isn't one of
    ``ENCODINGS``; ``ValueError`` for a delimiter that can't be one.
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0'):
        raise ValueError(f"not a delimiter: {delimiter!r}")
    head = stream.read(_SAMPLE_BYTES)
    bom = byte_order_mark(head)
    stream.seek(0)
    chosen = detect_encoding(stream) if encoding is None else canonical_encoding(encoding, bom)
    if chosen is None:
        raise SheetError(
            SheetErrorCode.UNSUPPORTED_ENCODING,
            path=str(path),
            found=encoding or "",
            detail=f"readable: {', '.join(ENCODINGS)}",
        )
    if is_binary(head, chosen):
        raise SheetError(SheetErrorCode.NOT_A_SPREADSHEET, path=str(path))
    sample = head[len(bom) :].decode(chosen, "replace")
    if not sample.strip() and len(head) < _SAMPLE_BYTES:
        raise SheetError(SheetErrorCode.EMPTY, path=str(path))
    sep = _SEP_LINE.match(sample)
    body = sample[sep.end() :] if sep else sample
    if delimiter is None:
        delimiter = sep[1] if sep else _detect_delimiter(body, path, recognises)
    return CsvDialect(
        encoding=chosen,
        bom=bom,
        delimiter=delimiter,
        newline=_commonest_line_end(sample),
        quotechar=_detect_quotechar(body, delimiter),
        sep_line=sep[0] if sep else "",
        spaced=_is_spaced(body, delimiter),
    )


def _detect_delimiter(body: str, path: Path, recognises: Recognises | None) -> str:
    expected = "\t" if path.suffix.lower() in {".tsv", ".tab"} else ";"

    def fitness(delimiter: str) -> tuple[float, ...]:
        rows = list(_sample_rows(body, delimiter))
        known = max(map(recognises, rows[:_HEADER_ROWS]), default=0) if recognises else 0
        return (known, *_regularity(rows), delimiter == expected)

    return max(DELIMITERS, key=fitness)


def _sample_rows(body: str, delimiter: str) -> Iterator[list[str]]:
    # A quote that opens in the sample and closes after it makes one odd row, no error.
    rows = csv.reader(
        _LINE_END.sub("\n", body).split("\n"),
        delimiter=delimiter,
        skipinitialspace=_is_spaced(body, delimiter),
    )
    try:
        yield from islice(filter(None, rows), _SAMPLE_ROWS)
    except csv.Error:
        return


def _regularity(rows: list[list[str]]) -> tuple[float, float]:
    """How evenly a delimiter cuts the rows: the share of rows of one width, then that width.

    The header counts like half of the rows: decimal commas are regular in the data alone.
    """
    widths = [len(row) for row in rows]
    cut = Counter(width for width in widths if width > 1)
    if not cut:
        return 0.0, 0.0
    width, times = max(cut.items(), key=lambda item: (item[1], item[0]))
    share = times / len(widths) + (0.5 if widths[0] == width else 0.0)
    return round(share, 1), float(width)


def _detect_quotechar(body: str, delimiter: str) -> str:
    """Apostrophes are quotes only where they wrap every name of the header."""
    header = next(filter(None, _LINE_END.split(body)), "")
    names = header.split(delimiter)
    wrapped = all(len(name) > 1 and name[0] == name[-1] == "'" for name in names)
    return "'" if wrapped and '"' not in body else '"'


def _is_spaced(body: str, delimiter: str) -> bool:
    """Whether quotes stand behind a delimiter and a space more often than right behind one."""
    return len(re.findall(f'{re.escape(delimiter)} +"(?!"[^{re.escape(delimiter)}\r\n])', body)) > (
        body.count(f'{delimiter}"')
    )


def _commonest_line_end(sample: str) -> str:
    """The line end used most; what Excel writes where there is none."""
    ends = Counter(_LINE_END.findall(sample))
    return max(ends, key=lambda end: ends[end]) if ends else "\r\n"
