"""Rows that aren't touched passed by unparsed, as long as a sheet is plainly written."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from operator import lt

from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.xlsx.edits import NewValue
from kuke_tui.sheets.xlsx.plain import MAX_CARRY, PlainSheet, find_plain, is_odd, read_head
from kuke_tui.sheets.xlsx.plain_edits import EditedRow, PlainRowEditor
from kuke_tui.sheets.xlsx.splicer import SheetSplicer

_Edit = Callable[[bytes, int, int, Mapping[int, NewValue]], EditedRow | None]


def spliced(chunks: Iterator[bytes], splicer: SheetSplicer, sheet: str) -> Iterator[bytes]:
    """Give the new sheet, piece by piece. Errors are located in ``sheet``."""
    try:
        head = read_head(chunks)
        plain = find_plain(head)
        if plain:
            yield splicer.feed(head[: plain.head])
            edit = PlainRowEditor(
                plain, head[: plain.head], splicer.plan.shared, splicer.styles
            ).edit
            yield from _plain_pieces(chunks, splicer, head[plain.head :], plain, edit)
        else:
            yield splicer.feed(head)
        for chunk in chunks:
            yield splicer.feed(chunk)
        yield splicer.feed(b"", final=True)
    except SheetError as error:
        error.sheet = error.sheet or sheet
        raise


def _plain_pieces(
    chunks: Iterator[bytes], splicer: SheetSplicer, rest: bytes, plain: PlainSheet, edit: _Edit
) -> Iterator[bytes]:
    for chunk in chain(chunks, (b"",)):
        body = rest[: plain.rows_end(rest)]
        if is_odd(body) or len(rest) - len(body) > MAX_CARRY:
            yield splicer.feed(rest + chunk)
            return
        if body:
            yield b"".join(filter(None, _plain_rows(body, splicer, plain, edit)))
        rest = rest[len(body) :] + chunk
        if not splicer.in_data:
            break
    yield splicer.feed(rest)


def _plain_rows(
    body: bytes, splicer: SheetSplicer, plain: PlainSheet, edit: _Edit
) -> Iterator[bytes]:
    first, last = row_bounds(body, plain, 0, len(body))
    rows = splicer.plan.rows
    wanted = rows[bisect_left(rows, splicer.number + 1) : bisect_left(rows, last + 1)]
    numbers = row_numbers(body, plain, first, last) if wanted else ()
    if first <= splicer.number or (wanted and not numbers) or _spreads(body):
        yield splicer.feed(body)
        return
    at = 0
    for index in sorted({bisect_left(numbers, row) for row in wanted}):
        start, end = row_place(body, numbers, index, at, plain)
        if start > at:
            yield splicer.settled()
            yield body[at:start]
            splicer.skip(numbers[index] - 1)
        at = end
        values = splicer.plain_edits(numbers[index])
        edited = edit(body, start, end, values) if values else None
        if edited is None:
            yield splicer.feed(body[start:end])
        else:
            yield splicer.settled()
            yield edited.text
            splicer.pass_edited(numbers[index], edited.created)
    if at < len(body):
        yield splicer.settled()
        yield body[at:]
        splicer.skip(last)


def row_bounds(data: bytes, plain: PlainSheet, start: int, end: int) -> tuple[int, int]:
    """Give the numbers of the first and the last row of those from ``start`` to ``end``.

    All between them are numbered between them: a sheet in another order can't be read to begin
    with. Zeros where the bounds can't be told.
    """
    row = _row_pattern(plain)
    last_row = data.rfind(b"<%srow" % plain.prefix, start, end)
    first, last = row.match(data, start, end), row.match(data, max(last_row, start), end)
    if first is None or last is None or int(first[1]) > int(last[1]):
        return 0, 0
    return int(first[1]), int(last[1])


def row_numbers(body: bytes, plain: PlainSheet, first: int, last: int) -> Sequence[int]:
    """Give the numbers of all rows in ``body``, whose ``row_bounds`` are ``first`` and ``last``.

    Empty where they are not plain and ascending.
    """
    dense = range(first, last + 1)
    if len(dense) == body.count(plain.row_start):
        return dense
    numbers = [int(found) for found in _row_pattern(plain).findall(body)]
    count = body.count(b"<%srow" % plain.prefix)
    return numbers if len(numbers) == count and all(map(lt, numbers, numbers[1:])) else ()


def _row_pattern(plain: PlainSheet) -> re.Pattern[bytes]:
    return re.compile(re.escape(plain.row_start) + rb'([1-9][0-9]{0,6})"')


def row_place(
    body: bytes, numbers: Sequence[int], index: int, at: int, plain: PlainSheet
) -> tuple[int, int]:
    """Find where a row stands in ``body``, from ``at`` on; ``index`` counts in ``numbers``."""
    start = body.find(b'%s%d"' % (plain.row_start, numbers[index]), at)
    end = len(body)
    if index + 1 < len(numbers):
        end = body.find(b'%s%d"' % (plain.row_start, numbers[index + 1]), start)
    # Where a number is not found after all, everything left goes through the parser.
    return (start, end) if 0 <= start < end else (at, len(body))


def _spreads(body: bytes) -> bool:
    """Tell whether a formula among the rows may reach into other rows."""
    return b"f" in body and b"ref" in body and (b"<f" in body or b":f" in body)
