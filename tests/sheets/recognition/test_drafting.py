"""A mapping is drafted from the first rows of a file and tried on them."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Role
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.opening import DEFAULT_OPTIONS, ReadOptions, open_export, preview
from kuke_tui.sheets.recognition.draft import (
    DraftFault,
    Fault,
    MappingDraft,
    ValueKind,
    faults_of,
)
from kuke_tui.sheets.recognition.drafting import begin_draft, header_names, with_header
from kuke_tui.sheets.recognition.found_values import find_values
from kuke_tui.sheets.recognition.mapping import TableKind
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.preview import BookPreview
from kuke_tui.sheets.trying import options_of, try_mapping
from tests.sheets.exports.files import Row, levels, write_any, write_csv, write_xlsx

STRANGE: list[Row] = [
    ["Raport dostępów"],
    ["Kto", "Kontrakt", "Limity", "Szkody"],
    ["ala", "07001", "RW", "R"],
    ["ala", "07002", "RW", "R"],
    ["jan", "07001", "nic", "+"],
]
NAMES = (Meaning.LOGIN, Meaning.POLICY, Meaning.LEVEL, Meaning.LEVEL)


def drafted(path: Path) -> tuple[BookPreview, MappingDraft]:
    shown = preview(path)
    return shown, begin_draft(shown)


def said(draft: MappingDraft, *meanings: Meaning, at: int = 0) -> MappingDraft:
    for column, meaning in enumerate(meanings):
        draft = draft.with_meaning(at, column, meaning)
    return draft


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_what_is_said_of_a_strange_file_makes_it_an_export(path: Path) -> None:
    shown, draft = drafted(write_any(path, STRANGE))
    assert draft.sheets[0].header_row == 2
    assert draft.sheets[0].kind is TableKind.PERMISSIONS
    draft = said(draft, *NAMES).with_default_role(Role.USER)
    for text, level in (("R", Level.VIEW), ("RW", Level.CHANGE), ("nic", Level.NONE)):
        draft = draft.with_value(ValueKind.LEVEL, text, level)
    options = options_of(shown, draft, DEFAULT_OPTIONS)
    opened = open_export(path, options)
    assert levels(opened, "ala")["07001", "Szkody"] is Level.VIEW
    trial = try_mapping(shown, draft, options)
    assert (trial.accounts, trial.policies, trial.rights, trial.problems) == (2, 2, 2, 1)
    assert [value.text for value in trial.unread] == ["+"]


def test_what_was_recognised_is_where_a_draft_begins(path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"], ["ala", "U", "07001", "Z"]]
    shown, draft = drafted(write_any(path, rows))
    assert draft.mapping == open_export(path).recognition.mapping
    assert faults_of(draft.mapping) == ()
    assert options_of(shown, draft, DEFAULT_OPTIONS) == ReadOptions(mapping=draft.mapping)


def test_what_is_missing_is_told_and_what_is_said_twice(path: Path) -> None:
    _shown, draft = drafted(write_any(path, STRANGE))
    sheet = draft.sheets[0].sheet
    lacks = [Fault(DraftFault.LACKS, sheet, m) for m in (Meaning.LOGIN, Meaning.POLICY)]
    assert [*faults_of(draft.mapping)] == [*lacks, Fault(DraftFault.LACKS, sheet, Meaning.LEVEL)]
    draft = said(draft, *NAMES)
    assert faults_of(draft.mapping) == ()
    twice = draft.with_right(0, 3, "Limity")
    assert faults_of(twice.mapping) == (Fault(DraftFault.TWICE, sheet, Meaning.LEVEL, "Limity"),)
    unread = draft.with_kind(0, None)
    assert faults_of(unread.mapping) == (Fault(DraftFault.NO_PERMISSIONS),)


def test_only_one_column_is_the_login(path: Path) -> None:
    _shown, draft = drafted(write_any(path, STRANGE))
    draft = draft.with_meaning(0, 0, Meaning.LOGIN).with_meaning(0, 1, Meaning.LOGIN)
    assert [c.meaning for c in draft.sheets[0].columns[:2]] == [Meaning.OTHER, Meaning.LOGIN]


def test_boxes_beside_each_other_share_the_name_of_the_right(path: Path) -> None:
    rows: list[Row] = [
        ["Kto", "Co", "Limity W", "Limity E", "Szkody W"],
        ["ala", "1", "x", "", "x"],
    ]
    _shown, draft = drafted(write_any(path, rows))
    meanings = (Meaning.LOGIN, Meaning.POLICY, Meaning.VIEW, Meaning.CHANGE, Meaning.VIEW)
    draft = said(draft, *meanings)
    assert draft.mapping.tables[0].rights == ("Limity W", "Szkody W")
    half = faults_of(draft.mapping)
    assert [(fault.code, fault.right) for fault in half] == [(DraftFault.HALF, "Szkody W")]
    assert not half[0].blocks


def test_a_long_table_names_its_rights_in_its_rows(path: Path) -> None:
    rows: list[Row] = [["Kto", "Kontrakt", "Co", "Ile"], ["ala", "1", "Limity", "W"]]
    shown, draft = drafted(write_any(path, rows))
    draft = said(draft, Meaning.LOGIN, Meaning.POLICY, Meaning.RIGHT, Meaning.LEVEL)
    draft = draft.with_value(ValueKind.LEVEL, "W", Level.CHANGE)
    opened = open_export(path, options_of(shown, draft, DEFAULT_OPTIONS))
    assert levels(opened, "ala") == {("1", "Limity"): Level.CHANGE}


def test_the_header_is_another_row_or_none(path: Path) -> None:
    shown, draft = drafted(write_any(path, STRANGE[2:]))
    sheet = with_header(draft.sheets[0], shown.sheets[0], 0)
    draft = said(draft.with_sheet(0, sheet), *NAMES)
    draft = draft.with_value(ValueKind.LEVEL, "RW", Level.CHANGE)
    opened = open_export(path, options_of(shown, draft, DEFAULT_OPTIONS))
    assert len(opened.export.accounts) == 2
    assert opened.export.rights == ("C", "D")


def test_a_header_without_names_above_its_columns_is_read_from_its_row(path: Path) -> None:
    rows: list[Row] = [["", "", "", "Opis"], *STRANGE[2:4]]
    shown, draft = drafted(write_any(path, rows))
    sheet = with_header(draft.sheets[0], shown.sheets[0], 1)
    draft = said(draft.with_sheet(0, sheet), Meaning.LOGIN, Meaning.POLICY, Meaning.LEVEL)
    draft = draft.with_value(ValueKind.LEVEL, "RW", Level.CHANGE)
    opened = open_export(path, options_of(shown, draft, DEFAULT_OPTIONS))
    assert levels(opened, "ala") == {("07001", "C"): Level.CHANGE, ("07002", "C"): Level.CHANGE}


@pytest.mark.parametrize(
    "names",
    [
        ["Osoba", "Kto", "Grupa", "Umowa", "LK", "ZO"],
        ["Login do systemu", "Osoba", "Rola w Ekstranecie", "Nr umowy/polisy", "LK", "ZO"],
        ["Login", "Osoba", "Rola", "Uprawnienie", "07001", "07002"],
    ],
)
def test_a_word_that_stands_in_row_after_row_is_no_header(names: list[str], path: Path) -> None:
    rows: list[Row] = [names]
    for login, role in (("szef", "Administrator"), ("ala", "Użytkownik"), ("jan", "Użytkownik")):
        rows += [[login, login.title(), role, number, "RW", "R"] for number in ("7001", "7002")]
    _shown, draft = drafted(write_any(path, rows))
    assert draft.sheets[0].header_row == 1
    assert [column.header for column in draft.sheets[0].columns] == names
    with pytest.raises(SheetError) as refused:
        open_export(path)
    assert (refused.value.row, refused.value.found) == (1, ", ".join(names))


def test_columns_without_a_name_are_not_told_as_names(path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", ""], ["ala", "U", "RW"], ["jan", "U", "RW"]]
    with pytest.raises(SheetError) as refused:
        open_export(write_any(path, rows))
    assert refused.value.found == "Login, Rola"


def test_values_still_to_be_explained_stand_first(path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity"],
        *[["ala", "U", str(number), "Z"] for number in range(9)],
        ["ala", "U", "10", "RW"],
    ]
    shown, draft = drafted(write_any(path, rows))
    found = find_values(shown, draft)
    assert [(value.text, value.cells) for value in found] == [("RW", 1), ("U", 10), ("Z", 9)]
    draft = draft.with_value(ValueKind.LEVEL, "RW", Level.CHANGE)
    first = next(value for value in found if value.text == "RW")
    assert first.said(draft.values) is Level.CHANGE
    assert first.said_by_person(draft.values)
    again = draft.with_value(ValueKind.LEVEL, "RW", None)
    assert first.said(again.values) is None


def test_a_sign_that_means_something_leaves_empty_cells_empty(path: Path) -> None:
    shown, draft = drafted(write_any(path, [*STRANGE, ["ewa", "07001", "", "+"]]))
    draft = said(draft, *NAMES).with_value(ValueKind.LEVEL, "+", Level.CHANGE)
    opened = open_export(path, options_of(shown, draft, DEFAULT_OPTIONS))
    assert levels(opened, "ewa") == {("07001", "Szkody"): Level.CHANGE}


def test_a_table_that_goes_on_is_said_once_and_a_sheet_can_be_left_out(tmp_path: Path) -> None:
    more: list[Row] = [STRANGE[1], ["ewa", "07009", "RW", ""]]
    path = write_xlsx(tmp_path / "export.xlsx", {"A": STRANGE[1:], "B": more})
    shown, draft = drafted(path)
    draft = said(draft, *NAMES)
    assert draft.used == ("A", "B")
    assert len(draft.mapping.tables) == 1
    both = open_export(path, options_of(shown, draft, DEFAULT_OPTIONS))
    assert {account.login for account in both.export.accounts} == {"ala", "jan", "ewa"}
    one = draft.with_kind(1, None)
    opened = open_export(path, options_of(shown, one, DEFAULT_OPTIONS))
    assert {account.login for account in opened.export.accounts} == {"ala", "jan"}
    assert one.with_kind(1, TableKind.PERMISSIONS) == draft


def test_sheets_of_accounts_and_policies_are_joined_as_said(tmp_path: Path) -> None:
    people: list[Row] = [["Kto", "Kim jest"], ["ala", "szef"], ["jan", "zwykły"]]
    path = write_xlsx(tmp_path / "export.xlsx", {"Ludzie": people, "Dane": STRANGE[1:]})
    shown, draft = drafted(path)
    draft = said(draft.with_kind(1, TableKind.PERMISSIONS), *NAMES, at=1)
    draft = draft.with_kind(0, TableKind.ACCOUNTS)
    draft = said(draft, Meaning.LOGIN, Meaning.ROLE)
    draft = draft.with_value(ValueKind.ROLE, "szef", Role.ADMINISTRATOR)
    draft = draft.with_value(ValueKind.ROLE, "zwykły", Role.USER)
    assert not draft.lacks_roles
    opened = open_export(path, options_of(shown, draft, DEFAULT_OPTIONS))
    roles = {account.login: account.role for account in opened.export.accounts}
    assert roles == {"ala": Role.ADMINISTRATOR, "jan": Role.USER}


def test_a_long_file_is_previewed_by_its_first_rows(tmp_path: Path) -> None:
    rows = [["Kto", "Kontrakt", "Limity"], *([f"u{n}", "1", "W"] for n in range(3000))]
    shown = preview(write_csv(tmp_path / "export.csv", rows))
    assert not shown.is_whole
    assert len(shown.sheets[0].rows) == 2000


def test_rows_that_may_be_headers_are_named_by_their_fingerprint(path: Path) -> None:
    shown, draft = drafted(write_any(path, STRANGE))
    known = header_names(shown)
    assert known[said(draft, *NAMES).mapping.fingerprint] == ("Kto", "Kontrakt", "Limity", "Szkody")
