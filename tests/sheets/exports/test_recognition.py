"""What a person would call an export is understood."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Layout, ProblemCode, Role
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import ReadOptions, open_export, preview
from kuke_tui.sheets.recognition.names import Meaning
from tests.sheets.exports.files import (
    Row,
    codes,
    levels,
    place,
    problems,
    write_any,
    write_csv,
    write_xlsx,
)

WIDE: list[Row] = [
    ["Klient", "Login", "Imię i nazwisko", "Rola", "Polisa", "Limity kredytowe", "Windykacja"],
    ["100", "alecka", "Anna Łęcka", "UŻYTKOWNIK", "07001", "Z", "P"],
    ["100", "alecka", "Anna Łęcka", "UŻYTKOWNIK", "07002", "PZ", ""],
    ["100", "jkos", "Jan Kos", "ADMINISTRATOR", "07001", "-", "brak"],
    ["200", "eslazak", "Ewa Ślązak", "U", "08001", "podgląd", "wprowadzanie zmian"],
]
ALECKA = {
    ("07001", "Limity kredytowe"): Level.CHANGE,
    ("07001", "Windykacja"): Level.VIEW,
    ("07002", "Limity kredytowe"): Level.CHANGE,
}


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_wide_with_levels(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    export = opened.export
    assert export.source.layout is Layout.WIDE_LEVELS
    assert export.rights == ("Limity kredytowe", "Windykacja")
    assert [account.key for account in export.accounts] == [
        ("100", "alecka"),
        ("100", "jkos"),
        ("200", "eslazak"),
    ]
    assert [client.policies for client in export.clients] == [("07001", "07002"), ("08001",)]
    assert [account.role for account in export.accounts] == [
        Role.USER,
        Role.ADMINISTRATOR,
        Role.USER,
    ]
    assert export.accounts[0].name == "Anna Łęcka"
    assert levels(opened, "alecka") == ALECKA
    assert levels(opened, "jkos") == {}
    assert export.problems == ()


@pytest.mark.parametrize(
    ("view", "change"),
    [
        ("{} - podgląd", "{} - zmiany"),
        ("{} – podgląd danych", "{} – wprowadzanie zmian"),
        ("{} (podgląd)", "{} (zmiany)"),
        ("{}: Podgląd", "{}: ZMIANY"),
        ("podgląd {}", "zmiany {}"),
        ("{} podglad", "{} zmiany"),
        ("{}_view", "{}_change"),
        ("View: {}", "Change: {}"),
        ("{}\nPODGLĄD", "{}\nEDYCJA"),
        ("{} [odczyt]", "{} [zapis]"),
    ],
)
def test_wide_with_two_columns_a_right(view: str, change: str, path: Path) -> None:
    header = ["Login", "Rola", "Nr polisy"]
    for right in ("Limity kredytowe", "Windykacja"):
        header += [view.format(right), change.format(right)]
    rows = [header, ["alecka", "U", "07001", "TAK", "TAK", "TAK", "NIE"]]
    opened = open_export(write_any(path, rows))
    assert opened.export.source.layout is Layout.WIDE_BOXES
    assert opened.export.rights == ("Limity kredytowe", "Windykacja")
    assert levels(opened, "alecka") == {
        ("07001", "Limity kredytowe"): Level.CHANGE,
        ("07001", "Windykacja"): Level.VIEW,
    }


@pytest.mark.parametrize(
    ("ticked", "cleared"),
    [
        ("TAK", "NIE"),
        ("x", ""),
        ("X", "-"),
        ("✓", ""),
        ("☑", "☐"),
        ("1", "0"),
        (1, 0),
        ("PRAWDA", "FAŁSZ"),
        ("true", "false"),
        (True, False),
    ],
)
def test_boxes_are_ticked_in_many_ways(ticked: object, cleared: object, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"],
        ["alecka", "U", "07001", ticked, cleared],
        ["alecka", "U", "07002", cleared, ticked],
        ["alecka", "U", "07003", ticked, ticked],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    assert levels(opened, "alecka") == {
        ("07001", "Limity"): Level.VIEW,
        ("07002", "Limity"): Level.CHANGE_ONLY,
        ("07003", "Limity"): Level.CHANGE,
    }


def test_long(path: Path) -> None:
    rows = [
        ["Nr klienta", "LOGIN", "Rola", "Numer polisy", "Uprawnienie", "Zakres"],
        ["100", "alecka", "U", "07001", "Limity kredytowe", "Z"],
        ["100", "alecka", "U", "07001", "Windykacja", "P"],
        ["100", "alecka", "U", "07002", "Limity kredytowe", "zmiany"],
        ["100", "jkos", "A", "07002", "Raporty", "podgląd"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.source.layout is Layout.LONG
    assert opened.export.rights == ("Limity kredytowe", "Windykacja", "Raporty")
    assert levels(opened, "alecka") == ALECKA
    assert levels(opened, "jkos") == {("07002", "Raporty"): Level.VIEW}


def test_long_with_boxes(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Podgląd", "Zmiany"],
        ["alecka", "U", "07001", "Limity", "x", "x"],
        ["alecka", "U", "07001", "Windykacja", "x", ""],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.source.layout is Layout.LONG
    assert levels(opened, "alecka") == {
        ("07001", "Limity"): Level.CHANGE,
        ("07001", "Windykacja"): Level.VIEW,
    }


def test_more_rights_in_a_long_export_than_were_expected(path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"]]
    rights = [f"Uprawnienie nr {number}" for number in range(150)]
    for policy in ("07001", "07002"):
        rows += [["alecka", "U", policy, right, "Z"] for right in rights]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == tuple(rights)
    assert levels(opened, "alecka") == {
        (policy, right): Level.CHANGE for policy in ("07001", "07002") for right in rights
    }


@pytest.mark.parametrize(
    "header",
    [
        ["LOGIN", "ROLA", "NR. POLISY", "LIMITY"],
        ["login", "rola", "polisa", "limity"],
        ["Login użytkownika", "Rola konta", "Numer  polisy", "Limity"],
        ["User name", "Role", "Policy number", "Credit limits"],
        ["User ID", "User-role", "policy_no", "Credit limits"],
        ["Użytkownik", "Typ konta", "POLISA", "Limity"],
    ],
)
def test_names_are_known_in_many_spellings(header: list[str], path: Path) -> None:
    opened = open_export(write_any(path, [header, ["alecka", "admin", "07001", "Z"]]))
    account = opened.export.accounts[0]
    assert (account.login, account.role) == ("alecka", Role.ADMINISTRATOR)
    assert opened.export.rights == (header[3],)
    assert account.client.policies == ("07001",)


def test_first_and_last_name_make_a_name(path: Path) -> None:
    rows = [
        ["Imię", "Nazwisko", "Login", "Rola", "Polisa", "Limity"],
        ["Anna", "Łęcka", "alecka", "U", "07001", "Z"],
    ]
    assert open_export(write_any(path, rows)).export.accounts[0].name == "Anna Łęcka"


def test_titles_and_empty_rows_above_the_header_and_empty_columns_beside_it(path: Path) -> None:
    rows: list[Row] = [
        ["Raport uprawnień użytkowników"],
        ["", "Wygenerowano", "2024-05-06"],
        [""],
        *(["", "", row[0], "", *row[1:]] for row in WIDE),
    ]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "alecka") == ALECKA
    assert opened.recognition.mapping.tables[0].header_row == 4


def test_header_of_two_lines_with_the_right_merged_over_its_boxes(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Eksport"],
        ["Login", "Rola", "Polisa", "Limity kredytowe", None, "Windykacja", None, "Uwagi"],
        [None, None, None, "podgląd", "zmiany", "podgląd", "zmiany", None],
        ["alecka", "U", "07001", "x", "x", "x", None, "pilne"],
        ["alecka", "U", "07002", "x", "x", None, None, None],
    ]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=merges))
    assert opened.export.rights == ("Limity kredytowe", "Windykacja")
    assert levels(opened, "alecka") == ALECKA


@pytest.mark.parametrize(
    "first",
    [
        ["ala", "Użytkownik", "", "P", "P"],
        ["ala", "Użytkownik", "", "podgląd", "zmiany"],
        ["", "", "07001", "P", "Z"],
        ["", "", "", "P", "Z"],
    ],
)
def test_a_first_row_of_levels_is_no_second_line_of_the_header(
    first: list[str], path: Path
) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity", "Windykacja"],
        first,
        ["jan", "Użytkownik", "07002", "Z", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.recognition.mapping.tables[0].header_row == 1
    assert levels(opened, "jan")["07002", "Limity"] is Level.CHANGE


@pytest.mark.parametrize("boxes", [["P", "Z"], ["podgląd", "zmiany"]])
def test_a_second_line_of_boxes_may_repeat_names(boxes: list[str], path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity", "", "Windykacja", ""],
        ["Login", "Rola", "Polisa", *boxes, *boxes],
        ["jan", "U", "07002", "x", "x", "x", ""],
    ]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "jan") == {
        ("07002", "Limity"): Level.CHANGE,
        ("07002", "Windykacja"): Level.VIEW,
    }


def test_header_of_two_lines_with_one_heading_over_all_rights(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Użytkownik", None, None, "Polisa", "Uprawnienia", None],
        ["Login", "Imię i nazwisko", "Rola", "Nr", "Limity kredytowe", "Windykacja"],
        ["alecka", "Anna Łęcka", "U", "07001", "Z", "P"],
        ["alecka", "Anna Łęcka", "U", "07002", "Z", None],
    ]
    merges = ["A1:C1", "E1:F1"]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=merges))
    assert opened.export.accounts[0].name == "Anna Łęcka"
    assert levels(opened, "alecka") == ALECKA


def test_header_repeated_after_page_breaks_and_totals_below(path: Path) -> None:
    rows = [*WIDE[:3], WIDE[0], *WIDE[3:], ["Razem", "", "", "", "", "3", "1"], [""], ["Koniec"]]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "alecka") == ALECKA
    assert len(opened.export.accounts) == 3
    assert codes(opened) == [
        ProblemCode.REPEATED_HEADER,
        ProblemCode.TOTALS_ROW,
        ProblemCode.TOTALS_ROW,
    ]
    assert [problem.at.row for problem in opened.export.problems] == [4, 7, 9]


def test_login_merged_over_its_policies(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity kredytowe", "Windykacja"],
        ["alecka", "U", "07001", "Z", "P"],
        [None, None, "07002", "Z", None],
        ["jkos", "A", "07001", "Z", None],
        [None, None, "07003", "Z", None],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=["A2:A3", "B2:B3"]))
    open_cell = {("07003", "Limity kredytowe"): Level.UNREADABLE}
    assert levels(opened, "alecka") == ALECKA | open_cell
    assert opened.export.clients[0].policies == ("07001", "07002", "07003")
    assert levels(opened, "jkos") == {("07001", "Limity kredytowe"): Level.CHANGE} | open_cell
    assert [place(each) for each in problems(opened, ProblemCode.NO_LOGIN)] == ["Uprawnienia!A5"]


def test_login_merged_in_a_sheet_longer_than_the_sample(tmp_path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"]]
    merges = []
    for number in range(1200):
        rows += [
            [f"user{number}", "U", "07001", "Limity", "Z"],
            [None, None, None, "Windykacja", "P"],
        ]
        top = 2 + 2 * number
        merges += [f"{column}{top}:{column}{top + 1}" for column in "ABC"]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=merges))
    assert opened.export.problems == ()
    assert len(opened.export.accounts) == 1200
    for login in ("user0", "user777", "user1199"):
        assert levels(opened, login) == {
            ("07001", "Limity"): Level.CHANGE,
            ("07001", "Windykacja"): Level.VIEW,
        }


def test_accounts_and_policies_on_sheets_of_their_own(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Konta": [
            ["Klient", "Login", "Imię", "Nazwisko", "Rola"],
            ["100", "alecka", "Anna", "Łęcka", "U"],
            ["100", "bez", "Bez", "Wierszy", "U"],
            ["200", "jkos", "Jan", "Kos", "A"],
        ],
        "Polisy": [["Klient", "Polisa"], ["100", "07003"], ["200", "08001"]],
        "Uprawnienia": [
            ["Login", "Polisa", "Limity kredytowe", "Windykacja"],
            ["alecka", "07001", "Z", "P"],
            ["alecka", "07002", "Z", None],
            ["jkos", "08001", "P", None],
        ],
        "Notatki": [["Zadzwonić w piątek"]],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    export = opened.export
    assert [(each.key, each.name, each.role) for each in export.accounts] == [
        (("100", "alecka"), "Anna Łęcka", Role.USER),
        (("100", "bez"), "Bez Wierszy", Role.USER),
        (("200", "jkos"), "Jan Kos", Role.ADMINISTRATOR),
    ]
    assert {client.key: client.policies for client in export.clients} == {
        "100": ("07003", "07001", "07002"),
        "200": ("08001",),
    }
    assert levels(opened, "alecka") == ALECKA
    assert levels(opened, "bez") == {}
    assert codes(opened) == [ProblemCode.UNUSED_SHEET]


def test_sheet_of_accounts_without_clients_beside_permissions_with_clients(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Uprawnienia": [
            ["Klient", "Login", "Polisa", "Limity"],
            ["100", "alecka", "07001", "Z"],
            ["200", "jkos", "08001", "Z"],
            ["200", "obcy", "08001", "Z"],
        ],
        "Konta": [["Login", "Rola"], ["alecka", "U"], ["jkos", "A"]],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    assert [account.role for account in opened.export.accounts] == [
        Role.USER,
        Role.ADMINISTRATOR,
        None,
    ]
    assert codes(opened) == [ProblemCode.NO_ROLE, ProblemCode.UNKNOWN_ACCOUNT]


def test_one_table_over_several_sheets(tmp_path: Path) -> None:
    sheets = {"Część 1": WIDE[:2], "Część 2": [WIDE[0], *WIDE[2:]], "Część 3": [WIDE[0]]}
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    assert levels(opened, "alecka") == ALECKA
    assert len(opened.export.accounts) == 3
    assert codes(opened) == [ProblemCode.JOINED_SHEET] * 2


def test_hidden_copy_of_the_table_is_left_alone(tmp_path: Path) -> None:
    sheets = {"Kopia": WIDE[:2], "Uprawnienia": WIDE}
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets, hidden=["Kopia"]))
    assert levels(opened, "alecka") == ALECKA
    assert codes(opened) == [ProblemCode.UNUSED_SHEET]


def test_a_sheet_can_be_picked(tmp_path: Path) -> None:
    old = [WIDE[0], ["100", "dawny", "Dawny Pracownik", "U", "07009", "P", ""]]
    path = write_xlsx(tmp_path / "export.xlsx", {"Teraz": WIDE, "Dawniej": old})
    opened = open_export(path, ReadOptions(sheets=("Dawniej",)))
    assert [account.login for account in opened.export.accounts] == ["dawny"]


def test_columns_that_are_no_rights_are_carried_along(path: Path) -> None:
    header = ["Lp.", "Login", "Dział", "Rola", "Polisa", "Limity", "Suma", "Aktywne", "Oddział"]
    rows: list[Row] = [
        [*header, "Data ważności", "Uwagi"],
        ["1", "alecka", "HR", "U", "07001", "Z", "1200", "TAK", "Łódź", "2024-01-01", ""],
        ["2", "jkos", "IT", "A", "07001", "P", "5", "NIE", "Kraków", "2024-01-02", "P"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity",)
    names = [problem.subject for problem in problems(opened, ProblemCode.UNUSED_COLUMN)]
    assert names == ["Lp.", "Dział", "Suma", "Aktywne", "Oddział", "Data ważności", "Uwagi"]


def test_a_right_with_a_few_unreadable_values_stays_a_right(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity", "Windykacja", "Raporty"],
        ["alecka", "U", "07001", "Z", "raz", "Z"],
        ["jkos", "U", "07001", "P", "", "P"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity", "Windykacja", "Raporty")
    assert levels(opened, "alecka")["07001", "Windykacja"] is Level.UNREADABLE


def test_a_value_out_of_place_far_below_is_a_problem_and_no_change_of_mind(path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"]]
    rows += [[f"user{number}", "U", "07001", "Z"] for number in range(2500)]
    rows += [[f"late{number}", "U", "07001", "x"] for number in range(3000)]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity",)
    assert len(problems(opened, ProblemCode.UNKNOWN_LEVEL)) == 3000


def test_ticks_without_a_box_are_unreadable_rather_than_missing(path: Path) -> None:
    rows = [["Login", "Rola", "Polisa", "Limity"], ["alecka", "U", "07001", "TAK"]]
    opened = open_export(write_any(path, rows))
    assert levels(opened, "alecka") == {("07001", "Limity"): Level.UNREADABLE}


def test_rights_of_the_same_name_are_told_apart(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity", "Limity"],
        ["alecka", "U", "07001", "Z", "P"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity", "Limity (2)")
    duplicate = problems(opened, ProblemCode.DUPLICATE_COLUMN)[0]
    assert (duplicate.at.column, duplicate.found) == ("E", "Limity")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_of_any_encoding_and_delimiter(encoding: str, delimiter: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "export.csv", WIDE, encoding=encoding, delimiter=delimiter)
    opened = open_export(path)
    assert levels(opened, "alecka") == ALECKA
    assert opened.recognition.delimiter == delimiter
    assert opened.export.accounts[0].name == "Anna Łęcka"


def test_encoding_and_delimiter_can_be_overridden(tmp_path: Path) -> None:
    rows = [["Login", "Name", "Rola", "Polisa", "Limity"], ["a", "Anna Łęcka", "U", "07001", "Z"]]
    path = write_csv(tmp_path / "export.csv", rows, encoding="cp1250")
    opened = open_export(path, ReadOptions(encoding="cp852", delimiter=";"))
    assert opened.recognition.encoding == "cp852"
    assert opened.export.accounts[0].name == "Anna Łęcka".encode("cp1250").decode("cp852")


@pytest.mark.parametrize(
    "rows",
    [
        [["Faktura", "Kwota", "Termin"], ["1/2024", "12,50", "2024-02-01"]],
        [["Login", "Imię", "Nazwisko"], ["alecka", "Anna", "Łęcka"]],
        [["Login", "Rola", "Polisa", "Opis"], ["alecka", "U", "07001", "dłuższy tekst opisu"]],
    ],
)
def test_a_file_without_such_a_table_is_refused_with_what_was_seen(
    rows: list[Row], path: Path
) -> None:
    with pytest.raises(SheetError) as refused:
        open_export(write_any(path, rows))
    assert refused.value.code is SheetErrorCode.NO_TABLE
    assert refused.value.found == ", ".join(str(name) for name in rows[0])
    assert refused.value.path == str(path)


def test_preview_shows_the_rows_of_a_file_that_is_not_recognised(path: Path) -> None:
    rows = [["Kto", "Co", "Gdzie"], ["alecka", "07001", "R"]]
    shown = preview(write_any(path, rows))
    assert [list(row.cells) for row in shown.sheets[0].rows] == rows
    assert shown.delimiter == (";" if path.suffix == ".csv" else None)
    assert shown.is_whole


def test_values_under_an_empty_heading_are_a_right_named_by_its_column(path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity", "", "Obroty"],
        ["jkos", "U", "1", "Z", "P", "Z"],
        ["jkos", "U", "2", "Z", "-", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity", "(E)", "Obroty")
    assert levels(opened, "jkos")["1", "(E)"] is Level.VIEW


def test_a_row_of_levels_is_no_second_line_of_a_header(path: Path) -> None:
    rights = [f"Prawo {number}" for number in range(15)]
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", *rights],
        ["jkos", "U", "1", *(["P", "Z"] * 7), "Z"],
        ["jkos", "U", "2", *(["Z"] * 15)],
    ]
    export = open_export(write_any(path, rows)).export
    assert export.rights == tuple(rights)
    assert export.accounts[0].client.policies == ("1", "2")


def test_the_name_on_a_sheet_of_policies_is_nobodys(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Uprawnienia": [["Login", "Rola", "Polisa", "Limity"], ["ala", "U", "07001", "Z"]],
        "Polisy": [["Polisa", "Nazwa"], ["07001", "Kredyt kupiecki"]],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    policies = next(t for t in opened.recognition.mapping.tables if t.sheet == "Polisy")
    assert [column.meaning for column in policies.columns] == [Meaning.POLICY, Meaning.OTHER]
