"""OpenDocument spreadsheets, zipped (ods) or flat (fods), parsed in one pass.

Read without the native reader, which refuses some real files and tells neither merges nor error
cells. Equal values and repeated rows are shared, so a book takes little more than its pointers.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind
from kuke_tui.sheets.grid import CellRange, GridRow, ShownNumber, Value
from kuke_tui.sheets.new_styles import NumberCode
from kuke_tui.sheets.read_only_formats.book import ReadOnlySheet
from kuke_tui.sheets.read_only_formats.look import SheetLook
from kuke_tui.sheets.read_only_formats.ods_formats import NumberStyles
from kuke_tui.sheets.read_only_formats.ods_values import OFFICE, TABLE, typed, with_number
from kuke_tui.sheets.xlsx.archive import open_archive
from kuke_tui.sheets.xlsx.limits import COLUMNS, MAX_CELL_TEXT, MAX_PART, MAX_SHEETS, ROWS
from kuke_tui.sheets.xlsx.markup import GuardedParser, parse_chunks

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "

_CELL, _COVERED = TABLE + "table-cell", TABLE + "covered-table-cell"
_PARAGRAPH = _TEXT + "p"
_COLUMNS_REPEATED = TABLE + "number-columns-repeated"
_COLUMNS_SPANNED = TABLE + "number-columns-spanned"
_ANNOTATION = OFFICE + "annotation"
_VISIBILITY, _DEFAULT_STYLE = TABLE + "visibility", TABLE + "default-cell-style-name"

_MAX_SLOTS = 40_000_000
"""Widths of all rows added up, repeated ones counted."""

_MAX_REPEATS = 100_000
"""Rows with values that stand in the file as repetitions of another."""

_BLOCK = 1 << 20
_SPACES = re.compile(r"[ \t\r\n]+")
# XML can't hold these, so they stand for what must survive the collapsing of white space.
_SPACE, _TAB, _BREAK = "\0", "\1", "\2"
_KEPT_SPACES = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})


def read_open_document(file: BinaryIO, kind: FileKind, *, looks: bool) -> list[ReadOnlySheet]:
    """Read all sheets of an ods or fods file, with ``looks`` their number formats too.

    Raises ``SheetError``.
    """
    numbers = NumberStyles() if looks else None
    if kind is FileKind.FODS:
        content = _flat(file)
    else:
        archive = open_archive(file)
        entries = {entry.name: entry for entry in archive.directory.entries}
        if "content.xml" not in entries:
            raise SheetError(SheetErrorCode.DAMAGED, detail="no content.xml")
        if numbers and "styles.xml" in entries:
            numbers.read(archive.chunks(entries["styles.xml"]))
        content = archive.chunks(entries["content.xml"])
    reader = _ContentReader(numbers)
    parse_chunks(reader.parser, content)
    return reader.sheets


def _flat(file: BinaryIO) -> Iterator[bytes]:
    left = MAX_PART
    while block := file.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise SheetError(SheetErrorCode.TOO_LARGE)
        yield block


class _ContentReader:
    """Follows the document's elements; finished sheets gather in ``sheets``."""

    def __init__(self, numbers: NumberStyles | None) -> None:
        self._numbers = numbers
        self.sheets: list[ReadOnlySheet] = []
        self.parser = GuardedParser(self._start, self._end)
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            _CELL: self._start_cell,
            _COVERED: self._start_cell,
            _PARAGRAPH: self._start_paragraph,
            TABLE + "table-row": self._start_row,
            TABLE + "table": self._start_table,
            TABLE + "table-column": self._start_column,
            _TEXT + "s": self._add_spaces,
            _TEXT + "tab": lambda _: self._add_text(_TAB),
            _TEXT + "line-break": lambda _: self._add_text(_BREAK),
            _STYLE + "style": self._start_style,
            _STYLE + "table-properties": self._start_table_style,
        }
        self._ends: dict[str, Callable[[], None]] = {
            _CELL: self._end_cell,
            _COVERED: self._end_covered,
            TABLE + "table-row": self._end_row,
            TABLE + "table": self._end_table,
        }
        self._apart = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._shared: dict[str, str] = {}
        self._slots = self._repeats = 0
        self._in_table = self._in_cell = False
        self._begin_table("", hidden=False)
        self._begin_row(1)
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._length = self._paragraphs = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._apart:
            return
        handler = self._starts.get(name)
        if handler is not None and not (self._in_cell and name.startswith(TABLE)):
            handler(attributes)
        elif self._in_cell and name.startswith((TABLE, _DRAW, _ANNOTATION)):
            self._apart = self.parser.depth
        elif self._numbers and not self._in_table:
            self._numbers.start(name, attributes)
            self.parser.expat.CharacterDataHandler = self._numbers.text

    def _end(self, name: str) -> None:
        if self._apart:
            if self.parser.depth < self._apart:
                self._apart = 0
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler()
        elif self._numbers and not self._in_table:
            self._numbers.end(name)

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(_STYLE + "name", "")
        if self._numbers:
            self._numbers.start(_STYLE + "style", attributes)

    def _start_table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get(TABLE + "display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise SheetError(SheetErrorCode.BOMB, detail="sheets")
        hidden = attributes.get(TABLE + "style-name") in self._hidden_styles
        self._begin_table(attributes.get(TABLE + "name", ""), hidden=hidden)
        self._in_table = True
        self.parser.expat.CharacterDataHandler = None

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._columns
        self._columns += self._count(attributes, _COLUMNS_REPEATED, COLUMNS)
        if attributes.get(_VISIBILITY, "visible") != "visible":
            self._look.hidden_columns.update(range(first, min(self._columns, COLUMNS)))
        self._column_styles.append((self._columns, attributes.get(_DEFAULT_STYLE, "")))

    def _begin_table(self, name: str, *, hidden: bool) -> None:
        self._name = name
        self._hidden = hidden
        self._rows: list[GridRow] = []
        self._merges: list[CellRange] = []
        self._look = SheetLook()
        self._columns = 0
        self._column_styles: list[tuple[int, str]] = []
        """The end of each stretch of columns, and the style of its cells that have none."""
        self._number = 1

    def _end_table(self) -> None:
        self._in_table = False
        self.sheets.append(
            ReadOnlySheet(
                self._name, self._rows, hidden=self._hidden, merges=self._merges, look=self._look
            )
        )

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._begin_row(self._count(attributes, TABLE + "number-rows-repeated", ROWS))
        self._row_hidden = attributes.get(_VISIBILITY, "visible") != "visible"

    def _begin_row(self, repeated: int) -> None:
        self._repeated = repeated
        self._row_hidden = False
        self._codes: dict[int, NumberCode] = {}
        self._cells: list[Value] = []
        self._column = 0

    def _end_row(self) -> None:
        first, self._number = self._number, self._number + self._repeated
        if not self._cells or not self._in_table:
            return
        self._slots += len(self._cells) * self._repeated
        self._repeats += self._repeated - 1
        if self._number > ROWS + 1 or self._slots > _MAX_SLOTS or self._repeats > _MAX_REPEATS:
            raise SheetError(
                SheetErrorCode.BOMB, sheet=self._name, row=first, detail="repeated rows"
            )
        numbers = range(first, self._number)
        self._rows += (GridRow(number, self._cells) for number in numbers)
        if self._row_hidden:
            self._look.hidden_rows.update(numbers)
        for column, code in self._codes.items():
            self._look.codes.update({(number, column): code for number in numbers})

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
        value = typed(cell, text)
        if value is not None:
            if self._column + repeated > COLUMNS:
                raise SheetError(
                    SheetErrorCode.BOMB, sheet=self._name, row=self._number, detail="columns"
                )
            if isinstance(value, str) and self._numbers:
                value = with_number(cell, value)
            elif isinstance(value, str):
                value = self._shared.setdefault(value, value)
            self._cells += [None] * (self._column - len(self._cells))
            self._cells += [value] * repeated
            if self._numbers and isinstance(value, int | float | ShownNumber):
                self._note_codes(self._numbers, repeated)
        self._column += repeated

    def _note_codes(self, numbers: NumberStyles, repeated: int) -> None:
        for column in range(self._column, self._column + repeated):
            style = self._cell.get(TABLE + "style-name")
            if style is None:
                ends = (style for end, style in self._column_styles if column < end)
                style = next(ends, "")
            code = numbers.code_of(style)
            if code is not None:
                self._codes[column] = code

    def _add_merge(self) -> None:
        columns = self._count(self._cell, _COLUMNS_SPANNED, COLUMNS)
        rows = self._count(self._cell, TABLE + "number-rows-spanned", ROWS)
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
