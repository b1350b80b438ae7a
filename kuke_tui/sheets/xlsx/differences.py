"""The rows in which two versions of a sheet differ; what is the same in its bytes is passed by."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import GridRow
from kuke_tui.sheets.xlsx.edits import Move
from kuke_tui.sheets.xlsx.fast_rows import FastRows
from kuke_tui.sheets.xlsx.parser import SheetParser
from kuke_tui.sheets.xlsx.plain import MAX_CARRY, find_plain, is_odd, read_head
from kuke_tui.sheets.xlsx.skipping import row_bounds, row_numbers, row_place
from kuke_tui.sheets.xlsx.values import CellDecoder

_STEP = 1 << 9
RowPair = tuple[GridRow | None, GridRow | None]


class UnplainSheetError(Exception):
    """The sheet is not written plainly enough to be compared by its bytes."""


class SheetSide:
    """One of the two sheets: a window on its bytes, and a parser for the rows that differ.

    Rows that differ come with the number a ``move`` gives them.
    """

    def __init__(
        self, chunks: Iterator[bytes], decoder: CellDecoder, move: Move | None = None
    ) -> None:
        self._chunks = chunks
        self._move = move
        parser = SheetParser(decoder)
        head = read_head(chunks)
        plain = find_plain(head)
        if plain is None:
            raise UnplainSheetError
        self.plain = plain
        self.head = head[: plain.head]
        self.window = head[plain.head :]
        self.at = 0
        parser.feed(self.head)
        self._parser = parser
        self._rows = FastRows(parser, decoder, plain, self.head)

    @property
    def size(self) -> int:
        """How many bytes of the window are left."""
        return len(self.window) - self.at

    def fill(self) -> bool:
        """Widen the window by a chunk; False at the end."""
        chunk = next(self._chunks, b"")
        self.window = self.window[self.at :] + chunk
        self.at = 0
        if len(self.window) > MAX_CARRY:
            raise UnplainSheetError
        return bool(chunk)

    def at_end(self) -> bool:
        """Tell whether no row is left in front."""
        return self.window.startswith(self.plain.data_end, self.at)

    def next_row(self) -> GridRow | None:
        """Parse the row, or the few empty ones and it, that the window starts with."""
        while True:
            end = self.window.find(self.plain.row_end, self.at)
            last = self.window.find(
                self.plain.data_end, self.at, end if end >= 0 else len(self.window)
            )
            if last >= 0:
                end = last
            elif end >= 0:
                end += len(self.plain.row_end)
            if end >= 0:
                break
            if not self.fill():
                raise UnplainSheetError
        fragment = self.window[self.at : end]
        if is_odd(fragment) or self.plain.row_start in fragment[1:]:
            raise UnplainSheetError
        if not fragment:
            return None
        self.at = end
        rows = self._rows.whole(fragment)
        row = rows[0] if rows else GridRow(self._parser.number, ())
        return row._replace(number=self._move.row(row.number)) if self._move else row

    def read_rows(self, size: int, wanted: Sequence[int]) -> Iterator[GridRow]:
        """Parse those of the rows in the window's next ``size`` bytes whose number is wanted."""
        first, last = row_bounds(self.window, self.plain, self.at, self.at + size)
        if not first:
            raise UnplainSheetError
        within = wanted[bisect_left(wanted, first) : bisect_left(wanted, last + 1)]
        if not within:
            return
        body = self.window[self.at : self.at + size]
        numbers = row_numbers(body, self.plain, first, last)
        if not numbers:
            raise UnplainSheetError
        at = 0
        for row in within:
            index = bisect_left(numbers, row)
            if numbers[index] == row:
                start, end = row_place(body, numbers, index, at, self.plain)
                yield from self._rows.whole(body[start:end])
                at = end

    def rest(self) -> bytes:
        """Give everything from here on: what follows the rows."""
        while self.fill():
            pass
        return self.window[self.at :]


def differing_rows(old: SheetSide, new: SheetSide, wanted: Sequence[int]) -> Iterator[RowPair]:
    """Give the rows of both sides wherever their bytes differ, and the ``wanted`` ones anyway.

    Rows are paired by number. Afterwards both sides stand behind their rows. Raises
    ``UnplainSheetError``.
    """
    while True:
        size, more = _same_rows(old, new)
        if size:
            yield from ((row, row) for row in old.read_rows(size, wanted))
            old.at += size
            new.at += size
        elif not more:
            return
        else:
            yield from _unlike_rows(old, new)


def _unlike_rows(old: SheetSide, new: SheetSide) -> Iterator[RowPair]:
    """Give pairs of rows until one with the same number was found on both sides."""
    before, after = old.next_row(), new.next_row()
    while before or after:
        if before and after and before.number == after.number:
            yield before, after
            break
        if after and (before is None or after.number < before.number):
            yield None, after
            after = new.next_row()
        else:
            yield before, None
            before = old.next_row()


def _same_rows(old: SheetSide, new: SheetSide) -> tuple[int, bool]:
    """Give how many bytes of whole rows both windows begin with; and whether any rows are left."""
    data_end = old.plain.data_end
    while True:
        size = min(old.size, new.size)
        common = _common(old, new, size)
        first, last = old.at, old.at + common
        if is_odd(old.window, first, last):
            raise UnplainSheetError
        if old.at_end() and new.at_end():
            return 0, False
        cut = old.plain.rows_end(old.window, first, last)
        if cut:
            end = old.window.rfind(data_end, first, cut)
            return (cut if end < 0 else end) - first, True
        if common < size and size >= len(data_end):
            return 0, True
        # The shorter window first: chunks of the two differ in length, and that adds up.
        shorter, longer = _by_size(old, new)
        if not (shorter.fill() or longer.fill()):
            if size < len(data_end):
                raise SheetError(SheetErrorCode.VERIFY_FAILED, detail="a sheet ends early")
            raise UnplainSheetError


def _by_size(old: SheetSide, new: SheetSide) -> tuple[SheetSide, SheetSide]:
    return (old, new) if old.size <= new.size else (new, old)


def _common(old: SheetSide, new: SheetSide, size: int) -> int:
    """Count the bytes two windows begin with alike, in time that grows with that number alone."""
    shorter, longer = _by_size(old, new)
    if shorter.at == 0 and longer.window.startswith(shorter.window, longer.at):
        return size

    def alike(first: int, last: int) -> bool:
        return (
            old.window[old.at + first : old.at + last] == new.window[new.at + first : new.at + last]
        )

    low, high = 0, min(_STEP, size)
    while alike(low, high):
        if high == size:
            return size
        low, high = high, min(2 * high, size)
    while high - low > 1:
        middle = (low + high) // 2
        if alike(low, middle):
            low = middle
        else:
            high = middle
    return low
