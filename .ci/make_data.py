"""Make ``data/`` and the sample that ships with the program, the same bytes each time.

    python .ci/make_data.py [FOLDER]

Without FOLDER, the project's own files are written.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kuke_tui.domain.boxes import Boxes, Level, level_at, shape_of
from kuke_tui.domain.export import Account, Client, Layout, Role
from kuke_tui.sample.accounts import SampleSize, sample_rights
from kuke_tui.sample.cases import Case, boxes_of
from kuke_tui.sample.draw import Draw
from kuke_tui.sample.files import write_sample
from kuke_tui.sample.people import people

ROOT = Path(__file__).resolve().parent.parent
RIGHTS = sample_rights(SampleSize(1, 1, 6, 1))
ROLES = {Role.ADMINISTRATOR: "ADMINISTRATOR", Role.USER: "UŻYTKOWNIK", None: "Księgowość"}
LETTERS = {Level.NONE: None, Level.VIEW: "P", Level.CHANGE: "PZ"}

BOLD = Font(name="Calibri", bold=True, color="FFFFFF")
HEADER = PatternFill("solid", fgColor="1F4E78")
NARROW = Side(style="thin", color="BFBFBF")
BOX = Border(left=NARROW, right=NARROW, top=NARROW, bottom=NARROW)
MIDDLE = Alignment(horizontal="center", vertical="center")
WRAPPED = Alignment(horizontal="center", vertical="center", wrap_text=True)
TITLE = Font(name="Calibri", bold=True, size=14)


@dataclass(frozen=True)
class Company:
    """A made-up client: its key, name and policies, and the cases of its users."""

    key: str
    name: str
    policies: tuple[str, ...]
    cases: tuple[Case, ...]


EVERY_CASE = (
    Case.ADMINISTRATOR,
    Case.UNIFORM,
    Case.VIEW_ONLY,
    Case.MISSING_POLICIES,
    Case.UNIFORM,
    Case.UNEVEN_RIGHTS,
    Case.VIEW_BESIDE_CHANGES,
    Case.UNIFORM,
    Case.NO_ACCESS,
    Case.CHANGE_WITHOUT_VIEW,
    Case.MISSING_POLICIES,
    Case.SEVERAL,
)
FOR_ONE_POLICY = (Case.ADMINISTRATOR, Case.UNIFORM, Case.UNIFORM, Case.VIEW_ONLY, Case.UNIFORM)
COMPANIES = (
    Company(
        "K-01024",
        "Bursztynex sp. z o.o.",
        tuple(f"0700{number}" for number in range(1, 9)),
        tuple(islice(cycle(EVERY_CASE), 35)),
    ),
    Company(
        "K-02311",
        "Meble z Podlasia S.A.",
        ("07214", "07215", "07230"),
        (*islice(cycle(EVERY_CASE), 17), Case.UNREADABLE_ROLE),
    ),
    Company("K-03870", "Przetwory Łąckie", ("07502",), tuple(islice(cycle(FOR_ONE_POLICY), 7))),
)


def accounts_of_companies() -> list[Account]:
    """Make the sixty accounts of the company-sized export."""
    draw = Draw(2026)
    persons = people(draw)
    accounts = []
    for company in COMPANIES:
        client = Client(company.key, company.policies)
        shape = shape_of(len(company.policies), len(RIGHTS))
        for case in company.cases:
            person = next(persons)
            role: Role | None = Role.USER
            if case in (Case.ADMINISTRATOR, Case.UNREADABLE_ROLE):
                role = Role.ADMINISTRATOR if case is Case.ADMINISTRATOR else None
            boxes = boxes_of(case, shape, draw)
            accounts.append(Account(client, person.login, person.name, role, boxes))
    return accounts


def permission_rows(accounts: list[Account]) -> Iterator[list[str | None]]:
    """Yield a row for each account and policy; where nothing is held, every other row is absent."""
    absent = cycle((True, False))
    for account in accounts:
        shape = shape_of(len(account.client.policies), len(RIGHTS))
        for place, policy in enumerate(account.client.policies):
            held = (account.boxes.view | account.boxes.change) & shape.row_of(place)
            if not held and next(absent):
                continue
            ticks: list[str | None] = []
            for right in range(len(RIGHTS)):
                level = level_at(account.boxes, shape.cell(place, right))
                ticks += ["x" if level.view else None, "x" if level.change else None]
            client, role = account.client.key, ROLES[account.role]
            yield [client, account.login, account.name, role, policy, *ticks]


def company_workbook(path: Path) -> None:
    """Write the company-sized export: rich, as somebody keeps such a workbook."""
    accounts = accounts_of_companies()
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("Uprawnienia")
    sheet["A1"] = "Ekstranet – uprawnienia kont do polis"
    sheet["A1"].font = TITLE
    sheet["A2"] = "Dane zmyślone; x oznacza zaznaczone pole"
    header = ["Nr klienta", "Login", "Imię i nazwisko", "Rola", "Polisa"]
    header += [f"{right} - {box}" for right in RIGHTS for box in ("podgląd", "zmiany")]
    rows = list(permission_rows(accounts))
    put_doubts(rows)
    write_table(sheet, 4, header, rows, widths=[12, 18, 26, 17, 10, *[13] * 12])
    for cells in sheet.iter_rows(5, 4 + len(rows), 6, len(header)):
        for cell in cells:
            cell.alignment = MIDDLE
            if cell.value == "#N/A":
                cell.data_type = "e"
    boxes = f"F5:{get_column_letter(len(header))}{4 + len(rows)}"
    ticked = DifferentialStyle(fill=PatternFill("solid", bgColor="E2EFDA"))
    rule = Rule("cellIs", operator="equal", formula=['"x"'], dxf=ticked)
    sheet.conditional_formatting.add(boxes, rule)
    validation = DataValidation("list", formula1='"x"', allow_blank=True, showErrorMessage=False)
    validation.add(boxes)
    sheet.add_data_validation(validation)
    sheet["F4"].comment = Comment("Podgląd: widzi dane, nie może ich zmieniać.", "Ekstranet")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "4:4"
    write_accounts_sheet(book, accounts)
    write_policies_sheet(book)
    formulas = write_notes_sheet(book, accounts)
    book.save(path)
    settle(path, formulas)


def put_doubts(rows: list[list[str | None]]) -> None:
    """Put in what such files have in real life: doubts, an error, two rows that disagree."""
    whole = [row for row in rows if row[5] and row[6] and row[3] == "UŻYTKOWNIK"]
    whole[10][5] = "do wyjaśnienia"
    whole[40][8] = "?"
    whole[70][6] = "#N/A"
    doubled = list(whole[25])
    doubled[6] = None
    rows.append(doubled)


def write_accounts_sheet(book: Workbook, accounts: list[Account]) -> None:
    """Write the sheet of accounts; one of them has no row of permissions at all."""
    header = ["Nr klienta", "Login", "Imię i nazwisko", "E-mail", "Rola"]
    rows: list[list[str | None]] = [
        [
            account.client.key,
            account.login,
            account.name,
            f"{account.login}@example.com",
            ROLES[account.role],
        ]
        for account in accounts
    ]
    mail = "wnowozatrudniony@example.com"
    name = "Wit Nowozatrudniony"
    rows.append([COMPANIES[0].key, "wnowozatrudniony", name, mail, ROLES[Role.USER]])
    write_table(book.create_sheet("Konta"), 1, header, rows, widths=[12, 20, 28, 34, 18])


def write_policies_sheet(book: Workbook) -> None:
    """Write the sheet of policies."""
    rows: list[list[str | None]] = [
        [company.key, company.name, policy, "KUKE Obrót"]
        for company in COMPANIES
        for policy in company.policies
    ]
    header = ["Nr klienta", "Nazwa klienta", "Polisa", "Produkt"]
    write_table(book.create_sheet("Polisy"), 1, header, rows, widths=[12, 26, 12, 20])


def write_notes_sheet(book: Workbook, accounts: list[Account]) -> dict[str, int]:
    """Write somebody's notes; return the formulas in them with what they come to."""
    sheet = book.create_sheet("Notatki")
    formulas = {
        "COUNTA(Konta!B2:B500)": len(accounts) + 1,
        "COUNTA(Polisy!C2:C500)": sum(len(company.policies) for company in COMPANIES),
    }
    texts = ("Kont w Ekstranecie", "Polis")
    sheet["A1"] = "Notatki do przeniesienia kont"
    sheet["A1"].font = TITLE
    for place, (text, formula) in enumerate(zip(texts, formulas, strict=True), 3):
        sheet.cell(place, 1, text)
        sheet.cell(place, 2, f"={formula}")
    sheet["A6"] = "Pola do wyjaśnienia trzeba ustalić z osobami, których dotyczą."
    sheet["A6"].alignment = Alignment(wrap_text=True)
    sheet.column_dimensions["A"].width = 44
    return formulas


def write_table(
    sheet: Worksheet,
    top: int,
    header: list[str],
    rows: list[list[str | None]],
    widths: list[int],
) -> None:
    """Write a table with a coloured header that stays in view and filters."""
    for column, (name, width) in enumerate(zip(header, widths, strict=True), 1):
        title = sheet.cell(top, column, name)
        title.font, title.fill, title.alignment, title.border = BOLD, HEADER, WRAPPED, BOX
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in rows:
        sheet.append(row)
    for line in sheet.iter_rows(top + 1, top + len(rows)):
        for cell in line:
            cell.number_format, cell.border = "@", BOX
    sheet.freeze_panes = f"D{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(header))}{top + len(rows)}"


def settle(path: Path, formulas: dict[str, int]) -> None:
    """Give the formulas their results and take out what differs from one run to the next."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in parts:
        if name == "docProps/core.xml":
            parts[name] = re.sub(
                rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-05T08:00:00Z", parts[name]
            )
        for formula, value in formulas.items():
            parts[name] = re.sub(
                rb"(<f>%b</f>)<v ?(?:/>|></v>)" % re.escape(formula.encode()),
                rb"\g<1><v>%d</v>" % value,
                parts[name],
            )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            with package.open(name, "w") as part:
                part.write(content)


def examples_workbook(path: Path) -> None:
    """Write the four examples of KUKE's instruction, and an administrator."""
    policies = ("07001", "07002", "07003")
    rights = RIGHTS[:3]
    shape = shape_of(len(policies), len(rights))
    everything = shape.all_cells
    first, second = shape.row_of(0), shape.row_of(1)
    uneven = Boxes(everything, everything & ~(shape.columns[1] & second | shape.columns[0] & first))
    shown = (
        ("administrator", "Zofia Łęcka", Role.ADMINISTRATOR, Boxes(first, 0)),
        ("przyklad1", "Jan Śliwa", Role.USER, Boxes(everything, everything)),
        ("przyklad2", "Żaneta Wąsik", Role.USER, Boxes(everything, 0)),
        ("przyklad3", "Łukasz Ożóg", Role.USER, Boxes(first, first)),
        ("przyklad4", "Róża Dąbrowska", Role.USER, uneven),
    )
    rows: list[list[str | None]] = []
    for login, name, role, boxes in shown:
        for place, policy in enumerate(policies):
            levels = (level_at(boxes, shape.cell(place, right)) for right in range(len(rights)))
            rows.append([login, name, ROLES[role], policy, *(LETTERS[level] for level in levels)])
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("Uprawnienia")
    header = ["Login", "Imię i nazwisko", "Rola", "Polisa", *rights]
    write_table(sheet, 1, header, rows, widths=[18, 22, 18, 10, 20, 20, 26])
    book.save(path)
    settle(path, {})


def old_excel_csv(path: Path) -> None:
    """Write what an older Excel makes of such a table: cp1250, semicolons, CRLF."""
    size = SampleSize(accounts=24, policies=4, rights=5, clients=1, seed=1250)
    write_sample(path, size, Layout.WIDE_LEVELS, encoding="cp1250", overwrite=True)


def main(data: Path, demo: Path) -> None:
    """Write all files."""
    data.mkdir(parents=True, exist_ok=True)
    demo.mkdir(parents=True, exist_ok=True)
    examples_workbook(data / "cztery-przyklady.xlsx")
    company_workbook(data / "firma.xlsx")
    old_excel_csv(data / "stary-excel.csv")
    (demo / "firma.xlsx").write_bytes((data / "firma.xlsx").read_bytes())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        main(folder / "data", folder / "demo")
    else:
        main(ROOT / "data", ROOT / "kuke_tui/demo")
