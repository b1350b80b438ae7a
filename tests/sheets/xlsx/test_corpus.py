"""Workbooks of many programs: each opens or is refused, and only the edited cells change."""

import io
import json
import random
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellError, GridRow, Value
from kuke_tui.sheets.xlsx.edits import NewValue, SheetEdits
from kuke_tui.sheets.xlsx.patch import patch_workbook
from kuke_tui.sheets.xlsx.reader import XlsxBook, XlsxSheet, open_workbook
from kuke_tui.sheets.xlsx.refs import cell_name
from kuke_tui.sheets.xlsx.verify import verify_patched
from tests.sheets.xlsx.workbook_parts import read_zip

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "../shared/corpus"
FILES = sorted(path for path in CORPUS.glob("*") if path.suffix.lower() in {".xlsx", ".xlsm"})
REFUSALS = {
    SheetErrorCode.DAMAGED,
    SheetErrorCode.DOCTYPE,
    SheetErrorCode.PASSWORD,
    SheetErrorCode.NOT_A_SPREADSHEET,
}
NewCells = dict[tuple[int, int], NewValue]
pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not here")


def opened(path: Path) -> XlsxBook | None:
    try:
        return open_workbook(path)
    except SheetError as error:
        found = error
    assert found.code in REFUSALS
    assert found.path == str(path)
    return None


def rows_of(sheet: XlsxSheet) -> list[GridRow]:
    try:
        return list(sheet.rows())
    except SheetError as error:
        found = error
    assert found.code in REFUSALS
    assert found.sheet == sheet.name
    return []


def chosen(sheet: XlsxSheet, rows: list[GridRow], dice: random.Random) -> NewCells:
    """Up to seven cells that may be set: some that hold something, one that doesn't."""
    free = [
        (row.number, column)
        for row in rows[:300]
        for column, value in enumerate(row.cells)
        if not isinstance(value, CellError | float)
        and value is not None
        and (row.number, column) not in sheet.locked
    ]
    picked = dice.sample(free, min(6, len(free)))
    last = rows[-1]
    beyond = (last.number, len(last.cells) + 1)
    if beyond not in sheet.locked:
        picked.append(beyond)
    by_row = {row.number: row.cells for row in rows}
    values: list[NewValue] = ["Zmieniono ąę", "TAK", True, None]
    return {
        (row, column): dice.choice([*values, 7] if _is_number(by_row, row, column) else values)
        for row, column in picked
    }


def _is_number(rows: dict[int, Sequence[Value]], row: int, column: int) -> bool:
    """Whether a number there would be shown as such by the readers, not as a date."""
    cells = rows[row]
    return column < len(cells) and type(cells[column]) is int


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_patched_cells_and_nothing_else(path: Path, tmp_path: Path) -> None:
    book = opened(path)
    if book is None:
        return
    change = {}
    changed_parts = set()
    dice = random.Random(path.name)  # noqa: S311 - the same cells in every run
    for sheet, part in zip(book.sheets, book.package.sheets, strict=True):
        rows = rows_of(sheet)
        if rows and part.entry:
            change[sheet.name] = SheetEdits(cells=chosen(sheet, rows, dice))
            changed_parts.add(part.entry.name)
            break
    target = io.BytesIO()
    patch_workbook(path, change, target)
    verify_patched(path, target, change)
    after = tmp_path / path.name
    after.write_bytes(target.getvalue())
    old, new = read_zip(path), read_zip(after)
    assert list(old) == list(new)
    assert {name.replace("\\", "/").lstrip("/") for name in old if old[name] != new[name]} <= (
        changed_parts
    )
    check_by_openpyxl(path, after, change)
    check_by_calamine(path, after, change)


def check_by_openpyxl(path: Path, after: Path, change: dict[str, SheetEdits]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            old = load_workbook(path, rich_text=False)
        except Exception:  # noqa: BLE001 - openpyxl fails on a few of them, in many ways
            return
        new = load_workbook(after, rich_text=False)
    for sheet in old.worksheets:
        before = openpyxl_cells(old, sheet.title)
        if before and sheet.title in change:
            for at, value in change[sheet.title].cells.items():
                before[cell_name(*at)] = value
        found = openpyxl_cells(new, sheet.title)
        assert found == {at: value for at, value in before.items() if value is not None}


def openpyxl_cells(book: Workbook, name: str) -> dict[str, object]:
    return {
        cell.coordinate: plain(cell.value)
        for row in book[name].iter_rows()
        for cell in row
        if cell.value is not None and not shows_link(cell)
    }


def shows_link(cell: Cell | MergedCell) -> bool:
    """openpyxl puts a link's target in a cell that is empty."""
    return cell.hyperlink is not None and cell.value in {
        cell.hyperlink.location,
        cell.hyperlink.target,
    }


def plain(value: object) -> object:
    if isinstance(value, str | bool | int):
        return value
    return {**vars(value)} if hasattr(value, "ref") else str(value)


def check_by_calamine(path: Path, after: Path, change: dict[str, SheetEdits]) -> None:
    old = calamine_cells(path)
    if old is None:
        return
    for name, edits in change.items():
        for (row, column), value in edits.cells.items():
            old[name].pop(f"{row},{column}", None)
            if value is not None:
                kind = {bool: "bool", int: "float", str: "str"}[type(value)]
                shown = "7.0" if kind == "float" else str(value)
                old[name][f"{row},{column}"] = [kind, shown]
    assert calamine_cells(after) == old


def calamine_cells(path: Path) -> dict[str, dict[str, list[str]]] | None:
    command = [sys.executable, str(Path(__file__).with_name("other_reader.py")), str(path)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    cells: dict[str, dict[str, list[str]]] | None = None
    if done.returncode == 0:
        cells = json.loads(done.stdout)
    return cells
