"""Patch a workbook, prove it, and look at what came out."""

import io
from collections.abc import Mapping
from pathlib import Path

from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.xlsx.edits import NewValue, SheetEdits
from kuke_tui.sheets.xlsx.patch import patch_workbook
from kuke_tui.sheets.xlsx.reader import open_workbook
from kuke_tui.sheets.xlsx.refs import parse_cell
from kuke_tui.sheets.xlsx.verify import verify_patched
from tests.sheets.xlsx.workbook_parts import SHEET, parts, read_zip, write_zip


def cell(name: str) -> tuple[int, int]:
    found = parse_cell(name)
    assert found is not None
    return found


def edits(cells: Mapping[str, NewValue]) -> SheetEdits:
    return SheetEdits(cells={cell(name): value for name, value in cells.items()})


def patch(source: Path, change: SheetEdits, sheet: str = "Konta") -> Path:
    """Patch into a file beside the source; the result is verified."""
    target = io.BytesIO()
    patch_workbook(source, {sheet: change}, target)
    verify_patched(source, target, {sheet: change})
    path = source.with_name(f"patched-{source.name}")
    path.write_bytes(target.getvalue())
    return path


def patched_sheet(
    tmp_path: Path, xml: str, change: Mapping[str, NewValue] | SheetEdits, **more: str
) -> str:
    """Patch a workbook around this sheet; give the new sheet's XML. Nothing else may change."""
    entries = parts(xml, **more)  # type: ignore[arg-type]
    source = write_zip(tmp_path / "book.xlsx", entries)
    change = change if isinstance(change, SheetEdits) else edits(change)
    after = read_zip(patch(source, change))
    assert {name: data for name, data in after.items() if name != SHEET} == {
        name: data for name, data in entries.items() if name != SHEET
    }
    return after[SHEET].decode()


def grid(path: Path, sheet: int = 0) -> dict[tuple[int, int], Value]:
    """All values of a sheet by (row, column), as the program reads them."""
    return {
        (row.number, column): value
        for row in open_workbook(path).sheets[sheet].rows()
        for column, value in enumerate(row.cells)
        if value is not None
    }
