"""A sheet's XML turned into rows by expat, one chunk at a time."""

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import (
    NO_RESULT,
    CellRange,
    GridRow,
    LockReason,
    Value,
    column_letter,
)
from kuke_tui.sheets.xlsx.directory import damaged
from kuke_tui.sheets.xlsx.limits import COLUMNS, MAX_CELL_TEXT, MAX_SLOTS, ROWS
from kuke_tui.sheets.xlsx.locks import LockMap
from kuke_tui.sheets.xlsx.markup import MAIN, GuardedParser
from kuke_tui.sheets.xlsx.refs import parse_column, parse_range
from kuke_tui.sheets.xlsx.values import CellDecoder

_KINDS = ("sheetData", "row", "c", "v", "f", "is", "t", "rPh", "mergeCell")
_NAMES = {f"{namespace} {kind}": kind for namespace in MAIN for kind in _KINDS} | {
    kind: kind for kind in _KINDS
}
_SPREAD = {"array", "dataTable"}


class SheetParser:
    """Feeds on a worksheet part and gives its rows, merges and locked cells.

    A row is given once the next one starts, so that a row whose number stands twice comes as one.
    """

    def __init__(self, decoder: CellDecoder) -> None:
        self.merges: list[CellRange] = []
        self.locks = LockMap()
        self.number = 0
        self.in_data = False
        self._has_data = False
        self._decoder = decoder
        self._ready: list[GridRow] = []
        self._slots = 0
        self._cells: list[Value] = []
        self._seen: set[int] = set()
        self._column = -1
        self._kind = self._style = ""
        self._value: list[str] | None = None
        self._inline: list[str] | None = None
        self._has_formula = False
        self._spread: CellRange | None = None
        self._phonetic = 0
        self._in_row = self._in_cell = self._in_inline = False
        self._letters: dict[str, int] = {}
        self._parser = GuardedParser(self._start, self._end)

    def feed(self, data: bytes, *, final: bool = False) -> None:
        """Parse more of the part. Raises ``SheetError``, located where a cell is to blame."""
        self._parser.feed(data, final=final)
        if final and not self._has_data:
            raise damaged("no sheetData in a namespace that is known")
        for text in (self._value, self._inline):
            if text and len(text) > 64 and sum(map(len, text)) > MAX_CELL_TEXT:
                raise self._error(SheetErrorCode.TOO_LARGE, "an endless cell")

    def take(self) -> list[GridRow]:
        """Give the rows completed since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def release(self) -> list[GridRow]:
        """Give the row held back, because one read elsewhere follows it."""
        self._emit()
        return self.take()

    @property
    def width(self) -> int:
        """How many columns the row last read reached."""
        return self._column + 1

    def count_slots(self, width: int) -> None:
        """Count a row's cells. Raises ``SheetError`` TOO_LARGE beyond all measure."""
        self._slots += width
        if self._slots > MAX_SLOTS:
            raise self._error(SheetErrorCode.TOO_LARGE, "cells")

    def _error(self, code: SheetErrorCode, detail: str) -> SheetError:
        column = column_letter(self._column) if self._in_cell else None
        return SheetError(code, row=self.number or None, column=column, detail=detail)

    def _emit(self) -> None:
        if self._cells:
            self._ready.append(GridRow(self.number, self._cells))
            self._cells = []
        self._seen.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _NAMES.get(name)
        if kind is None:
            return
        if self._in_cell:
            self._start_inside(kind, attributes)
        elif kind == "c" and self._in_row:
            self._start_cell(attributes)
        elif kind == "row" and self.in_data:
            self._start_row(attributes)
        elif kind == "sheetData":
            self.in_data = self._has_data = True
        elif kind == "mergeCell":
            cells = parse_range(attributes.get("ref", ""))
            if cells:
                self.merges.append(cells)
                self.locks.add_merge(cells)

    def _start_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r")
        number = self.number + 1
        if stated is not None:
            number = int(stated) if stated.isascii() and stated.isdigit() else 0
        if number < self.number or not 1 <= number <= ROWS or self._in_row:
            raise self._error(SheetErrorCode.DAMAGED, f"row {stated} is out of order")
        if number != self.number:
            self._emit()
        self.number = number
        self._column = -1
        self._in_row = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self._column + 1
        if reference:
            letters = reference.rstrip("0123456789")
            known = self._letters.get(letters)
            if known is None:
                known = parse_column(letters) if len(letters) <= 3 and letters.isalpha() else -1
                self._letters[letters] = known
            column = known
            if reference[len(letters) :] != str(self.number):
                raise self._error(SheetErrorCode.DAMAGED, f"cell {reference} in another row")
        if not 0 <= column < COLUMNS:
            raise self._error(SheetErrorCode.DAMAGED, f"cell {reference}")
        if column in self._seen:
            self.locks.add_cell(self.number, column, LockReason.DUPLICATE)
        self._seen.add(column)
        self._column = column
        self._in_cell = True
        self._kind = attributes.get("t", "")
        self._style = attributes.get("s", "")
        self._value = self._inline = None
        self._has_formula, self._spread = False, None
        if "vm" in attributes or "cm" in attributes:
            self.locks.add_cell(self.number, column, LockReason.RICH_VALUE)

    def _start_inside(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "v" and not self._in_inline:
            self._value = []
            self._parser.expat.CharacterDataHandler = self._value.append
        elif kind == "f" and not self._in_inline:
            self._start_formula(attributes)
        elif kind == "is":
            self._inline = []
            self._in_inline = True
        elif kind == "rPh":
            self._phonetic += 1
        elif kind == "t" and self._inline is not None and not self._phonetic:
            self._parser.expat.CharacterDataHandler = self._inline.append

    def _start_formula(self, attributes: dict[str, str]) -> None:
        spread = attributes.get("t") in _SPREAD
        cells = parse_range(attributes.get("ref", "")) if spread else None
        if cells:
            self.locks.add_range(cells, LockReason.ARRAY)
        reason = LockReason.ARRAY if spread else LockReason.FORMULA
        self.locks.add_cell(self.number, self._column, reason)
        self._has_formula, self._spread = True, cells

    def _end(self, name: str) -> None:
        kind = _NAMES.get(name)
        if kind is None:
            return
        if self._in_cell:
            if kind == "c":
                self._end_cell()
            elif kind in {"v", "t"}:
                self._parser.expat.CharacterDataHandler = None
            elif kind == "is":
                self._in_inline = False
            elif kind == "rPh":
                self._phonetic -= 1
        elif kind == "row":
            self._in_row = False
        elif kind == "sheetData":
            self._emit()
            self.in_data = False

    def _end_cell(self) -> None:
        value = "".join(self._value) if self._value is not None else None
        inline = "".join(self._inline) if self._inline is not None else None
        if max(len(value or ""), len(inline or "")) > MAX_CELL_TEXT:
            raise self._error(SheetErrorCode.TOO_LARGE, "an endless cell")
        if self._has_formula and not value and inline is None and self._lacks_result():
            shown: Value = NO_RESULT
        else:
            shown = self._decoder.decode(self._kind, self._style, value, inline)
        self._in_cell = self._in_inline = False
        self._phonetic = 0
        if shown is None:
            return
        cells, column = self._cells, self._column
        missing = column + 1 - len(cells)
        if missing > 0:
            self.count_slots(missing)
            cells.extend([None] * missing)
        cells[column] = shown

    def _lacks_result(self) -> bool:
        """Whether a formula without a value was never reckoned; else its result is empty text."""
        if self._kind == "str" and self._value is not None:
            return False
        if self._spread is not None:
            # The other cells of its range stand empty too: they are unknown as this one is.
            self.merges.append(self._spread)
        return True
