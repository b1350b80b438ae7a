"""A corrected file of a kind that can't be written: its sheets' values in a new workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from kuke_tui.sheets.building.merged import MergedDown
from kuke_tui.sheets.corrections.sheets import SheetCorrections
from kuke_tui.sheets.corrections.spelling import NewValue
from kuke_tui.sheets.grid import GridSheet, Value
from kuke_tui.sheets.new_workbook import NewSheet, write_new_workbook
from kuke_tui.sheets.recognition.mapping import TableMapping


def write_converted(
    sheets: Sequence[GridSheet],
    tables: Mapping[str, TableMapping],
    corrections: Mapping[str, SheetCorrections],
    target: BinaryIO,
) -> None:
    """Write every sheet's values, the corrections among them, to a new workbook.

    Values stand where they stood. What a cell merged downwards said for several rows is repeated
    in each of them, since the new sheets merge nothing. Raises ``SheetError`` as reading and
    writing do.
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
    text_columns: frozenset[int] = frozenset()
    if table is not None:
        text_columns = frozenset(column.index for column in table.columns)
    return NewSheet(
        sheet.name,
        list(_rows(sheet, corrections)),
        header_rows=header,
        frozen_rows=header,
        text_columns=text_columns,
    )


def _rows(sheet: GridSheet, corrections: SheetCorrections) -> Iterator[Sequence[Value]]:
    by_row: dict[int, dict[int, NewValue]] = {}
    for (row, column), value in corrections.cells.items():
        by_row.setdefault(row, {})[column] = value
    rows = list(sheet.rows())
    merged = MergedDown(sheet.merges)
    last = 0
    appended = corrections.appended
    for number, old in rows:
        yield from ([] for _missing in range(last + 1, number))
        yield _changed(merged.filled(number, old), by_row.get(number, {}))
        last = number
        if number == appended.last:
            yield from (_changed([], new) for new in appended.rows)
    if appended.last is None:
        yield from (_changed([], new) for new in appended.rows)


def _changed(cells: Sequence[Value], changes: Mapping[int, NewValue]) -> list[Value]:
    width = max([len(cells), *(column + 1 for column in changes)])
    row: list[Value] = [*cells, *[None] * (width - len(cells))]
    for column, value in changes.items():
        row[column] = value
    return row
