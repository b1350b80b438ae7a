"""Write a fresh xlsx: converted exports, to-do lists, synthetic samples.

The XML is written in a stream of our own: openpyxl's write-only mode takes several times as long
for half a million rows. The same input gives the same bytes.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellError, Value, column_letter
from kuke_tui.sheets.new_styles import HEADER_STYLE, MAIN, TEXT_STYLE, XML, Formats, NumberCode
from kuke_tui.sheets.xlsx.limits import COLUMNS, ROWS
from kuke_tui.sheets.xlsx.markup import escape_text

_MAX_TEXT = 32_767
_MAX_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_ROWS_AT_ONCE = 512
_LEVEL = 4
"""Of compression: little slower than 1, little larger than 6."""

_MAX_PART = (1 << 31) - 1
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class FormattedNumber(NamedTuple):
    """A number in a format of its own."""

    number: float
    code: NumberCode


NewCell = Value | FormattedNumber


@dataclass(frozen=True)
class NewSheet:
    """A sheet to write.

    ``rows`` start at row 1, cells at column A; None leaves a cell out. Text is always text,
    whatever it starts with. ``header_rows`` is how many rows at the top stand out in bold;
    ``frozen_rows`` and ``frozen_columns`` stay in view; ``autofilter`` puts filter buttons on the
    last header row. ``widths`` are column widths in characters from A on. ``text_columns``
    (0-based) have the format "text", so that numbers typed there later keep their zeros. A sheet
    may be ``hidden`` as a whole, ``hidden_rows`` (1-based) and ``hidden_columns`` (0-based) by
    themselves.
    """

    title: str
    rows: Iterable[Sequence[NewCell]]
    header_rows: int = 1
    frozen_rows: int = 0
    frozen_columns: int = 0
    autofilter: bool = False
    widths: Sequence[float] = ()
    text_columns: frozenset[int] = frozenset()
    hidden: bool = False
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()


def write_new_workbook(target: BinaryIO, sheets: Sequence[NewSheet]) -> None:
    """Write a workbook of at least one sheet to a seekable binary file.

    Titles are made what Excel allows: 31 characters, no ``[]:*?/\\``, each one once. The first
    sheet that isn't hidden is shown; where all are, none is hidden. Raises
    ``SheetError`` (with sheet, row and column): CANNOT_ENCODE for a text of more than 32,767
    characters, TOO_LARGE for more rows or columns than a sheet has.
    """
    titles = _titles(sheets)
    strings, formats = _Strings(), Formats()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        _write(package, "[Content_Types].xml", [_content_types(len(sheets)).encode()])
        _write(package, "_rels/.rels", [_root_relations().encode()])
        _write(package, "xl/workbook.xml", [_workbook(titles, sheets).encode()])
        _write(package, "xl/_rels/workbook.xml.rels", [_relations(len(sheets)).encode()])
        for number, (title, sheet) in enumerate(zip(titles, sheets, strict=True), 1):
            part = f"xl/worksheets/sheet{number}.xml"
            _write(package, part, _SheetWriter(title, sheet, strings, formats).parts())
        _write(package, "xl/sharedStrings.xml", strings.parts())
        _write(package, "xl/styles.xml", [formats.part().encode()])


class _Strings:
    """The shared strings: each distinct text once, known by the XML that refers to it."""

    def __init__(self) -> None:
        self.tails: dict[str, str] = {}

    def add(self, text: str) -> str:
        """Give the rest of a cell's XML for a text."""
        tail = self.tails.get(text)
        if tail is None:
            tail = self.tails[text] = f' t="s"><v>{len(self.tails)}</v></c>'
        return tail

    def parts(self) -> Iterator[bytes]:
        yield f'{XML}<sst {MAIN} uniqueCount="{len(self.tails)}">'.encode()
        for text in self.tails:
            yield b'<si><t xml:space="preserve">%b</t></si>' % escape_text(text)
        yield b"</sst>"


class _SheetWriter:
    """Writes the XML of one sheet in a stream."""

    def __init__(self, title: str, sheet: NewSheet, strings: _Strings, formats: Formats) -> None:
        self._title = title
        self._sheet = sheet
        self._strings = strings
        self._formats = formats
        self._width = self._height = 0
        self._starts: list[str] = []
        self._styles: list[str] = []
        self._header_styles: list[str] = []

    def parts(self) -> Iterator[bytes]:
        """Give the sheet's XML in pieces."""
        yield f"{XML}<worksheet {MAIN}>{self._view()}{self._columns()}<sheetData>".encode()
        pending: list[str] = []
        for row in self._sheet.rows:
            self._height += 1
            pending.append(self._row(row))
            if len(pending) == _ROWS_AT_ONCE:
                yield "".join(pending).encode()
                pending.clear()
        yield "".join(pending).encode()
        yield f"</sheetData>{self._filter()}</worksheet>".encode()

    def _row(self, row: Sequence[NewCell]) -> str:
        number = self._height
        if len(row) > self._width:
            self._widen(len(row))
        if number > ROWS:
            raise self._error(SheetErrorCode.TOO_LARGE)
        tails = self._strings.tails
        is_header = number <= self._sheet.header_rows
        is_hidden = number in self._sheet.hidden_rows
        cells = [f'<row r="{number}" hidden="1">' if is_hidden else f'<row r="{number}">']
        for value, start, middle in zip(
            row, self._starts, self._header_styles if is_header else self._styles, strict=False
        ):
            if value is None:
                continue
            if isinstance(value, str):
                tail = tails.get(value) or self._text(value, start)
            elif isinstance(value, FormattedNumber):
                style = self._formats.style_of(value.code)
                cells.append(f'{start}{number}" s="{style}"{self._tail(value.number)}')
                continue
            else:
                tail = self._tail(value)
            if tail:
                cells.append(f"{start}{number}{middle}{tail}")
        cells.append("</row>")
        return "".join(cells)

    def _widen(self, width: int) -> None:
        if width > COLUMNS:
            raise self._error(SheetErrorCode.TOO_LARGE)
        self._width = width
        text_columns = self._sheet.text_columns
        self._starts = [f'<c r="{column_letter(column)}' for column in range(width)]
        self._header_styles = [f'" s="{HEADER_STYLE}"'] * width
        self._styles = [
            f'" s="{TEXT_STYLE}"' if column in text_columns else '"' for column in range(width)
        ]

    def _text(self, text: str, start: str) -> str:
        if len(text) > _MAX_TEXT:
            column = start.partition('"')[2]
            raise self._error(SheetErrorCode.CANNOT_ENCODE, column=column, found=text[:40])
        return self._strings.add(text) if text else ""

    def _tail(self, value: bool | float | CellError) -> str:
        if isinstance(value, bool):
            return f' t="b"><v>{value:d}</v></c>'
        if isinstance(value, CellError):
            # As a text, another program's error would be a value, such as a policy's number.
            error = value.text if value.text in _ERRORS else "#N/A"
            return f' t="e"><v>{error}</v></c>'
        return f"><v>{value!r}</v></c>" if isfinite(value) else ' t="e"><v>#NUM!</v></c>'

    def _view(self) -> str:
        rows, columns = self._sheet.frozen_rows, self._sheet.frozen_columns
        if not rows and not columns:
            return ""
        pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        splits = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
        return (
            f'<sheetViews><sheetView workbookViewId="0"><pane{splits} topLeftCell='
            f'"{column_letter(columns)}{rows + 1}" activePane="{pane}" state="frozen"/>'
            f'<selection pane="{pane}"/></sheetView></sheetViews>'
        )

    def _columns(self) -> str:
        widths = self._sheet.widths
        described = []
        hidden = self._sheet.hidden_columns
        for column in sorted({*range(len(widths)), *self._sheet.text_columns, *hidden}):
            style = f' style="{TEXT_STYLE}"' if column in self._sheet.text_columns else ""
            width = widths[column] if column < len(widths) else 10
            is_hidden = ' hidden="1"' if column in hidden else ""
            described.append(
                f'<col min="{column + 1}" max="{column + 1}" width="{width:g}" customWidth="1"'
                f"{style}{is_hidden}/>"
            )
        return f"<cols>{''.join(described)}</cols>" if described else ""

    def _filter(self) -> str:
        if not self._sheet.autofilter or not self._width:
            return ""
        first = max(1, self._sheet.header_rows)
        last = max(first, self._height)
        return f'<autoFilter ref="A{first}:{column_letter(self._width - 1)}{last}"/>'

    def _error(
        self, code: SheetErrorCode, column: str | None = None, found: str = ""
    ) -> SheetError:
        return SheetError(code, sheet=self._title, row=self._height, column=column, found=found)


def _write(package: ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    # A part opened by its name alone is dated 1980, whatever the day.
    with package.open(name, "w") as file:
        written = 0
        for piece in pieces:
            written += len(piece)
            if written > _MAX_PART:
                raise SheetError(SheetErrorCode.TOO_LARGE, found=name)
            file.write(piece)


def _titles(sheets: Sequence[NewSheet]) -> list[str]:
    titles: list[str] = []
    taken: set[str] = set()
    for sheet in sheets:
        printable = "".join(each if each.isprintable() else "_" for each in sheet.title)
        wanted = printable.translate(_NOT_IN_TITLES).strip("' ")[:_MAX_TITLE] or "_"
        title, number = wanted, 1
        while title.lower() in taken:
            number += 1
            end = f" ({number})"
            title = wanted[: _MAX_TITLE - len(end)] + end
        taken.add(title.lower())
        titles.append(title)
    return titles


def _content_types(sheets: int) -> str:
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
        *((f"/xl/worksheets/sheet{number + 1}.xml", "worksheet") for number in range(sheets)),
    ]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _root_relations() -> str:
    return (
        f'{XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )


def _workbook(titles: Sequence[str], sheets: Sequence[NewSheet]) -> str:
    shown = next((at for at, sheet in enumerate(sheets) if not sheet.hidden), None)
    listed = ""
    for number, (title, sheet) in enumerate(zip(titles, sheets, strict=True), 1):
        state = ' state="hidden"' if sheet.hidden and shown is not None else ""
        listed += f'<sheet name={quoteattr(title)} sheetId="{number}"{state} r:id="rId{number}"/>'
    view = f'<bookViews><workbookView activeTab="{shown}"/></bookViews>' if shown else ""
    return f'{XML}<workbook {MAIN} xmlns:r="{_OFFICE}">{view}<sheets>{listed}</sheets></workbook>'


def _relations(sheets: int) -> str:
    parts = [(f"worksheets/sheet{number + 1}.xml", "worksheet") for number in range(sheets)]
    parts += [("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, (name, kind) in enumerate(parts, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
