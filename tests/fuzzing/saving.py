"""Targets that save: what was wanted arrives, and nothing else in the file changes."""

import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from openpyxl import load_workbook

from kuke_tui.domain.boxes import Boxes, Level
from kuke_tui.domain.export import ProblemCode
from kuke_tui.sheets import correcting
from kuke_tui.sheets.correcting import default_target, save_corrected, will_become_xlsx
from kuke_tui.sheets.corrections.plan import plan_corrections
from kuke_tui.sheets.csv.book import open_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import file_kind
from kuke_tui.sheets.opening import OpenedExport, ReadOptions, read_export
from tests.fuzzing import samples
from tests.fuzzing.reading import csv_grid, open_any
from tests.fuzzing.truth import Grid, check_tak
from tests.sheets.xlsx.workbook_parts import read_zip

_MOST_EDITS = 7
_LEVELS = (Level.NONE, Level.VIEW, Level.CHANGE)
_BY_OTHERS = {ProblemCode.TOTALS_ROW, ProblemCode.ACCOUNT_ABOVE, ProblemCode.NO_LOGIN}
_OF_NO_POLICY = {ProblemCode.NO_POLICY, ProblemCode.CELL_ERROR}
_UNREAD = "?"
_NEVER = {
    SheetErrorCode.VERIFY_FAILED,
    SheetErrorCode.READER_CRASHED,
    SheetErrorCode.CHANGED_ON_DISK,
    SheetErrorCode.NOT_FOUND,
}
"""What saving may not come to where nobody else touches the file."""


def save_xlsx(sample: bytes, folder: Path) -> None:
    """Correct a workbook: other parts are the same bytes, other cells the same for openpyxl."""
    path = samples.write_xlsx(folder / "export.xlsx", sample)
    opened = open_any(path)
    if opened is None:
        return
    grids = _by_openpyxl(path)
    if len(opened.recognition.mapping.tables) == 1 and grids:
        check_tak(opened, grids.get(opened.recognition.mapping.tables[0].sheet, []))
    boxes = _wanted(opened, samples.split(sample).get(samples.EDITS, b""))
    saved = _saved(opened, boxes)
    if saved is None:
        return
    before, after = read_zip(path), read_zip(saved)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert len(changed) <= len(opened.recognition.mapping.tables) or _adds_rows(opened, boxes)
    if grids and not _adds_rows(opened, boxes):
        for sheet, grid in (_by_openpyxl(saved) or {}).items():
            _check_cells(opened, boxes, sheet, grids[sheet], grid)


def save_csv(sample: bytes, folder: Path) -> None:
    """Correct a text file: other fields are the same for the csv module."""
    edits, _line, content = sample.partition(b"\n")
    path = folder / "export.csv"
    path.write_bytes(content)
    opened = open_any(path)
    if opened is None:
        return
    boxes = _wanted(opened, edits)
    saved = _saved(opened, boxes)
    if saved is None or _adds_rows(opened, boxes):
        return
    said = opened.recognition
    book = open_csv(path, encoding=said.encoding, delimiter=said.delimiter)
    grid = csv_grid(book, saved.read_bytes())
    _check_cells(opened, boxes, path.stem, csv_grid(book, content), grid)


def save_ods(sample: bytes, folder: Path) -> None:
    """Correct what is only read: the new workbook says the same but for the edits."""
    opened = open_any(samples.write_ods(folder / "export.ods", sample))
    if opened is not None:
        # In this process, so that its ways are seen and none has to be started.
        with patch.object(correcting, "run_isolated", _call):
            _saved(opened, _wanted(opened, samples.split(sample).get(samples.EDITS, b"")))


def _call(function: Callable[..., bytes], *args: object, **_limits: object) -> bytes:
    return function(*args)


def _wanted(opened: OpenedExport, edits: bytes) -> dict[int, Boxes]:
    """Choose up to seven boxes: three bytes an edit, or some that follow from the accounts."""
    export = opened.export
    if not export.accounts or not export.rights:
        return {}
    chosen = edits or crc32(repr(export.accounts).encode()).to_bytes(4)
    boxes: dict[int, Boxes] = {}
    for at in range(0, min(len(chosen), 3 * _MOST_EDITS), 3):
        whose, cell, level = chosen[at : at + 3].ljust(3, b"\2")
        position = whose % len(export.accounts)
        account = export.accounts[position]
        cells = len(account.client.policies) * len(export.rights)
        if cells and account.client.policies != ("",):
            state = boxes.get(position, account.boxes)
            boxes[position] = _set(state, 1 << cell % cells, _LEVELS[level % 3])
    return boxes


def _set(state: Boxes, cell: int, level: Level) -> Boxes:
    view, change, unreadable = state
    return Boxes(
        view | cell if level.view else view & ~cell,
        change | cell if level.change else change & ~cell,
        unreadable & ~cell,
    )


def _saved(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> Path | None:
    """Save, read again and compare what every account has; None where saving was refused."""
    content = opened.path.read_bytes()
    target = default_target(opened)
    before = set(target.parent.iterdir())
    try:
        saved = save_corrected(opened, boxes, target).path
    except SheetError as error:
        unsure = will_become_xlsx(opened) and _count(opened)
        if error.code in _NEVER and not unsure:
            raise
        saved = None
    if saved is None:
        assert set(target.parent.iterdir()) == before
        return None
    assert opened.path.read_bytes() == content
    assert set(target.parent.iterdir()) == {*before, saved}
    said = opened.recognition
    options = ReadOptions(said.encoding, said.delimiter, mapping=said.mapping)
    try:
        again = read_export(saved, file_kind(saved), options)
    except SheetError as error:
        # A row may look like another header once what stands around it has changed.
        if error.code is not SheetErrorCode.OTHER_TABLE:
            raise
        return saved
    _check_levels(opened, boxes, again)
    return saved


def _check_levels(opened: OpenedExport, boxes: Mapping[int, Boxes], again: OpenedExport) -> None:
    """Compare all boxes.

    One that more than its cell made unreadable may have stayed so, and a row that names no policy
    speaks of others once its account has a row for each.
    """
    if _count(opened) != _count(again):
        return
    before, found = _said(opened, {}), _said(again, {})
    wanted = _said(opened, boxes)
    accounts = opened.export.accounts
    astray = {
        accounts[each.account].key
        for each in opened.export.problems
        if each.code in _OF_NO_POLICY and each.account is not None
    }
    doubtful = {
        at
        for at, level in found.items()
        if level == _UNREAD and (before.get(at) == _UNREAD or at[:2] in astray)
    }
    differ = {at for at in found.keys() | wanted.keys() if found.get(at) != wanted.get(at)}
    assert differ <= doubtful, {at: (wanted.get(at), found.get(at)) for at in differ - doubtful}


def _count(opened: OpenedExport) -> Counter[ProblemCode]:
    """Count the rows that are records, or whose, by what others are there."""
    return Counter(each.code for each in opened.export.problems if each.code in _BY_OTHERS)


def _said(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> dict[tuple[str, ...], object]:
    """What every account is and has, by names; nothing of a cell without a box."""
    export = opened.export
    said: dict[tuple[str, ...], object] = {}
    for position, account in enumerate(export.accounts):
        view, change, unreadable = boxes.get(position, account.boxes)
        said[account.key] = account.role
        cells = ((policy, right) for policy in account.client.policies for right in export.rights)
        for at, names in enumerate(cells):
            if unreadable >> at & 1:
                said[*account.key, *names] = _UNREAD
            elif (view | change) >> at & 1:
                said[*account.key, *names] = (view >> at & 1, change >> at & 1)
    return said


def _adds_rows(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> bool:
    values = opened.recognition.mapping.values
    return bool(plan_corrections(opened.export, opened.origin, values, boxes).rows)


def _check_cells(
    opened: OpenedExport, boxes: Mapping[int, Boxes], sheet: str, before: Grid, after: Grid
) -> None:
    """Nothing but planned cells of a sheet may differ."""
    values = opened.recognition.mapping.values
    plan = plan_corrections(opened.export, opened.origin, values, boxes)
    places = {
        (cell.row - 1, cell.column)
        for cell in plan.cells
        if opened.origin.tables[cell.table].sheet == sheet
    }
    old, new = _cells(before), _cells(after)
    differ = {at for at in old.keys() | new.keys() if old.get(at) != new.get(at)}
    assert differ <= places, {at: (old.get(at), new.get(at)) for at in differ - places}


def _cells(grid: Grid) -> dict[tuple[int, int], object]:
    return {
        (row, column): value
        for row, values in enumerate(grid)
        for column, value in enumerate(values)
        if value not in (None, "")
    }


def _by_openpyxl(path: Path) -> dict[str, Grid] | None:
    """Read all cells; None where openpyxl can't, or would fill the memory."""
    if path.stat().st_size > 1 << 16:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, data_only=True)
            sheets = [each for each in book.worksheets if each.max_row * each.max_column < 1 << 16]
            return {each.title: list(each.values) for each in sheets}
        except Exception:  # noqa: BLE001 - openpyxl fails on a few of them, in many ways
            return None
