"""The to-do list as a workbook: a row for each checkbox, to filter, to tick, to print on A4."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil
from typing import Any, BinaryIO

from kuke_tui.i18n import _
from kuke_tui.messages.verification import action_text, box_name, planned_verdict
from kuke_tui.messages.visible import visible
from kuke_tui.reports.todo import (
    TodoAccount,
    TodoList,
    disclaimer,
    facts,
    instructions,
    nothing_to_click,
)

# openpyxl's stubs know neither a write-only sheet nor its cells.
Sheet = Any
Cell = Any

_TICKED = "\u2611"
_EMPTY = "\u2610"
_A4 = 9
_FONT = "Calibri"
_DARK = "1F4E5F"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "'")
_LINE_HEIGHT = 15.5
_HIGHEST = 409
"""Points; Excel allows no higher row."""
_MAX_TEXT = 32_767
_GUIDE_WIDTHS = (22, 96)
_STEP_WIDTHS = (10, 6, 15, 20, 22, 13, 30, 10, 12, 34, 10, 15)
_ACCOUNT_WIDTHS = (15, 20, 24, 9, 15, 9, 90)
_CLIENT_COLUMN = 3


def write_todo_xlsx(todo: TodoList, target: BinaryIO) -> None:
    """Write the list to a binary file: instructions, the steps, and the accounts with reasons.

    All text is text, whatever it starts with.
    """
    from openpyxl import Workbook

    book: Any = Workbook(write_only=True)
    guide = book.create_sheet(_("Instructions"))
    steps = book.create_sheet(_("To do"))
    accounts = book.create_sheet(_("Accounts"))
    _write_guide(guide, todo)
    _write_steps(steps, todo)
    _write_accounts(accounts, todo)
    book.active = 1 if todo.accounts else 0
    book.save(target)


class _SheetWriter:
    """Writes the rows of one sheet, in the few looks that its cells have.

    A row is on the disk once it is appended, so the same cells serve every row: giving each a
    look of its own would take most of the time.
    """

    def __init__(self, sheet: Sheet, widths: Sequence[float]) -> None:
        from openpyxl.utils import get_column_letter

        self._sheet = sheet
        self._widths = widths
        self._rows = 0
        self._looks = _looks()
        self._cells: dict[str, list[Cell]] = {look: [] for look in self._looks}
        self._used = dict.fromkeys(self._looks, 0)
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width

    def text(self, value: str, *, first: bool = False) -> Cell:
        """Make a cell of text that no spreadsheet takes for anything else."""
        look = "quoted" if value.startswith(_STARTS_A_FORMULA) else "text"
        return self._cell(f"{look} first" if first else look, value)

    def number(self, value: int, *, first: bool = False) -> Cell:
        """Make a cell of a number."""
        return self._cell("number first" if first else "number", value)

    def tick(self, *, first: bool = False) -> Cell:
        """Make a box to tick."""
        return self._cell("tick first" if first else "tick", _EMPTY)

    def header(self, value: str) -> Cell:
        """Make a heading of a column."""
        return self._cell("header", value)

    def title(self, value: str) -> Cell:
        """Make the title of a sheet."""
        return self._cell("title", value)

    def label(self, value: str) -> Cell:
        """Make the name of a fact."""
        return self._cell("label", value)

    def plain(self, value: str) -> Cell:
        """Make text without a border."""
        return self._cell("plain", value)

    def append(self, row: list[Cell]) -> None:
        """Add a row as high as its texts are when wrapped; not every program works that out."""
        cells = zip(row, self._widths, strict=False)
        lines = max((ceil(len(str(each.value)) * 1.1 / width) for each, width in cells), default=1)
        self._rows += 1
        self._sheet.row_dimensions[self._rows].height = min(_HIGHEST, lines * _LINE_HEIGHT + 3)
        self._sheet.append(row)
        self._used = dict.fromkeys(self._looks, 0)

    def _cell(self, look: str, value: str | int) -> Cell:
        cells, used = self._cells[look], self._used[look]
        if used == len(cells):
            cells.append(self._new_cell(look))
        self._used[look] = used + 1
        cell = cells[used]
        if isinstance(value, int):
            cell.value = value
        else:
            cell.value = visible(value)[:_MAX_TEXT]
            cell.data_type = "s"
        return cell

    def _new_cell(self, look: str) -> Cell:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet)
        for name, value in self._looks[look].items():
            setattr(cell, name, value)
        return cell


def _looks() -> dict[str, dict[str, object]]:
    """Give each look of a cell as openpyxl's attributes; ``first`` opens an account."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    wrapped = Alignment(vertical="top", wrap_text=True)
    centred = Alignment(horizontal="center", vertical="top")
    hair = Border(bottom=Side("hair"))
    line = Border(top=Side("medium", color=_DARK), bottom=Side("hair"))
    text = {"alignment": wrapped, "number_format": "@", "border": hair}
    bordered: dict[str, dict[str, object]] = {
        "text": text,
        "quoted": text | {"quotePrefix": True},
        "number": {"alignment": centred, "border": hair},
        "tick": text | {"alignment": centred, "font": Font(name=_FONT, size=14)},
    }
    return {
        **bordered,
        **{f"{look} first": {**given, "border": line} for look, given in bordered.items()},
        "header": {
            "alignment": wrapped,
            "font": Font(name=_FONT, size=11, bold=True, color="FFFFFF"),
            "fill": PatternFill("solid", fgColor=_DARK),
        },
        "title": {
            "alignment": Alignment(vertical="top"),
            "font": Font(name=_FONT, size=16, bold=True),
        },
        "label": {"alignment": wrapped, "font": Font(name=_FONT, size=11, bold=True)},
        "plain": {"alignment": wrapped},
    }


def _write_guide(sheet: Sheet, todo: TodoList) -> None:
    writer = _SheetWriter(sheet, _GUIDE_WIDTHS)
    _page(sheet, repeat_header=False)
    writer.append([writer.title(_("To do in Ekstranet"))])
    writer.append([])
    for label, value in facts(todo):
        writer.append([writer.label(label), writer.plain(value)])
    writer.append([])
    writer.append([writer.label(_("Note")), writer.plain(disclaimer())])
    writer.append([])
    if not todo.accounts:
        writer.append([writer.label(_("To do")), writer.plain(nothing_to_click())])
        return
    for number, text in enumerate(instructions(), 1):
        writer.append([writer.label(f"{number}."), writer.plain(text)])


def _write_steps(sheet: Sheet, todo: TodoList) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    writer = _SheetWriter(sheet, _STEP_WIDTHS)
    header = _step_header()
    last_row = max(2, todo.clicks + 1)
    last = f"{get_column_letter(len(header))}{last_row}"
    if not todo.names_clients:
        sheet.column_dimensions[get_column_letter(_CLIENT_COLUMN)].hidden = True
    _page(sheet, repeat_header=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}"
    ticks = DataValidation("list", formula1=f'"{_EMPTY},{_TICKED}"', allow_blank=True)
    ticks.add(f"A2:A{last_row}")
    sheet.data_validations.append(ticks)
    struck = DifferentialStyle(font=Font(color="808080", strike=True))
    ticked = Rule("expression", dxf=struck, formula=[f'$A2="{_TICKED}"'])
    sheet.conditional_formatting.add(f"A2:{last}", ticked)
    writer.append([writer.header(name) for name in header])
    numbers = iter(range(1, todo.clicks + 1))
    for row in chain.from_iterable(_step_rows(writer, each, numbers) for each in todo.accounts):
        writer.append(row)


def _step_header() -> tuple[str, ...]:
    return (
        _("Done"),
        _("No."),
        _("Client"),
        _("Login"),
        _("Name"),
        _("Policy"),
        _("Permission"),
        _("Checkbox"),
        _("What to do"),
        _("Why"),
        _("Verdict in the export"),
        _("Verdict planned"),
    )


def _step_rows(
    writer: _SheetWriter, account: TodoAccount, numbers: Iterator[int]
) -> Iterator[list[Cell]]:
    for position, step in enumerate(account.steps):
        first = position == 0
        texts = (
            account.client,
            account.login,
            account.name,
            step.policy,
            step.right,
            box_name(step.box),
            action_text(step.tick),
            account.why_short,
            account.loaded,
            planned_verdict(account.expected),
        )
        yield [
            writer.tick(first=first),
            writer.number(next(numbers), first=first),
            *(writer.text(text, first=first) for text in texts),
        ]


def _write_accounts(sheet: Sheet, todo: TodoList) -> None:
    writer = _SheetWriter(sheet, _ACCOUNT_WIDTHS)
    _page(sheet, repeat_header=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:G{len(todo.accounts) + 1}"
    header = (
        _("Client"),
        _("Login"),
        _("Name"),
        _("Verdict in the export"),
        _("Verdict planned"),
        _("Checkboxes"),
        _("Why"),
    )
    writer.append([writer.header(name) for name in header])
    for account in todo.accounts:
        person = (account.client, account.login, account.name, account.loaded)
        row = [
            *map(writer.text, person),
            writer.text(planned_verdict(account.expected)),
            writer.number(len(account.steps)),
            writer.text(" ".join(account.why)),
        ]
        writer.append(row)


def _page(sheet: Sheet, *, repeat_header: bool) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = 0.6
    sheet.page_margins.bottom = 0.8
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"
    if repeat_header:
        sheet.print_title_rows = "1:1"
