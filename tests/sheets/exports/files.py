"""Small exports to open, and what was read from them, in plain words."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from kuke_tui.domain.boxes import Boxes, Level, level_at
from kuke_tui.domain.export import Problem, ProblemCode
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.sheets.opening import OpenedExport

Row = Sequence[object]
Levels = dict[tuple[str, str], Level]
"""Levels by policy and right; cells without any are left out."""


def write_csv(
    path: Path, rows: Iterable[Row], *, encoding: str = "utf-8", delimiter: str = ";"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Iterable[Row]] | Iterable[Row],
    *,
    merges: Iterable[str] = (),
    hidden: Iterable[str] = (),
) -> Path:
    """Write a workbook; ``merges`` are ranges of its last sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    named = sheets if isinstance(sheets, Mapping) else {"Uprawnienia": sheets}
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for merge in merges:
        book.worksheets[-1].merge_cells(merge)
    book.save(path)
    return path


def ods_row(*cells: str) -> str:
    """A row of an OpenDocument sheet; ``|`` is a cell that a merge covers, ``a/2/1`` spans two
    rows and one column.
    """
    parts = []
    for cell in cells:
        text, *spans = cell.split("/")
        rows, columns = (*spans, "1", "1")[:2]
        span = (
            f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
            if spans
            else ""
        )
        parts.append(
            "<table:covered-table-cell/>"
            if cell == "|"
            else f'<table:table-cell office:value-type="string"{span}><text:p>{text}</text:p>'
            "</table:table-cell>"
        )
    return f"<table:table-row>{''.join(parts)}</table:table-row>"


def write_any(path: Path, rows: Iterable[Row]) -> Path:
    """Write rows as the suffix says."""
    return write_csv(path, rows) if path.suffix == ".csv" else write_xlsx(path, rows)


def read_any(path: Path) -> list[list[object]]:
    """Read a file's first sheet by another library, empty cells as None."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [[cell or None for cell in row] for row in csv.reader(file, delimiter=";")]
    return [list(row) for row in load_workbook(path).worksheets[0].values]


def levels(opened: OpenedExport, login: str, client: str | None = None) -> Levels:
    """What an account may do."""
    export = opened.export
    account = next(
        each
        for each in export.accounts
        if each.login == login and client in (None, each.client.key)
    )
    return {
        (policy, right): level
        for row, policy in enumerate(account.client.policies)
        for column, right in enumerate(export.rights)
        if (level := level_at(account.boxes, 1 << (row * len(export.rights) + column)))
    }


def everything(opened: OpenedExport) -> dict[tuple[str, str], tuple[object, Levels]]:
    """Role and levels of every account."""
    return {
        account.key: (account.role, levels(opened, account.login, account.client.key))
        for account in opened.export.accounts
    }


def verdicts(opened: OpenedExport) -> dict[str, Verdict]:
    """The verdict on each login."""
    export = opened.export
    return {
        each.login: assess(each.role, each.boxes, export.shape(each), Reading.STRICT).verdict
        for each in export.accounts
    }


def wanted(opened: OpenedExport, changes: Mapping[tuple[str, str, str], Level]) -> dict[int, Boxes]:
    """Boxes by account's position, from levels by login, policy and right."""
    export = opened.export
    boxes: dict[int, Boxes] = {}
    for (login, policy, right), level in changes.items():
        position = [account.login for account in export.accounts].index(login)
        account = export.accounts[position]
        row = account.client.policies.index(policy)
        cell = 1 << (row * len(export.rights) + export.rights.index(right))
        view, change, unreadable = boxes.get(position, account.boxes)
        boxes[position] = Boxes(
            view | cell if level.view else view & ~cell,
            change | cell if level.change else change & ~cell,
            unreadable & ~cell,
        )
    return boxes


def problems(opened: OpenedExport, code: ProblemCode) -> list[Problem]:
    return [problem for problem in opened.export.problems if problem.code is code]


def codes(opened: OpenedExport) -> list[ProblemCode]:
    return [problem.code for problem in opened.export.problems]


def place(problem: Problem) -> str:
    """Where a problem stands, as a spreadsheet shows it."""
    return f"{problem.at.sheet}!{problem.at.column or ''}{problem.at.row or ''}"
