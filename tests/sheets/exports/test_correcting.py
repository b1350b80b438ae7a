"""Saving changes the wanted permissions, in the file's own words, and nothing else."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes, Level
from kuke_tui.domain.export import LockReason
from kuke_tui.sheets.correcting import default_target, save_corrected, will_become_xlsx
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import OpenedExport, ReadOptions, open_export
from kuke_tui.sheets.recognition.mapping import ColumnMapping
from kuke_tui.sheets.recognition.values import ValueMeanings
from tests.sheets.binary_workbooks import write_ods
from tests.sheets.exports.files import (
    Row,
    everything,
    levels,
    ods_row,
    read_any,
    wanted,
    write_any,
    write_csv,
    write_xlsx,
)

WIDE: list[Row] = [
    ["Login", "Nazwisko", "Rola", "Polisa", "Limity", "Windykacja", "Uwagi"],
    ["ala", "Kot", "U", "07001", "Z", "P", "pilne"],
    ["ala", "Kot", "U", "07002", "Z", "", ""],
    ["jan", "Kos", "U", "07001", "", "podgląd", ""],
    ["ewa", "Lis", "A", "07003", "P", "-", "x"],
]
Changes = dict[tuple[str, str, str], Level]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def saved(opened: OpenedExport, changes: Changes) -> list[list[object]]:
    """Save changes beside the export, read the file by another library."""
    receipt = save_corrected(opened, wanted(opened, changes), default_target(opened))
    return read_any(receipt.path)


def differences(before: list[list[object]], after: list[list[object]]) -> dict[str, object]:
    """Cells of the old rows that are not as they were, by their spreadsheet names."""
    return {
        f"{chr(ord('A') + column)}{row}": new
        for row, (olds, news) in enumerate(zip(before, after, strict=False), start=1)
        for column, (old, new) in enumerate(zip(olds, news, strict=True))
        if old != new
    }


def test_only_the_changed_cells_differ(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    before = read_any(path)
    after = saved(
        opened,
        {
            ("ala", "07002", "Windykacja"): Level.VIEW,
            ("jan", "07001", "Limity"): Level.CHANGE,
            ("jan", "07001", "Windykacja"): Level.NONE,
            ("ewa", "07003", "Limity"): Level.CHANGE,
        },
    )
    assert differences(before, after) == {"F3": "P", "E4": "Z", "F4": None, "E5": "Z"}
    assert len(after) == len(before)


def test_a_policy_without_a_row_gets_one_like_the_account_s_others(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    before = read_any(path)
    after = saved(
        opened,
        {
            ("ala", "07003", "Limity"): Level.CHANGE,
            ("ala", "07003", "Windykacja"): Level.VIEW,
            ("jan", "07002", "Limity"): Level.VIEW,
        },
    )
    assert differences(before, after) == {}
    assert after[len(before) :] == [
        ["ala", "Kot", "U", "07003", "Z", "P", None],
        ["jan", "Kos", "U", "07002", "P", None, None],
    ]


def test_columns_of_the_account_are_repeated_in_its_new_row(path: Path) -> None:
    rows = [
        ["Klient", "Login", "E-mail", "Dział", "Produkt", "Polisa", "Rola", "Limity"],
        ["100", "ala", "ala@firma.pl", "Zakupy", "Pakiet", "07001", "U", "Z"],
        ["100", "ala", "ala@firma.pl", "Zakupy", "Gwarancja", "07002", "U", "Z"],
        ["100", "jan", "jan@firma.pl", "Kadry", "Pakiet", "07001", "U", "Z"],
    ]
    opened = open_export(write_any(path, rows))
    after = saved(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    assert after[-1] == ["100", "jan", "jan@firma.pl", "Kadry", None, "07002", "U", "Z"]


def test_long_export_gets_a_row_per_right(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Uprawnienie", "Zakres"],
        ["ala", "U", "07001", "Limity", "zmiany"],
        ["ala", "U", "07002", "Limity", "podgląd"],
        ["jan", "U", "07001", "Windykacja", "zmiany"],
    ]
    opened = open_export(write_any(path, rows))
    before = read_any(path)
    after = saved(
        opened,
        {
            ("ala", "07002", "Limity"): Level.CHANGE,
            ("ala", "07001", "Windykacja"): Level.VIEW,
            ("ala", "07002", "Windykacja"): Level.VIEW,
        },
    )
    assert differences(before, after) == {"E3": "zmiany"}
    assert after[len(before) :] == [
        ["ala", "U", "07001", "Windykacja", "podgląd"],
        ["ala", "U", "07002", "Windykacja", "podgląd"],
    ]


@pytest.mark.parametrize(
    ("ticked", "cleared"),
    [("TAK", "NIE"), ("x", None), ("✓", None), ("1", "0"), ("Prawda", "Fałsz"), ("☑", "☐")],
)
def test_boxes_are_spelled_as_their_column_spells_them(
    ticked: object, cleared: object, path: Path
) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"],
        ["ala", "U", "07001", ticked, cleared],
        ["ala", "U", "07002", cleared, cleared],
        ["jan", "U", "07001", ticked, ticked],
    ]
    opened = open_export(write_any(path, rows))
    before = read_any(path)
    after = saved(
        opened,
        {
            ("ala", "07001", "Limity"): Level.CHANGE,
            ("ala", "07002", "Limity"): Level.VIEW,
            ("jan", "07001", "Limity"): Level.NONE,
        },
    )
    assert differences(before, after) == {
        "E2": ticked,
        "D3": ticked,
        "D4": cleared,
        "E4": cleared,
    }


@pytest.mark.parametrize(("ticked", "cleared"), [(True, False), (1, 0)])
def test_booleans_and_numbers_stay_what_they_are(
    ticked: object, cleared: object, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"],
        ["ala", "U", "07001", ticked, cleared],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows))
    after = saved(opened, {("ala", "07001", "Limity"): Level.CHANGE})
    assert after[1][3:] == [ticked, ticked]
    assert type(after[1][4]) is type(ticked)


@pytest.mark.parametrize(
    ("shown", "level", "written"),
    [
        (["NIE", "NIE"], Level.CHANGE, ["TAK", "TAK"]),
        (["tak", "tak"], Level.NONE, ["nie", "nie"]),
        (["x", "x"], Level.NONE, [None, None]),
        ([None, None], Level.CHANGE, ["x", "x"]),
        (["0", "1"], Level.VIEW, ["1", "0"]),
    ],
)
def test_a_word_a_column_never_shows_is_the_counterpart_of_one_it_does(
    shown: list[object], level: Level, written: list[object], path: Path
) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"],
        ["ala", "U", "07001", *shown],
    ]
    opened = open_export(write_any(path, rows))
    assert saved(opened, {("ala", "07001", "Limity"): level})[1][3:] == written


@pytest.mark.parametrize(
    ("own", "sister", "written"),
    [
        ("P", "podgląd", "Z"),
        ("podgląd", "P", "zmiany"),
        ("PODGLĄD", "P", "ZMIANY"),
        ("view", "P", "change"),
        ("-", "edycja", "edycja"),
        ("", "PZ", "PZ"),
    ],
)
def test_levels_are_borrowed_in_the_same_style(
    own: str, sister: str, written: str, path: Path
) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity", "Windykacja"],
        ["ala", "U", "07001", own, sister],
    ]
    opened = open_export(write_any(path, rows))
    assert saved(opened, {("ala", "07001", "Limity"): Level.CHANGE})[1][3] == written


def test_an_unreadable_cell_can_be_set(path: Path) -> None:
    rows = [*WIDE, ["zoe", "Nowa", "U", "07001", "raz", "P", ""]]
    opened = open_export(write_any(path, rows))
    before = read_any(path)
    after = saved(opened, {("zoe", "07001", "Limity"): Level.NONE})
    assert differences(before, after) == {"E6": None}


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
def test_what_is_unknown_of_a_policy_is_unknown_in_its_new_row_too(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"export.{suffix}"
    rows: list[Row] = [*WIDE, ["jan", "Kos", "U", "", "Z", "P", ""]]
    if suffix == "ods":
        table = "".join(ods_row(*map(str, row)) for row in rows)
        write_ods(path, f'<table:table table:name="Konta">{table}</table:table>')
    else:
        write_any(path, rows)
    opened = open_export(path)
    assert levels(opened, "jan")["07002", "Windykacja"] is Level.UNREADABLE
    changes = wanted(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    again = open_export(save_corrected(opened, changes, default_target(opened)).path)
    assert levels(again, "jan")["07002", "Limity"] is Level.CHANGE
    assert levels(again, "jan")["07002", "Windykacja"] is Level.UNREADABLE


def test_contradicting_rows_are_all_set(path: Path) -> None:
    rows = [*WIDE, ["jan", "Kos", "U", "07001", "", "Z", ""]]
    opened = open_export(write_any(path, rows))
    before = read_any(path)
    after = saved(opened, {("jan", "07001", "Windykacja"): Level.CHANGE})
    assert differences(before, after) == {"F4": "Z"}
    after = saved(opened, {("jan", "07001", "Limity"): Level.VIEW})
    assert differences(before, after) == {"E4": "P", "E6": "P"}


def test_a_new_row_names_its_policy_where_an_error_reads_the_same(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "export.xlsx", WIDE)
    book = load_workbook(path)
    book.worksheets[0]["D3"].data_type = "e"
    book.worksheets[0].append(["ewa", "Lis", "A", "07002"])
    book.save(path)
    opened = open_export(path)
    after = saved(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    assert after[-1][:5] == ["jan", "Kos", "U", "07002", "Z"]


def test_new_rows_of_an_account_that_stands_on_the_sheet_of_accounts_alone(
    tmp_path: Path,
) -> None:
    sheets: dict[str, list[Row]] = {
        "Uprawnienia": [
            ["Klient", "Login", "Imię", "Nazwisko", "Rola", "Polisa", "Limity"],
            ["100", "ala", "Ala", "Kot", "UŻYTKOWNIK", 7001, "Z"],
        ],
        "Konta": [
            ["Klient", "Login", "Imię", "Nazwisko", "Rola"],
            ["100", "jan", "Jan", "Kos", "user"],
        ],
    }
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    after = saved(opened, {("jan", "7001", "Limity"): Level.CHANGE})
    assert after[2] == ["100", "jan", "Jan", "Kos", "UŻYTKOWNIK", 7001, "Z"]


def test_new_rows_go_below_a_total_and_are_found_there(path: Path) -> None:
    rows = [*WIDE, ["Razem", "", "", "", "3", "2", ""]]
    opened = open_export(write_any(path, rows))
    receipt = save_corrected(
        opened,
        wanted(opened, {("jan", "07003", "Limity"): Level.CHANGE}),
        default_target(opened),
    )
    assert levels(open_export(receipt.path), "jan")["07003", "Limity"] is Level.CHANGE


def test_new_rows_go_to_the_sheet_where_the_account_stands(tmp_path: Path) -> None:
    sheets = {"Część 1": WIDE[:4], "Część 2": [WIDE[0], *WIDE[4:]]}
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", sheets))
    receipt = save_corrected(
        opened,
        wanted(opened, {("jan", "07003", "Limity"): Level.CHANGE}),
        default_target(opened),
    )
    book = load_workbook(receipt.path)
    assert [cell.value for cell in book["Część 1"][5]][:5] == ["jan", "Kos", "U", "07003", "Z"]
    assert book["Część 2"].max_row == 2


def test_merged_logins_get_rows_that_name_them(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity"],
        ["ala", "U", "07001", "Z"],
        [None, None, "07002", "Z"],
        ["jan", "U", "07003", "Z"],
    ]
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", rows, merges=["A2:A3", "B2:B3"]))
    after = saved(
        opened,
        {("ala", "07003", "Limity"): Level.CHANGE, ("ala", "07002", "Limity"): Level.NONE},
    )
    assert after[2] == [None, None, "07002", None]
    assert after[4] == ["ala", "U", "07003", "Z"]


def test_formula_cells_are_locked_and_refused(tmp_path: Path) -> None:
    rows = [*WIDE, ["zoe", "Nowa", "U", "07001", '=IF(1=1,"Z","")', "P", ""]]
    path = write_xlsx(tmp_path / "export.xlsx", rows)
    opened = open_export(path)
    (lock,) = opened.export.locks[3]
    assert (lock.policy, lock.right, lock.reason) == (0, 0, LockReason.FORMULA)
    assert (lock.at.sheet, lock.at.row, lock.at.column) == ("Uprawnienia", 6, "E")
    with pytest.raises(SheetError) as refused:
        saved(opened, {("zoe", "07001", "Limity"): Level.CHANGE})
    assert refused.value.code is SheetErrorCode.LOCKED_CELL
    assert (refused.value.row, refused.value.column) == (6, "E")
    assert not default_target(opened).exists()
    assert saved(opened, {("zoe", "07001", "Windykacja"): Level.NONE})[5][5] is None


def test_a_box_without_a_column_can_t_be_ticked(path: Path) -> None:
    rows = [
        ["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany", "Raporty - podgląd"],
        ["ala", "U", "07001", "x", "x", "x"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.rights == ("Limity", "Raporty")
    (lock,) = opened.export.locks[0]
    assert lock[:3] == (0, 1, LockReason.NO_COLUMN)
    assert lock.box is Box.CHANGE
    with pytest.raises(SheetError) as refused:
        saved(opened, {("ala", "07001", "Raporty"): Level.CHANGE})
    assert refused.value.code is SheetErrorCode.LOCKED_CELL
    assert saved(opened, {("ala", "07001", "Raporty"): Level.NONE})[1][5] is None


def test_levels_without_a_word_for_changes_alone_are_known_when_loaded(tmp_path: Path) -> None:
    opened = open_export(write_csv(tmp_path / "levels.csv", WIDE))
    assert opened.export.no_change_alone == {0, 1}
    said = ColumnMapping(
        opened.recognition.mapping.tables, ValueMeanings(levels={"Z": Level.CHANGE_ONLY})
    )
    opened = open_export(opened.path, ReadOptions(mapping=said))
    assert opened.export.no_change_alone == frozenset()
    rows = [["Login", "Rola", "Polisa", "Limity - podgląd", "Limity - zmiany"]]
    rows += [["ala", "U", "07001", "x", "x"]]
    opened = open_export(write_csv(tmp_path / "boxes.csv", rows))
    assert opened.export.no_change_alone == frozenset()
    assert opened.export.locks == {}


@pytest.mark.parametrize(
    ("login", "policy", "row"), [("ala", "07001", 2), ("ala", "07002", 4)], ids=["cell", "new row"]
)
def test_what_the_encoding_can_t_hold_is_refused_before_a_file_is_begun(
    login: str, policy: str, row: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = [
        ["Login", "Rola", "Polisa", "Limity"],
        ["ala", "U", "07001", "Z"],
        ["ola", "U", "07002", "Z"],
    ]
    path = write_csv(tmp_path / "export.csv", rows, encoding="cp1250")
    opened = open_export(path)
    values = ValueMeanings(levels={"✓": Level.VIEW})
    mapping = ColumnMapping(opened.recognition.mapping.tables, values)
    opened = open_export(path, ReadOptions(encoding="cp1250", mapping=mapping))

    def begun(*_: object, **__: object) -> None:
        pytest.fail("a file was begun")

    monkeypatch.setattr("kuke_tui.sheets.correcting.save_safely", begun)
    with pytest.raises(SheetError) as refused:
        saved(opened, {(login, policy, "Limity"): Level.VIEW})
    assert refused.value.code is SheetErrorCode.CANNOT_ENCODE
    assert (refused.value.found, refused.value.row, refused.value.column) == ("✓", row, "D")
    assert list(tmp_path.iterdir()) == [path]


def test_new_rows_of_a_text_file_stand_above_its_totals(tmp_path: Path) -> None:
    rows: list[Row] = [
        *WIDE[:4],
        ["Razem", "", "", "", "3", "2", ""],
        [],
        ["Stan na 2026-01-31", "", "", "", "", "", ""],
    ]
    opened = open_export(write_csv(tmp_path / "export.csv", rows))
    after = saved(
        opened,
        {("jan", "07002", "Limity"): Level.CHANGE, ("jan", "07001", "Limity"): Level.CHANGE},
    )
    assert after[3] == ["jan", "Kos", "U", "07001", "Z", "podgląd", None]
    assert after[4] == ["jan", "Kos", "U", "07002", "Z", None, None]
    assert after[5][0] == "Razem"
    assert after[7][0] == "Stan na 2026-01-31"
    assert len(after) == len(rows) + 1


def test_an_existing_file_is_not_replaced_unasked(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    changes = wanted(opened, {("jan", "07001", "Limity"): Level.CHANGE})
    with pytest.raises(SheetError) as refused:
        save_corrected(opened, changes, path)
    assert refused.value.code is SheetErrorCode.EXISTS
    receipt = save_corrected(opened, changes, path, overwrite=True)
    assert receipt.backup is not None
    assert levels(open_export(path), "jan")["07001", "Limity"] is Level.CHANGE


def test_a_file_changed_since_it_was_loaded_is_not_patched(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    shutil.copy(write_any(path.with_stem("other"), WIDE[:3]), path)
    with pytest.raises(SheetError) as refused:
        saved(opened, {("jan", "07001", "Limity"): Level.CHANGE})
    assert refused.value.code is SheetErrorCode.CHANGED_ON_DISK


def test_nothing_changed_is_the_same_file(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    receipt = save_corrected(opened, {0: opened.export.accounts[0].boxes}, default_target(opened))
    assert read_any(receipt.path) == read_any(path)


def test_other_formats_become_a_workbook(tmp_path: Path) -> None:
    rows = (
        ods_row("Login", "Rola", "Polisa", "Limity")
        + ods_row("ala/2", "U/2", "07001", "Z")
        + ods_row("|", "|", "07002", "P")
        + ods_row("jan", "U", "07001", "P")
    )
    path = write_ods(
        tmp_path / "export.ods",
        f'<table:table table:name="Uprawnienia">{rows}</table:table>'
        '<table:table table:name="Notatki">'
        f"{ods_row('Zadzwonić')}</table:table>",
    )
    opened = open_export(path)
    assert will_become_xlsx(opened)
    assert default_target(opened).name == "export-poprawiony.xlsx"
    changes: Changes = {
        ("ala", "07002", "Limity"): Level.CHANGE,
        ("jan", "07002", "Limity"): Level.VIEW,
    }
    assert saved(opened, changes) == [
        ["Login", "Rola", "Polisa", "Limity"],
        ["ala", "U", "07001", "Z"],
        ["ala", "U", "07002", "Z"],
        ["jan", "U", "07001", "P"],
        ["jan", "U", "07002", "P"],
    ]
    assert load_workbook(tmp_path / "export-poprawiony.xlsx")["Notatki"]["A1"].value == "Zadzwonić"


def test_csv_can_be_made_a_workbook_but_a_workbook_no_csv(tmp_path: Path) -> None:
    opened = open_export(write_csv(tmp_path / "export.csv", WIDE))
    changes = wanted(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    receipt = save_corrected(opened, changes, tmp_path / "nowy.xlsx")
    again = open_export(receipt.path)
    assert levels(again, "jan")["07002", "Limity"] is Level.CHANGE
    assert levels(again, "ala") == levels(opened, "ala")
    with pytest.raises(SheetError) as refused:
        save_corrected(opened, changes, tmp_path / "nowy.xls")
    assert refused.value.code is SheetErrorCode.WRONG_SUFFIX


@pytest.mark.parametrize("name", ["nowy.csv", "nowy.xlsm", "nowy.txt", "nowy"])
def test_a_workbook_is_saved_under_a_name_that_says_so(name: str, tmp_path: Path) -> None:
    opened = open_export(write_xlsx(tmp_path / "export.xlsx", WIDE))
    changes = wanted(opened, {("jan", "07001", "Limity"): Level.CHANGE})
    with pytest.raises(SheetError) as refused:
        save_corrected(opened, changes, tmp_path / name)
    assert (refused.value.code, refused.value.found) == (SheetErrorCode.WRONG_SUFFIX, ".xlsx")
    assert list(tmp_path.iterdir()) == [opened.path]


def test_a_workbook_under_another_name_keeps_its_suffix(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "export.xlsx", WIDE).rename(tmp_path / "export.dat")
    opened = open_export(path)
    changes = wanted(opened, {("jan", "07001", "Limity"): Level.CHANGE})
    receipt = save_corrected(opened, changes, default_target(opened))
    assert receipt.path.suffix == ".dat"
    assert levels(open_export(receipt.path), "jan")["07001", "Limity"] is Level.CHANGE


def test_everything_can_be_cleared_and_granted(path: Path) -> None:
    opened = open_export(write_any(path, WIDE))
    accounts = opened.export.accounts
    none = dict.fromkeys(range(len(accounts)), NO_BOXES)
    cleared = open_export(save_corrected(opened, none, default_target(opened)).path)
    assert all(account.boxes == NO_BOXES for account in cleared.export.accounts)
    full = {at: Boxes((1 << 6) - 1, (1 << 6) - 1) for at in range(len(accounts))}
    granted = open_export(save_corrected(cleared, full, default_target(cleared)).path)
    assert {role for role, _levels in everything(granted).values()} == {
        account.role for account in accounts
    }
    assert [account.boxes for account in granted.export.accounts] == list(full.values())
