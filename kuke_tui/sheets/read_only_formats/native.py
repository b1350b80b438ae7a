"""xls and xlsb: values from the native reader (calamine), what it leaves out from the records.

The native reader turns error cells into blanks, which would count as "not granted", and fills
memory up to the farthest cell; it can abort the process. The records are read first: they put
the errors back and refuse what would not fit. It also trims some white space, for good.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind
from kuke_tui.sheets.grid import CellError, CellRange, GridRow, Value
from kuke_tui.sheets.read_only_formats.book import ReadOnlySheet
from kuke_tui.sheets.read_only_formats.facts import SheetFacts, damaged
from kuke_tui.sheets.read_only_formats.look import shown_moment
from kuke_tui.sheets.read_only_formats.xls_facts import read_xls_facts
from kuke_tui.sheets.read_only_formats.xlsb_facts import read_xlsb_facts
from kuke_tui.sheets.xlsx.formats import show_number

_MAX_AREA = 20_000_000
"""Cells between A1 and the farthest one; the native reader takes 32 bytes for each."""

_ValueOf = Callable[[object], Value]


def read_binary(file: BinaryIO, kind: FileKind, *, looks: bool) -> list[ReadOnlySheet]:
    """Read all worksheets, with ``looks`` their number formats too.

    Raises ``SheetError``: PASSWORD, DAMAGED, TOO_LARGE, BOMB.
    """
    read_facts = read_xls_facts if kind is FileKind.XLS else read_xlsb_facts
    facts = read_facts(file, looks=looks)
    for each in facts:
        if each.rows * each.columns > _MAX_AREA:
            raise SheetError(
                SheetErrorCode.TOO_LARGE, sheet=each.name or None, row=each.rows, detail="far cells"
            )
    file.seek(0)
    workbook = _native(lambda: _load(file))
    metadata = workbook.sheets_metadata
    if len(metadata) != len(facts):
        raise damaged("two lists of sheets differ")
    return [
        _read_sheet(workbook, index, data.name, each, _value_with_number if looks else _value)
        for index, (data, each) in enumerate(zip(metadata, facts, strict=True))
        if each.is_worksheet
    ]


def _load(file: BinaryIO) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(file)


def _native(call: Callable[[], Any]) -> Any:
    """Call the native reader, its errors and panics typed."""
    from python_calamine import PasswordError

    try:
        return call()
    except PasswordError as error:
        raise SheetError(SheetErrorCode.PASSWORD) from error
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise damaged(f"{type(error).__name__}: {error}"[:300]) from error


def _read_sheet(
    workbook: Any, index: int, name: str, facts: SheetFacts, value_of: _ValueOf
) -> ReadOnlySheet:
    sheet = _native(lambda: workbook.get_sheet_by_index(index))
    merges = facts.merges or [
        CellRange(first[0] + 1, first[1], last[0] + 1, last[1])
        for first, last in sheet.merged_cell_ranges or ()
    ]
    rows = list(_rows(sheet, facts, value_of))
    return ReadOnlySheet(name, rows, hidden=facts.hidden, merges=merges, look=facts.look)


def _rows(sheet: Any, facts: SheetFacts, value_of: _ValueOf) -> Iterator[GridRow]:
    marked: dict[int, list[tuple[int, int]]] = {}
    for place in (*facts.errors, *facts.padded):
        marked.setdefault(place[0], []).append(place)
    shift = [None] * sheet.start[1] if sheet.start else []
    row = -1
    for row, native in enumerate(_native(sheet.iter_rows)):
        cells: list[Value] = [*shift, *map(value_of, native)]
        for place in marked.pop(row, ()):
            _put_back(cells, place, facts)
        if any(cell is not None for cell in cells):
            yield GridRow(row + 1, cells)
    for row in sorted(marked):
        cells = []
        for place in marked[row]:
            _put_back(cells, place, facts)
        yield GridRow(row + 1, cells)


def _put_back(cells: list[Value], place: tuple[int, int], facts: SheetFacts) -> None:
    column = place[1]
    cells += [None] * (column + 1 - len(cells))
    error = facts.errors.get(place)
    value = cells[column]
    if error is not None:
        cells[column] = CellError(error)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        cells[column] = show_number(value, facts.padded[place], since_1904=False)


def _value(native: object) -> Value:
    match native:
        case "":
            return None
        case str() | bool() | int():
            return native
        case float():
            return int(native) if native.is_integer() else native
        case datetime():
            at_midnight = native.time() == time()
            return native.date().isoformat() if at_midnight else native.isoformat()
        case date():
            return native.isoformat()
        case time():
            return native.isoformat("seconds")
        case timedelta():
            minutes, seconds = divmod(round(native.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return CellError(str(native))


def _value_with_number(native: object) -> Value:
    """The same, but a date or time knows the number that stands behind it."""
    value = _value(native)
    if isinstance(native, date | time | timedelta) and isinstance(value, str):
        return shown_moment(value, native)
    return value
