"""A correction sheet by sheet, as the writers of files take it."""

from dataclasses import dataclass, field

from kuke_tui.sheets.corrections.new_rows import AppendedRows, appended_rows
from kuke_tui.sheets.corrections.plan import Plan
from kuke_tui.sheets.corrections.spelling import NewValue
from kuke_tui.sheets.grid import GridBook
from kuke_tui.sheets.opening import OpenedExport
from kuke_tui.sheets.recognition.values import cell_text


@dataclass(slots=True)
class SheetCorrections:
    """What is written in one sheet: cells by 1-based row and 0-based column, and new rows."""

    cells: dict[tuple[int, int], NewValue] = field(default_factory=dict)
    appended: AppendedRows = field(default_factory=AppendedRows)


def sheet_corrections(
    opened: OpenedExport, plan: Plan, book: GridBook
) -> dict[str, SheetCorrections]:
    """Sort a plan by sheets; new rows are made after what ``book``, the file itself, shows."""
    tables = opened.origin.tables
    values = opened.recognition.mapping.values
    found: dict[str, SheetCorrections] = {}
    for cell, value in plan.cells.items():
        sheet = found.setdefault(tables[cell.table].sheet, SheetCorrections())
        sheet.cells[cell.row, cell.column] = value
    appended = appended_rows(book, opened.export, opened.origin, values, plan.rows, opened.rooms)
    for table, rows in appended.items():
        found.setdefault(tables[table].sheet, SheetCorrections()).appended = rows
    return found


def text_corrections(
    corrections: SheetCorrections,
) -> tuple[dict[tuple[int, int], str], list[dict[int, str]]]:
    """The same as text: cells by place, and new rows by column."""
    cells = {place: cell_text(value) for place, value in corrections.cells.items()}
    rows = [
        {column: cell_text(value) for column, value in values.items()}
        for values in corrections.appended.rows
    ]
    return cells, rows
