"""Save an export with other boxes: in kind where its format is written, else as a new workbook."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kuke_tui.domain.boxes import Boxes
from kuke_tui.sheets.building.watch import Progress
from kuke_tui.sheets.corrections.new_rows import rows_by_table
from kuke_tui.sheets.corrections.plan import Plan, plan_corrections
from kuke_tui.sheets.corrections.sheets import SheetCorrections, sheet_corrections, text_corrections
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind
from kuke_tui.sheets.isolation import run_isolated
from kuke_tui.sheets.opening import OpenedExport, ReadOptions, open_book, read_export
from kuke_tui.sheets.saving.names import suggest_name
from kuke_tui.sheets.saving.notes import SavingNote
from kuke_tui.sheets.saving.safe_save import SaveReceipt, save_safely, unchanged

_MEMORY_LIMIT = 1 << 30
_WORKBOOKS = (FileKind.XLSX, FileKind.XLSM)
_TEXTS = (FileKind.CSV, FileKind.TSV)
_XLSX = ".xlsx"
_SPREADSHEETS = frozenset(f".{kind.value}" for kind in FileKind if kind not in _TEXTS)

_Write = Callable[[BinaryIO], None]
_Verify = Callable[[Path], None]


def will_become_xlsx(opened: OpenedExport) -> bool:
    """Whether the file's kind can't be written, so that a new workbook is made of it."""
    return opened.kind not in (*_WORKBOOKS, *_TEXTS)


def default_target(opened: OpenedExport) -> Path:
    """Offer a free name beside the export."""
    return suggest_name(opened.path, _XLSX if will_become_xlsx(opened) else None)


def notes_before_saving(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> list[SavingNote]:
    """Say what saving these boxes does beyond setting cells; formulas are not looked for."""
    notes = [SavingNote.NEW_WORKBOOK] if will_become_xlsx(opened) else []
    # What can't be planned is told when it is saved.
    with suppress(SheetError):
        if opened.rooms and _rows_must_move(opened, boxes):
            notes.append(SavingNote.ROWS_MOVE)
    return notes


def _rows_must_move(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> bool:
    plan = _plan(opened, boxes)
    added = rows_by_table(opened.origin, plan.rows)
    return any(room.must_move(len(added.get(at, ()))) for at, room in opened.rooms.items())


def _plan(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> Plan:
    values = opened.recognition.mapping.values
    return plan_corrections(opened.export, opened.origin, values, boxes)


def save_corrected(
    opened: OpenedExport,
    boxes: Mapping[int, Boxes],
    target: Path,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> SaveReceipt:
    """Save the export with these accounts (by position) having these boxes.

    Only permission cells whose meaning changes are written, in the words of their columns; an
    account without a row for a policy gets one. A text file is made a workbook where ``target``
    ends in ``.xlsx``. The new file is verified before it takes its name. Safe to call from any
    thread. Raises ``SheetError``: LOCKED_CELL, CANNOT_ENCODE and WRONG_SUFFIX (of ``target``)
    before anything is written, else what ``save_safely`` raises.
    """
    anew = _is_made_anew(opened, target)
    plan = _plan(opened, boxes)
    source, sha256 = opened.path, opened.export.source.sha256
    with unchanged(source, sha256):
        if anew:
            write, verify = _made_anew(opened, plan, boxes)
        elif opened.kind in _WORKBOOKS:
            write, verify = _patched_workbook(opened, plan, progress)
        else:
            write, verify = _patched_text(opened, plan)
        return save_safely(
            target,
            write,
            verify=verify,
            source=source,
            source_sha256=sha256,
            overwrite=overwrite,
        )


def _is_made_anew(opened: OpenedExport, target: Path) -> bool:
    """Whether a new workbook is made. Raises ``SheetError`` where the name is of another kind."""
    suffix = target.suffix.lower()
    is_text = opened.kind in _TEXTS
    own = f".{opened.kind.value}" if opened.kind in _WORKBOOKS or is_text else _XLSX
    fits = suffix not in _SPREADSHEETS - {_XLSX} if is_text else suffix == own
    is_as_loaded = suffix == opened.path.suffix.lower() and not will_become_xlsx(opened)
    if not (fits or is_as_loaded):
        raise SheetError(SheetErrorCode.WRONG_SUFFIX, path=str(target), found=own)
    return will_become_xlsx(opened) or (is_text and suffix == _XLSX)


def _options(opened: OpenedExport) -> ReadOptions:
    """Read the file again just as it was read."""
    recognition = opened.recognition
    return ReadOptions(recognition.encoding, recognition.delimiter, mapping=recognition.mapping)


def _patched_workbook(
    opened: OpenedExport, plan: Plan, progress: Progress | None
) -> tuple[_Write, _Verify]:
    from kuke_tui.sheets.xlsx.edits import SheetEdits
    from kuke_tui.sheets.xlsx.patch import patch_workbook
    from kuke_tui.sheets.xlsx.verify import verify_patched

    book = open_book(opened.path, opened.kind, _options(opened), looks=True)
    edits = {
        sheet: SheetEdits(
            each.cells, each.appended.rows, each.appended.last, each.appended.moves_below
        )
        for sheet, each in sheet_corrections(opened, plan, book).items()
    }

    def write(target: BinaryIO) -> None:
        patch_workbook(opened.path, edits, target, progress=progress)

    def verify(finished: Path) -> None:
        verify_patched(opened.path, finished, edits)

    return write, verify


def _patched_text(opened: OpenedExport, plan: Plan) -> tuple[_Write, _Verify]:
    from kuke_tui.sheets.csv.book import open_csv
    from kuke_tui.sheets.csv.patch import check_encodable, patch_csv
    from kuke_tui.sheets.csv.verify import verify_patched_csv

    options = _options(opened)
    book = open_csv(opened.path, encoding=options.encoding, delimiter=options.delimiter)
    dialect = book.dialect
    each = sheet_corrections(opened, plan, book).get(opened.path.stem, SheetCorrections())
    cells, appended = text_corrections(each)
    after = each.appended.last
    check_encodable(opened.path, dialect, cells, appended, after)

    def write(target: BinaryIO) -> None:
        patch_csv(opened.path, dialect, cells, appended, target, after)

    def verify(finished: Path) -> None:
        verify_patched_csv(opened.path, finished, dialect, cells, appended, after)

    return write, verify


def _made_anew(
    opened: OpenedExport, plan: Plan, boxes: Mapping[int, Boxes]
) -> tuple[_Write, _Verify]:
    content = run_isolated(
        new_workbook_of, opened, plan, memory_limit=_MEMORY_LIMIT, path=str(opened.path)
    )

    def write(target: BinaryIO) -> None:
        target.write(content)

    def verify(finished: Path) -> None:
        again = read_export(finished, FileKind.XLSX, ReadOptions(mapping=_options(opened).mapping))
        found, wanted = _levels(again, {}), _levels(opened, boxes)
        if found != wanted and _differ(found, wanted, _levels(opened, {})):
            raise SheetError(SheetErrorCode.VERIFY_FAILED, path=str(finished))

    return write, verify


def new_workbook_of(opened: OpenedExport, plan: Plan) -> bytes:
    """Make a new workbook of the file's values and the corrections. Raises ``SheetError``."""
    from kuke_tui.sheets.corrections.converting import write_converted

    book = open_book(opened.path, opened.kind, _options(opened), looks=True)
    corrections = sheet_corrections(opened, plan, book)
    tables = {table.sheet: table for table in opened.recognition.mapping.tables}
    content = BytesIO()
    again = open_book(opened.path, opened.kind, _options(opened), looks=True)
    write_converted(again.sheets, tables, corrections, content)
    return content.getvalue()


_Levels = dict[tuple[str, ...], object]
_UNREADABLE = (False, False, True)


def _differ(found: _Levels, wanted: _Levels, loaded: _Levels) -> bool:
    """Say whether anything is not as wanted, but for what a row that names no policy or right
    leaves open: the row is still there once the cell is set.
    """
    return any(
        found.get(at) != wanted.get(at) and not found.get(at) == loaded.get(at) == _UNREADABLE
        for at in found.keys() | wanted.keys()
    )


def _levels(opened: OpenedExport, boxes: Mapping[int, Boxes]) -> _Levels:
    """What each account has, by names, however policies and rights are ordered."""
    export = opened.export
    levels: _Levels = {}
    for position, account in enumerate(export.accounts):
        state = boxes.get(position, account.boxes)
        levels[account.key] = account.role
        for at, (policy, right) in enumerate(
            (policy, right) for policy in account.client.policies for right in export.rights
        ):
            mask = tuple(bool(box >> at & 1) for box in state)
            if any(mask):
                levels[*account.key, policy, right] = mask
    return levels
