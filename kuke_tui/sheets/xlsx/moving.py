"""The rows below a table moved down, so that new ones fit between: what Excel does on inserting.

Numbers of rows and cells, formulas, merges, filters, formats, validations, links and page breaks
follow. What can't follow without a doubt is refused, located.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.grid import LockReason
from kuke_tui.sheets.xlsx.edits import Move
from kuke_tui.sheets.xlsx.formulas import FORMULAS, Rows, reaches_below, rows_in, with_rows
from kuke_tui.sheets.xlsx.growth import grow_attribute, grow_reference
from kuke_tui.sheets.xlsx.limits import ROWS
from kuke_tui.sheets.xlsx.markup import (
    GuardedParser,
    escape_text,
    local_name,
    main_name,
    unescape_text,
)
from kuke_tui.sheets.xlsx.plain import MAX_CARRY, PlainSheet, find_plain, is_odd, read_head
from kuke_tui.sheets.xlsx.refs import parse_cell, parse_range
from kuke_tui.sheets.xlsx.rows import locked_cell
from kuke_tui.sheets.xlsx.skipping import row_bounds
from kuke_tui.sheets.xlsx.splices import SpliceWindow
from kuke_tui.sheets.xlsx.tags import attributes, set_attribute

_OF_THE_VIEW = {"selection", "pane", "sheetView"}
_UNMOVABLE = {"scenarios", "cellWatches", "dataConsolidate", "webPublishItems"}


def moved(chunks: Iterator[bytes], move: Move, sheet: str) -> Iterator[bytes]:
    """Give a sheet's XML with everything below ``move.after`` further down.

    Raises ``SheetError`` LOCKED_CELL for what can't be moved, located in ``sheet``.
    """
    mover = _Mover(move, sheet)
    try:
        head = read_head(chunks)
        plain = find_plain(head)
        if plain:
            yield mover.feed(head[: plain.head])
            yield from _above(chunks, mover, head[plain.head :], plain)
        else:
            yield mover.feed(head)
        for chunk in chunks:
            yield mover.feed(chunk)
        yield mover.feed(b"", final=True)
    except SheetError as error:
        error.sheet = error.sheet or sheet
        raise


def _above(
    chunks: Iterator[bytes], mover: "_Mover", rest: bytes, plain: PlainSheet
) -> Iterator[bytes]:
    """Pass by the rows that stay, as long as none of them holds a formula."""
    for chunk in chain(chunks, (b"",)):
        body = rest[: plain.rows_end(rest)]
        first, last = row_bounds(body, plain, 0, len(body))
        stays = mover.number < first and last <= mover.move.after
        if not stays or is_odd(body) or b"<%sf" % plain.prefix in body or not chunk:
            yield mover.feed(rest + chunk)
            return
        yield mover.settled()
        yield body
        mover.number = last
        rest = rest[len(body) :] + chunk
        if len(rest) > MAX_CARRY:
            yield mover.feed(rest)
            return


class _Mover:
    """Fed with a sheet's XML, gives it back with the rows below further down."""

    def __init__(self, move: Move, sheet: str) -> None:
        self.move = move
        self.number = 0
        self._sheet = sheet
        self._parser = GuardedParser(self._start, self._end)
        self._expat = self._parser.expat
        self._window = SpliceWindow()
        self._in_data = False
        self._column = 0
        self._breaks = False
        self._rewrite: Callable[[str], str] | None = None
        """What becomes of the text that is being read."""

    def feed(self, data: bytes, *, final: bool = False) -> bytes:
        """Take more of the sheet, give what of it is settled. Raises ``SheetError``."""
        self._window.add(data)
        self._parser.feed(data, final=final)
        return self._window.flush(final=final)

    def settled(self) -> bytes:
        """Give everything fed so far; only between rows."""
        return self._window.flush(final=True)

    def _start(self, name: str, given: dict[str, str]) -> None:
        at = self._expat.CurrentByteIndex
        self._window.safe = at
        kind = local_name(name)
        if kind in FORMULAS:
            self._start_formula(given, at)
        elif self._in_data:
            self._start_in_data(main_name(name), given, at)
        elif kind == "sheetData":
            self._in_data = True
        else:
            self._start_around(kind, given, at)

    def _start_in_data(self, kind: str, given: Mapping[str, str], at: int) -> None:
        if kind == "row":
            stated = given.get("r", str(self.number + 1))
            self.number = int(stated) if stated.isascii() and stated.isdigit() else 0
            self._column = -1
            if self.move.row(self.number) > ROWS:
                raise locked_cell(self.number, 0, "no row left at the bottom")
        elif kind == "c":
            place = parse_cell(given.get("r", ""))
            self._column = place[1] if place else self._column + 1
        number = self.move.row(self.number)
        if number == self.number or kind not in {"row", "c"}:
            return
        tag = self._window.tag(at)
        if kind == "row":
            self._replace(at, tag, set_attribute(tag, b"r", b"%d" % number))
        elif b"r" in attributes(tag):
            letters = attributes(tag)[b"r"].rstrip(b"0123456789")
            self._replace(at, tag, set_attribute(tag, b"r", b"%s%d" % (letters, number)))

    def _start_formula(self, given: Mapping[str, str], at: int) -> None:
        spread = parse_range(given.get("ref", ""))
        if given.get("t", "normal") != "normal" and (
            self.number > self.move.after or (spread and spread.last_row > self.move.after)
        ):
            raise self._refused("a formula of several cells")
        if given.get("t") == "shared" and spread:
            height = spread.last_row - spread.first_row
            self._begin_text(at, lambda text: self._same_formula(text, height))
        elif self._in_data:
            self._begin_text(at, self._moved_formula)
        else:
            self._begin_text(at, self._same_formula)

    def _start_around(self, kind: str, given: Mapping[str, str], at: int) -> None:
        if kind in _UNMOVABLE:
            raise self._refused(kind)
        if kind in _OF_THE_VIEW:
            return
        if kind in {"rowBreaks", "colBreaks"}:
            self._breaks = kind == "rowBreaks"
        elif kind == "brk" and self._breaks:
            self._move_break(given.get("id", ""), at)
        elif kind == "cfvo":
            self._same_formula(given.get("val", ""))
        elif kind == "sqref":
            self._begin_text(at, lambda text: grow_reference(text, self.move.cells))
        elif "ref" in given or "sqref" in given:
            if kind == "mergeCell":
                self._check_merge(given.get("ref", ""))
            tag = self._window.tag(at)
            name = b"ref" if "ref" in given else b"sqref"
            self._replace(at, tag, grow_attribute(tag, name, self.move.cells))

    def _check_merge(self, stated: str) -> None:
        cells = parse_range(stated)
        if cells and cells.first_row <= self.move.after < cells.last_row:
            raise locked_cell(cells.last_row, cells.first_column, LockReason.MERGED)

    def _move_break(self, stated: str, at: int) -> None:
        """Move a page break, which stands below the row it names."""
        if stated.isascii() and stated.isdigit() and int(stated) >= self.move.after:
            tag = self._window.tag(at)
            self._replace(at, tag, set_attribute(tag, b"id", b"%d" % (int(stated) + self.move.by)))

    def _end(self, name: str) -> None:
        at = self._expat.CurrentByteIndex
        window = self._window
        window.safe = at
        if self._rewrite is not None and window.keep is not None:
            raw = window.raw(window.keep, at)
            if b"<" in raw:
                raise self._refused("a formula with markup")
            old = unescape_text(raw.decode("utf-8"))
            new = self._rewrite(old)
            if new != old:
                window.splice(window.keep, at, escape_text(new))
            self._rewrite = window.keep = None
        if main_name(name) == "sheetData":
            self._in_data = False

    def _begin_text(self, at: int, rewrite: Callable[[str], str]) -> None:
        tag = self._window.tag(at)
        if not tag.endswith(b"/>"):
            self._window.keep = at + len(tag)
            self._rewrite = rewrite

    def _moved_formula(self, text: str) -> str:
        return with_rows(text, self._moved_rows, self._sheet)

    def _moved_rows(self, rows: Rows) -> Rows:
        """What a formula in a cell means by rows; a total of the table takes in the new ones."""
        first, last = rows
        move = self.move
        totals = self.number > move.after and first < last == move.after
        return move.row(first), last + move.by if totals else min(move.row(last), ROWS)

    def _same_formula(self, text: str, height: int = 0) -> str:
        """Check a formula that stays as it is; shared by cells, it means rows further down too."""
        spans = rows_in(text, self._sheet, is_own=True)
        if any(reaches_below(rows, self.move.after - height) for rows in spans):
            raise self._refused("a formula")
        return text

    def _replace(self, at: int, old: bytes, new: bytes) -> None:
        if new != old:
            self._window.splice(at, at + len(old), new)

    def _refused(self, detail: str) -> SheetError:
        if self._in_data:
            return locked_cell(self.number, max(self._column, 0), detail)
        return locked_cell(self.move.after + 1, 0, detail)
