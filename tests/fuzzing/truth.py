"""What must hold of any export, told without the program's own way of reading it."""

from collections.abc import Sequence

from kuke_tui.domain.export import Account, Layout, ProblemCode, Role
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.sheets.opening import OpenedExport
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning

Grid = Sequence[Sequence[object]]
"""Cells of a sheet as another library reads them."""

_IGNORED = dict.fromkeys(map(ord, " \t\n\r\xa0._/+,&-"))
_NOTHING = {"", "-", "–", "—", "brak", "nie", "n", "0", "none", "no", "false", "fałsz", "off"}
_CHANGE = {"z", "pz", "zp", "zmiany", "zmiana", "edycja", "change", "modify", "edit"}
_NOTHING |= {"☐", "⬜"}
_TICKED = {"tak", "t", "yes", "y", "true", "prawda", "x", "1", "✓", "✔", "☑", "✅", "🗹", "√", "on"}


def check_tak(opened: OpenedExport, grid: Grid) -> None:
    """Every user who is TAK holds each right with changes in all of its rows, or in none.

    Looks at exports of one wide table; ``grid`` is that table's sheet from its first row on.
    """
    export, mapping = opened.export, opened.recognition.mapping
    if len(mapping.tables) != 1 or mapping.tables[0].layout in (None, Layout.LONG):
        return
    table = mapping.tables[0]
    login, client = table.column(Meaning.LOGIN), table.column(Meaning.CLIENT)
    assert login is not None
    totals = {each.at.row for each in export.problems if each.code is ProblemCode.TOTALS_ROW}
    for account in export.accounts:
        judged = assess(account.role, account.boxes, export.shape(account), Reading.STRICT)
        if judged.verdict is not Verdict.TAK or account.role is Role.ADMINISTRATOR:
            continue
        rows = [
            row
            for number, row in enumerate(grid[table.header_row :], table.header_row + 1)
            if number not in totals
            and _text(row, login.index) == account.login
            and (client is None or _text(row, client.index) == account.client.key)
            and _says_something(table, row)
        ]
        _check_rows(account, table, rows)


def _says_something(table: TableMapping, row: Sequence[object]) -> bool:
    policy = table.column(Meaning.POLICY)
    columns = [column for column in table.columns if column.right or column is policy]
    return any(_text(row, column.index) for column in columns)


def _check_rows(account: Account, table: TableMapping, rows: Grid) -> None:
    held = 0
    for right in table.rights:
        columns = [column for column in table.columns if column.right == right]
        said = {_fold(_text(row, column.index)) for row in rows for column in columns}
        full = _CHANGE if columns[0].meaning is Meaning.LEVEL else _TICKED
        assert said <= full or said <= _NOTHING, (account, right, said)
        held += bool(said <= full)
    assert held or not rows


def _text(row: Sequence[object], at: int) -> str:
    value = row[at] if at < len(row) else None
    return "" if value is None else str(value).strip()


def _fold(text: str) -> str:
    """As design.md has it: case, spaces and marks between letters don't matter."""
    folded = text.lower().removesuffix(".0").translate(_IGNORED)
    return folded or text
