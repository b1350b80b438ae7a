"""OpenDocument spreadsheets, zipped (ods) or flat (fods), parsed in one pass.

Read without the native reader, which refuses some real files and tells neither merges nor error
cells. Equal values and repeated rows are shared, so a book takes little more than its pointers.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind
from kuke_tui.sheets.grid import CellError, CellRange, GridRow, Value
from kuke_tui.sheets.read_only_formats.book import ReadOnlySheet
from kuke_tui.sheets.xlsx.archive import open_archive
from kuke_tui.sheets.xlsx.limits import COLUMNS, MAX_CELL_TEXT, MAX_PART, MAX_SHEETS, ROWS
from kuke_tui.sheets.xlsx.markup import GuardedParser, parse_chunks
from kuke_tui.sheets.xlsx.values import parse_number

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_EXTENDED_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"

_CELL, _COVERED = _TABLE + "table-cell", _TABLE + "covered-table-cell"
_PARAGRAPH = _TEXT + "p"
_COLUMNS_REPEATED = _TABLE + "number-columns-repeated"
_COLUMNS_SPANNED = _TABLE + "number-columns-spanned"
_ANNOTATION = _OFFICE + "annotation"
_VALUE_TYPE, _VALUE, _STRING = _OFFICE + "value-type", _OFFICE + "value", _OFFICE + "string-value"
_FORMULA = _TABLE + "formula"

_MAX_SLOTS = 40_000_000
"""Widths of all rows added up, repeated ones counted."""

_BLOCK = 1 << 20
_SPACES = re.compile(r"[ \t\r\n]+")
# XML can't hold these, so they stand for what must survive the collapsing of white space.
_SPACE, _TAB, _BREAK = "\0", "\1", "\2"
_KEPT_SPACES = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})
_ERROR = re.compile(r"#(?:N/[AD]|[\w/]+[!?])|(?:Err|Błąd):[0-9]{3}")
_DURATION = re.compile(r"PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d*)?S")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0*)?)?$")


def read_open_document(file: BinaryIO, kind: FileKind) -> list[ReadOnlySheet]:
    """Read all sheets of an ods or fods file. Raises ``SheetError``."""
    reader = _ContentReader()
    parse_chunks(reader.parser, _content(file, kind))
    return reader.sheets


def _content(file: BinaryIO, kind: FileKind) -> Iterator[bytes]:
    if kind is FileKind.FODS:
        left = MAX_PART
        while block := file.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise SheetError(SheetErrorCode.TOO_LARGE)
            yield block
        return
    archive = open_archive(file)
    for entry in archive.directory.entries:
        if entry.name == "content.xml":
            yield from archive.chunks(entry)
            return
    raise SheetError(SheetErrorCode.DAMAGED, detail="no content.xml")


class _ContentReader:
    """Follows the document's elements; finished sheets gather in ``sheets``."""

    def __init__(self) -> None:
        self.sheets: list[ReadOnlySheet] = []
        self.parser = GuardedParser()
        self.parser.expat.StartElementHandler = self._start
        self.parser.expat.EndElementHandler = self._end
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            _CELL: self._start_cell,
            _COVERED: self._start_cell,
            _PARAGRAPH: self._start_paragraph,
            _TABLE + "table-row": self._start_row,
            _TABLE + "table": self._start_table,
            _TEXT + "s": self._add_spaces,
            _TEXT + "tab": lambda _: self._add_text(_TAB),
            _TEXT + "line-break": lambda _: self._add_text(_BREAK),
            _STYLE + "style": self._start_style,
            _STYLE + "table-properties": self._start_table_style,
        }
        self._ends: dict[str, Callable[[], None]] = {
            _CELL: self._end_cell,
            _COVERED: self._end_covered,
            _TABLE + "table-row": self._end_row,
            _TABLE + "table": self._end_table,
        }
        self._apart = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._shared: dict[str, str] = {}
        self._slots = 0
        self._in_table = self._in_cell = False
        self._begin_table("", hidden=False)
        self._begin_row(1)
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._length = self._paragraphs = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._starts.get(name)
        if handler is not None and not (self._in_cell and name.startswith(_TABLE)):
            handler(attributes)
        elif self._in_cell and name.startswith((_TABLE, _DRAW, _ANNOTATION)):
            self._apart = 1
            self.parser.expat.StartElementHandler = self._start_apart
            self.parser.expat.EndElementHandler = self._end_apart

    def _end(self, name: str) -> None:
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _start_apart(self, *_: object) -> None:
        self._apart += 1

    def _end_apart(self, _: str) -> None:
        self._apart -= 1
        if not self._apart:
            self.parser.expat.StartElementHandler = self._start
            self.parser.expat.EndElementHandler = self._end

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(_STYLE + "name", "")

    def _start_table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get(_TABLE + "display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise SheetError(SheetErrorCode.BOMB, detail="sheets")
        hidden = attributes.get(_TABLE + "style-name") in self._hidden_styles
        self._begin_table(attributes.get(_TABLE + "name", ""), hidden=hidden)
        self._in_table = True

    def _begin_table(self, name: str, *, hidden: bool) -> None:
        self._name = name
        self._hidden = hidden
        self._rows: list[GridRow] = []
        self._merges: list[CellRange] = []
        self._number = 1

    def _end_table(self) -> None:
        self._in_table = False
        self.sheets.append(
            ReadOnlySheet(self._name, self._rows, hidden=self._hidden, merges=self._merges)
        )

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._begin_row(self._count(attributes, _TABLE + "number-rows-repeated", ROWS))

    def _begin_row(self, repeated: int) -> None:
        self._repeated = repeated
        self._cells: list[Value] = []
        self._column = 0

    def _end_row(self) -> None:
        first, self._number = self._number, self._number + self._repeated
        if not self._cells or not self._in_table:
            return
        self._slots += len(self._cells) * self._repeated
        if self._number > ROWS + 1 or self._slots > _MAX_SLOTS:
            raise SheetError(
                SheetErrorCode.BOMB, sheet=self._name, row=first, detail="repeated rows"
            )
        self._rows += (GridRow(number, self._cells) for number in range(first, self._number))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._in_cell = True
        self._cell = attributes
        self._text = []
        self._length = self._paragraphs = 0

    def _end_covered(self) -> None:
        self._in_cell = False
        self.parser.expat.CharacterDataHandler = None
        self._column += self._count(self._cell, _COLUMNS_REPEATED, COLUMNS)

    def _end_cell(self) -> None:
        self._in_cell = False
        self.parser.expat.CharacterDataHandler = None
        cell = self._cell
        repeated = self._count(cell, _COLUMNS_REPEATED, COLUMNS)
        if _COLUMNS_SPANNED in cell:
            self._add_merge()
        text = "".join(self._text)
        if text:
            text = _SPACES.sub(" ", text).lstrip(" ").translate(_KEPT_SPACES)
        value = _typed(cell, text)
        if value is not None:
            if self._column + repeated > COLUMNS:
                raise SheetError(
                    SheetErrorCode.BOMB, sheet=self._name, row=self._number, detail="columns"
                )
            if isinstance(value, str):
                value = self._shared.setdefault(value, value)
            self._cells += [None] * (self._column - len(self._cells))
            self._cells += [value] * repeated
        self._column += repeated

    def _add_merge(self) -> None:
        columns = self._count(self._cell, _COLUMNS_SPANNED, COLUMNS)
        rows = self._count(self._cell, _TABLE + "number-rows-spanned", ROWS)
        if (rows, columns) != (1, 1):
            row, column = self._number, self._column
            self._merges.append(CellRange(row, column, row + rows - 1, column + columns - 1))

    def _start_paragraph(self, _: dict[str, str]) -> None:
        if self._in_cell:
            if self._paragraphs:
                self._add_text(_BREAK)
            self._paragraphs += 1
            self.parser.expat.CharacterDataHandler = self._add_text

    def _add_spaces(self, attributes: dict[str, str]) -> None:
        stated = attributes.get(_TEXT + "c", "1")
        count = int(stated) if stated.isdecimal() and len(stated) < 10 else 1
        self._length += count
        self._add_text(_SPACE * count if self._length <= MAX_CELL_TEXT else "")

    def _add_text(self, text: str) -> None:
        if self._apart:
            return
        self._length += len(text)
        if self._length > MAX_CELL_TEXT:
            raise SheetError(SheetErrorCode.TOO_LARGE, sheet=self._name, row=self._number)
        self._text.append(text)

    def _count(self, attributes: dict[str, str], name: str, most: int) -> int:
        stated = attributes.get(name)
        if stated is None:
            return 1
        if not (stated.isascii() and stated.isdecimal()) or len(stated) > 9:
            raise SheetError(
                SheetErrorCode.DAMAGED, sheet=self._name, row=self._number, detail=name
            )
        return max(1, min(int(stated), most))


def _typed(cell: dict[str, str], text: str) -> Value:
    """Give a cell's value from its attributes and the text shown in it."""
    extended = cell.get(_EXTENDED_TYPE)
    if extended is None and _FORMULA in cell and _ERROR.fullmatch(text):
        extended = "error"  # a program that does not know the extension
    if extended == "error":
        return CellError(text)
    match cell.get(_VALUE_TYPE):
        case "float" | "percentage" | "currency":
            return _number(cell.get(_VALUE, ""), text)
        case "boolean":
            stated = cell.get(_OFFICE + "boolean-value", "")
            return stated == "true" if stated in {"true", "false"} else CellError(text or stated)
        case "date":
            return _MIDNIGHT.sub("", cell.get(_OFFICE + "date-value", "")) or text or None
        case "time":
            return _clock(cell.get(_OFFICE + "time-value", "")) or text or None
        case _:
            return cell.get(_STRING) or text or None


def _number(stated: str, text: str) -> Value:
    number = parse_number(stated)
    if number is None:
        return CellError(text or stated)
    # A format such as 00000 shows a policy's zeros, which belong to its number.
    if text.startswith("0") and text.isascii() and text.isdecimal() and 1 < len(text) < 100:
        return text if int(text) == number else number
    return number


def _clock(duration: str) -> str:
    found = _DURATION.fullmatch(duration)
    return f"{int(found[1]):02}:{int(found[2]):02}:{int(found[3]):02}" if found else duration
