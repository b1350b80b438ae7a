"""Rows of plainly written sheets, taken apart by one expression instead of expat's callbacks.

A sheet as Excel and most libraries write it repeats one shape of row. Such rows are matched
whole; every row that looks any different, and everything around the rows, goes to the expat
parser, so both ways can only agree. The moment a comment, CDATA or an instruction shows, expat
reads the rest.
"""

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain

from kuke_tui.sheets.grid import GridRow, Value, column_letter
from kuke_tui.sheets.pieces import Piece, rows_of
from kuke_tui.sheets.xlsx.limits import MAX_CELL_TEXT, ROWS
from kuke_tui.sheets.xlsx.parser import SheetParser
from kuke_tui.sheets.xlsx.plain import MAX_CARRY, PlainSheet, find_plain, is_odd, read_head
from kuke_tui.sheets.xlsx.plain_rows import PlainRows
from kuke_tui.sheets.xlsx.values import CellDecoder

_TEXT = rb"[^<>&\x00-\x08\x0b-\x1f]*+"
_ROW_ATTRIBUTE = re.compile(
    rb" (spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop|thickBot|"
    rb'ph|x14ac:dyDescent)="[^"<>&\x00-\x1f\x80-\xff]*"'
)
MAX_WIDTH = 400
"""Columns beyond which a row is left to the parser."""

_MAX_MEMO = 100_000
_MAX_SPELLINGS = 10_000
_MAX_REMEMBERED = 256
"""Bytes of a cell, or of a row's attributes, beyond which it is unlikely to come again."""

_PATIENCE = 2_000
_SLICE = 16 << 10
"""Bytes given to the parser at a time: a few hundred rows, each of which may reach far right."""

_ROW_NUMBER = re.compile(rb"[1-9][0-9]{0,6}(?=\")")
_NONCHARACTERS = re.compile("[\ufffe\uffff]")
_SPACE_NAME = b"x14ac"


class _UnusualCellError(Exception):
    """A cell that only expat may read."""


class _Memo(dict[bytes | None, Value]):
    """Values by the cells' very bytes, since the same few stand in a column again and again."""

    def __init__(self, decoder: CellDecoder, prefix: bytes) -> None:
        super().__init__({None: None})
        self._decoder = decoder
        self._match = cell_pattern(prefix).fullmatch

    def __missing__(self, raw: bytes) -> Value:
        found = self._match(raw)
        if found is None or len(raw) > MAX_CELL_TEXT:
            raise _UnusualCellError
        try:
            style, kind, value, inline = (
                None if part is None else part.decode("utf-8") for part in found.groups()
            )
        except UnicodeDecodeError as error:
            raise _UnusualCellError from error
        if _NONCHARACTERS.search((value or "") + (inline or "")):
            raise _UnusualCellError
        shown = self._decoder.decode(kind or "", style or "", value, inline)
        if len(raw) > _MAX_REMEMBERED:
            return shown
        if len(self) > _MAX_MEMO:
            self.clear()
            self[None] = None
        self[raw] = shown
        return shown


class RowAttributes:
    """Knows a sheet's usual ways to spell the attributes behind a row's number."""

    def __init__(self, head: bytes) -> None:
        self._declares_spaces = b" xmlns:" + _SPACE_NAME + b"=" in head
        self._known: set[bytes] = {b""}

    def accept(self, spelling: bytes) -> bool:
        """Tell whether a parser would take the attributes, and find nothing to mind in them."""
        if spelling in self._known:
            return True
        names = _ROW_ATTRIBUTE.findall(spelling)
        plain = (
            not _ROW_ATTRIBUTE.sub(b"", spelling)
            and len(set(names)) == len(names)
            and (self._declares_spaces or not any(_SPACE_NAME in name for name in names))
        )
        if plain and len(spelling) <= _MAX_REMEMBERED and len(self._known) < _MAX_SPELLINGS:
            self._known.add(spelling)
        return plain


def cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """Match what stands behind a cell's reference: its style, its type, its value or text."""
    return re.compile(
        rb"(?: s=\"([0-9]{1,6})\")?(?: t=\"(s|n|b|e|str|inlineStr)\")?\s*"
        rb"(?:/>|>(?:<@v>(TEXT)</@v>|<@is><@t(?: xml:space=\"preserve\")?>(TEXT)</@t></@is>)?</@c>)"
        .replace(b"@", prefix).replace(b"TEXT", _TEXT)
    )  # fmt: skip


def row_pattern(width: int, prefix: bytes) -> re.Pattern[bytes]:
    """Match a row of at most ``width`` cells: its number, its attributes, and each cell's rest."""
    cell = (
        rb"(?:<@c r=\"COLUMN\1\"([^<]*+"
        rb"(?:<@v>[^<]*+</@v></@c>|<@is><@t[^<]*+</@t></@is></@c>|</@c>)?+))?+"
    )
    cells = b"".join(
        cell.replace(b"COLUMN", column_letter(column).encode()) for column in range(width)
    )
    row = rb"<@row r=\"([1-9][0-9]{0,6})\"([^<>]*+)>" + cells + rb"</@row>"
    return re.compile(row.replace(b"@", prefix))


def stream_rows(
    chunks: Iterable[bytes], parser: SheetParser, decoder: CellDecoder
) -> Iterator[GridRow]:
    """Give a worksheet part's rows. Raises ``SheetError`` as the parser does."""
    for piece in stream_pieces(chunks, parser, decoder):
        yield from rows_of(piece)


def stream_pieces(
    chunks: Iterable[bytes], parser: SheetParser, decoder: CellDecoder
) -> Iterator[Piece]:
    """Give a worksheet part's rows in pieces, each to be read before the next is taken.

    Raises ``SheetError`` as the parser does.
    """
    source = iter(chunks)
    head = read_head(source)
    plain = find_plain(head)
    if plain:
        parser.feed(head[: plain.head])
        fast = FastRows(parser, decoder, plain, head[: plain.head])
        yield from fast.stream(source, head[plain.head :])
    else:
        yield from _expat_rows(head, parser)
        for chunk in source:
            yield from _expat_rows(chunk, parser)
    parser.feed(b"", final=True)
    yield parser.take()


def _expat_rows(data: bytes, parser: SheetParser) -> Iterator[Sequence[GridRow]]:
    for at in range(0, len(data), _SLICE):
        parser.feed(data[at : at + _SLICE])
        yield parser.take()


class FastRows:
    """Takes whole rows from the stream; the parser is fed everything it can't take itself."""

    def __init__(
        self, parser: SheetParser, decoder: CellDecoder, plain: PlainSheet, head: bytes
    ) -> None:
        self._parser = parser
        self._plain = plain
        self._memo = _Memo(decoder, plain.prefix)
        self._width = 1
        self._match = row_pattern(1, plain.prefix).match
        self._attributes = RowAttributes(head)
        self._hits = self._misses = 0
        self._held: GridRow | None = None
        self._held_data = b""
        """The row held as it stands in the sheet, for the parser where its number comes again."""

    def stream(self, source: Iterator[bytes], rest: bytes) -> Iterator[Piece]:
        """Give the rows of the sheet, ``rest`` being what follows its ``<sheetData>``."""
        for chunk in source:
            cut = self._plain.rows_end(rest)
            if cut:
                if is_odd(rest[:cut]) or self._is_tired():
                    break
                yield from self._pieces(rest[:cut])
                rest = rest[cut:] + chunk
            elif len(rest) > MAX_CARRY:
                break
            else:
                rest += chunk
        else:
            chunk = b""
        cut = self._plain.rows_end(rest)
        if cut and not is_odd(rest) and not self._is_tired():
            yield from self._pieces(rest[:cut])
            rest = rest[cut:]
        yield from self._feed(rest)
        yield from _expat_rows(chunk, self._parser)
        for following in source:
            yield from _expat_rows(following, self._parser)

    def take(self, rows: bytes) -> Iterator[GridRow]:
        """Give the rows that stand in these bytes but the last, and one held back before."""
        return chain.from_iterable(self._rows(rows))

    def whole(self, rows: bytes) -> list[GridRow]:
        """Give the rows that stand in these bytes; a number that comes again is a row again."""
        return [*self.take(rows), *self._released()]

    def read(self, row: bytes) -> tuple[GridRow | None, bool]:
        """Give the one row that stands in these bytes, if it has cells, and whether it is plain."""
        rows, _, end = self._plain_rows(row, 0)
        is_plain = end == len(row)
        if is_plain:
            self._hits += 1
        else:
            rows = [*chain.from_iterable(self._unusual(row, 0)), *self._parser.release()]
        return (rows[0] if rows and rows[0].cells else None), is_plain

    def _is_tired(self) -> bool:
        return self._misses > _PATIENCE and self._misses > self._hits

    def _released(self) -> list[GridRow]:
        """Give the last row, because no other may come under its number."""
        self._parser.feed(self._unheld())
        return self._parser.release()

    def _feed(self, data: bytes) -> Iterator[Sequence[GridRow]]:
        if self._held is not None and self._number_in(data) > self._held.number:
            if self._held.cells:
                yield [self._held]
            self._held = None
        yield from _expat_rows(self._unheld() + data, self._parser)

    def _unheld(self) -> bytes:
        data = b"" if self._held is None else self._held_data
        self._held = None
        return data

    def _pieces(self, chunk: bytes) -> Iterator[Piece]:
        """Give all rows but the last, whose number may come again, as they are spelled."""
        last = max(0, chunk.rfind(self._plain.row_start))
        numbers = self._number_in(chunk), self._number_in(chunk, last)
        before = self._parser.number if self._held is None else self._held.number
        if before < numbers[0] < numbers[1]:
            yield self._released()
            yield PlainRows(self, self._plain, numbers, chunk[:last])
            chunk = chunk[last:]
        yield from self._rows(chunk)

    def _number_in(self, data: bytes, at: int = 0) -> int:
        """The number of the row that stands there; 0 where none does, or it has none at first."""
        start = self._plain.row_start
        found = _ROW_NUMBER.match(data, at + len(start)) if data.startswith(start, at) else None
        return int(found[0]) if found else 0

    def _rows(self, chunk: bytes) -> Iterator[Sequence[GridRow]]:
        at, end = 0, len(chunk)
        while at < end:
            rows, last, at = self._plain_rows(chunk, at)
            if rows:
                if self._held is None:
                    yield self._parser.release()
                elif self._held.cells:
                    yield [self._held]
                self._hits += len(rows)
                self._held, self._held_data = rows.pop(), chunk[last:at]
                yield [row for row in rows if row.cells]
            if at < end:
                at = yield from self._unusual(chunk, at)

    def _plain_rows(self, chunk: bytes, at: int) -> tuple[list[GridRow], int, int]:
        """Take plain rows from ``at`` on; give them, the place of the last, and where it ends."""
        get, accept, match = self._memo.__getitem__, self._attributes.accept, self._match
        last = self._parser.number if self._held is None else self._held.number
        rows: list[GridRow] = []
        slots, begin = 0, at
        while found := match(chunk, at):
            name, spelling, *raw = found.groups()
            number = int(name)
            if not last < number <= ROWS:
                break
            if not accept(spelling):
                break
            try:
                cells = list(map(get, raw))
            except _UnusualCellError:
                break
            while cells and cells[-1] is None:
                cells.pop()
            slots += len(cells)
            rows.append(GridRow(number, cells))
            last = number
            begin, at = found.span()
        self._parser.count_slots(slots)
        return rows, begin, at

    def _unusual(self, chunk: bytes, at: int) -> Generator[Sequence[GridRow], None, int]:
        """Hand the row at ``at`` to the parser; give the place behind it."""
        self._misses += 1
        row_end = self._plain.row_end
        cut = chunk.find(row_end, at) + len(row_end)
        if cut < len(row_end) or not chunk.startswith(self._plain.row_start, at):
            cut = len(chunk)
        yield from self._feed(chunk[at:cut])
        width = min(self._parser.width, MAX_WIDTH)
        if width > self._width:
            self._width = width
            self._match = row_pattern(width, self._plain.prefix).match
        return cut
