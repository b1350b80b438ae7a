"""A corrected file of a kind that can't be written: its sheets' values in a new workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from kuke_tui.sheets.building.merged import MergedCells
from kuke_tui.sheets.corrections.new_rows import AppendedRows
from kuke_tui.sheets.corrections.sheets import SheetCorrections
from kuke_tui.sheets.corrections.spelling import NewValue
from kuke_tui.sheets.grid import GridSheet, ShownNumber, Value
from kuke_tui.sheets.new_styles import NumberCode
from kuke_tui.sheets.new_workbook import FormattedNumber, NewCell, NewSheet, write_new_workbook
from kuke_tui.sheets.read_only_formats.book import ReadOnlySheet
from kuke_tui.sheets.read_only_formats.look import SheetLook
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import unguarded

_DATE, _MOMENT, _TIME, _LENGTH = 14, 22, 21, 46
"""Built-in formats of dates, of dates with a time, of times of the day and of longer ones."""


def write_converted(
    sheets: Sequence[GridSheet],
    tables: Mapping[str, TableMapping],
    corrections: Mapping[str, SheetCorrections],
    target: BinaryIO,
) -> None:
    """Write every sheet's values, the corrections among them, to a new workbook.

    Values stand where they stood, numbers and dates in their formats; what was hidden stays so.
    What a merged cell said for several rows or permissions is repeated in each of them, since the
    new sheets merge nothing. Raises ``SheetError`` as reading and writing do.
    """
    write_new_workbook(
        target,
        [
            _new_sheet(
                sheet, tables.get(sheet.name), corrections.get(sheet.name, SheetCorrections())
            )
            for sheet in sheets
        ],
    )


def _new_sheet(
    sheet: GridSheet, table: TableMapping | None, corrections: SheetCorrections
) -> NewSheet:
    header = table.header_row if table is not None else 0
    look = sheet.look if isinstance(sheet, ReadOnlySheet) else None
    text_columns: frozenset[int] = frozenset()
    if table is not None:
        # Whatever a text file holds is text; elsewhere numbers and dates have looks of their own.
        text_columns = frozenset(
            column.index
            for column in table.columns
            if look is None or column.meaning is not Meaning.OTHER
        )
    rows = list(_rows(sheet, table, corrections, look))
    width = max(map(len, rows), default=0)
    return NewSheet(
        sheet.name,
        rows,
        header_rows=header,
        frozen_rows=header,
        text_columns=text_columns,
        hidden=sheet.hidden,
        hidden_rows=_hidden_rows(look, corrections.appended) if look else (),
        hidden_columns={at for at in look.hidden_columns if at < width} if look else (),
    )


def _hidden_rows(look: SheetLook, appended: AppendedRows) -> set[int]:
    """The rows hidden in the file, by their numbers in the new sheet."""
    by = len(appended.rows)
    last = appended.last
    return {row + by if last is not None and row > last else row for row in look.hidden_rows}


def _rows(
    sheet: GridSheet,
    table: TableMapping | None,
    corrections: SheetCorrections,
    look: SheetLook | None,
) -> Iterator[Sequence[NewCell]]:
    by_row: dict[int, dict[int, NewValue]] = {}
    for (row, column), value in corrections.cells.items():
        by_row.setdefault(row, {})[column] = value
    rows = list(sheet.rows())
    merged = MergedCells(sheet.merges, table, everywhere=True)
    last = 0
    appended = corrections.appended
    for number, old in rows:
        yield from ([] for _missing in range(last + 1, number))
        cells = _changed(merged.filled(number, old), by_row.get(number, {}))
        yield _in_formats(cells, number, look)
        last = number
        if number == appended.last:
            yield from _added(appended, number, look)
    if appended.last is None:
        yield from _added(appended, last, look)


def _added(
    appended: AppendedRows, after: int, look: SheetLook | None
) -> Iterator[Sequence[NewCell]]:
    """New rows, in the formats of the row they follow."""
    for new in appended.rows:
        yield _in_formats(_changed([], new), after, look)


def _changed(cells: Sequence[Value], changes: Mapping[int, NewValue]) -> list[Value]:
    width = max([len(cells), *(column + 1 for column in changes)])
    row: list[Value] = [*cells, *[None] * (width - len(cells))]
    for column, value in changes.items():
        row[column] = value
    return row


def _in_formats(cells: Sequence[Value], row: int, look: SheetLook | None) -> Sequence[NewCell]:
    if look is None:
        return [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]
    return [
        cell if cell is None else _in_format(cell, look.codes.get((row, column)))
        for column, cell in enumerate(cells)
    ]


def _in_format(cell: Value, code: NumberCode | None) -> NewCell:
    if isinstance(cell, ShownNumber):
        return FormattedNumber(cell.number, _usual_code(cell) if code is None else code)
    if code is not None and isinstance(cell, int | float) and not isinstance(cell, bool):
        return FormattedNumber(cell, code)
    return cell


def _usual_code(shown: ShownNumber) -> NumberCode:
    if "-" not in shown:
        return _TIME if shown.number < 1 else _LENGTH
    return _MOMENT if "T" in shown else _DATE
