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
            yield b"".join(_plain_rows(body, splicer, plain, edit))
        rest = rest[len(body) :] + chunk
        if not splicer.in_data:
            break
    yield splicer.feed(rest)


def _plain_rows(
    body: bytes, splicer: SheetSplicer, plain: PlainSheet, edit: _Edit
) -> Iterator[bytes]:
    numbers = row_numbers(body, plain)
    if not numbers or numbers[0] <= splicer.number or _spreads(body):
        yield splicer.feed(body)
        return
    rows = splicer.plan.rows
    wanted = rows[bisect_left(rows, splicer.number + 1) : bisect_left(rows, numbers[-1] + 1)]
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
        splicer.skip(numbers[-1])


def row_numbers(body: bytes, plain: PlainSheet) -> Sequence[int]:
    """Give the numbers of the rows in ``body``; empty where they are not plain and ascending."""
    row = re.compile(re.escape(plain.row_start) + rb'([1-9][0-9]{0,6})"')
    first, last = row.match(body), row.match(body, body.rfind(plain.row_start))
    if first is None or last is None:
        return ()
    dense = range(int(first[1]), int(last[1]) + 1)
    if len(dense) == body.count(plain.row_start):
        return dense
    numbers = [int(found) for found in row.findall(body)]
    count = body.count(b"<%srow" % plain.prefix)
    return numbers if len(numbers) == count and all(map(lt, numbers, numbers[1:])) else ()


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
