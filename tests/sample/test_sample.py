"""A sample shows every reason, is the same for a seed, and is as large as was asked for."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kuke_tui.domain.boxes import Box, level_at, shape_of
from kuke_tui.domain.export import Layout, Role
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import ReasonCode, Verdict, assess
from kuke_tui.sample.accounts import SampleSize, sample_accounts, sample_rights
from kuke_tui.sample.files import write_sample
from kuke_tui.sample.table import header, rows
from kuke_tui.sheets.errors import SheetError, SheetErrorCode


def codes_of(size: SampleSize) -> set[ReasonCode]:
    shape = shape_of(size.policies, size.rights)
    return {
        code
        for account in sample_accounts(size)
        for code in assess(account.role, account.boxes, shape, Reading.STRICT).codes
    }


def test_twelve_accounts_with_boxes_apart_show_every_reason() -> None:
    size = SampleSize(12, policies=3, rights=3, clients=1, boxes_apart=True)
    assert codes_of(size) == set(ReasonCode)


def test_levels_show_every_reason_but_changes_without_view() -> None:
    size = SampleSize(12, policies=3, rights=3, clients=1)
    assert codes_of(size) == set(ReasonCode) - {ReasonCode.CHANGE_WITHOUT_VIEW}


def test_without_problems_everything_can_be_read() -> None:
    size = SampleSize(400, policies=3, rights=3, clients=4, problems=False)
    assert ReasonCode.UNREADABLE not in codes_of(size)
    assert all(account.role is not None for account in sample_accounts(size))


def test_shares_hold_in_a_large_sample() -> None:
    size = SampleSize(4000, policies=5, rights=4, clients=100)
    shape = shape_of(5, 4)
    verdicts = [
        assess(account.role, account.boxes, shape, Reading.STRICT).verdict
        for account in sample_accounts(size)
    ]
    assert 0.3 < verdicts.count(Verdict.TAK) / 4000 < 0.6
    assert 0.01 < verdicts.count(Verdict.UNKNOWN) / 4000 < 0.1
    roles = [account.role for account in sample_accounts(size)]
    assert 100 < roles.count(Role.ADMINISTRATOR) < 400


@pytest.mark.parametrize(("policies", "rights"), [(1, 1), (1, 4), (4, 1), (2, 2)])
def test_the_smallest_shapes_have_no_case_that_they_cannot_show(policies: int, rights: int) -> None:
    size = SampleSize(60, policies, rights, clients=3, boxes_apart=True)
    shape = shape_of(policies, rights)
    for account in sample_accounts(size):
        view, change, unreadable = account.boxes
        assert (view | change | unreadable) <= shape.all_cells
    assert ReasonCode.NO_ACCESS in codes_of(size)


def test_accounts_are_split_among_clients_and_known_by_one_login() -> None:
    size = SampleSize(103, policies=4, rights=2, clients=10)
    accounts = list(sample_accounts(size))
    assert len({account.login for account in accounts}) == len(accounts) == 103
    clients = dict.fromkeys(account.client for account in accounts)
    assert len(clients) == 10
    policies = [policy for client in clients for policy in client.policies]
    assert len(set(policies)) == len(policies) == 40
    assert all(policy.startswith("0") for policy in policies)


def test_logins_are_plain_letters_of_names_with_polish_ones() -> None:
    accounts = list(sample_accounts(SampleSize(300, 1, 1, 1)))
    assert all(account.login.isascii() and account.login.isalnum() for account in accounts)
    assert any(not account.name.isascii() for account in accounts)


def test_rights_have_different_names_whatever_their_number() -> None:
    assert len(set(sample_rights(SampleSize(1, 1, 30, 1)))) == 30


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".tsv"])
@pytest.mark.parametrize("layout", list(Layout))
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, suffix: str, layout: Layout) -> None:
    written = []
    for name, seed in (("one", 7), ("two", 7), ("other", 8)):
        path = tmp_path / f"{name}{suffix}"
        write_sample(path, SampleSize(40, 3, 3, 2, seed=seed), layout)
        written.append(path.read_bytes())
    assert written[0] == written[1] != written[2]


def test_wide_has_a_row_for_each_account_and_policy(tmp_path: Path) -> None:
    size = SampleSize(50, policies=4, rights=3, clients=2)
    path = tmp_path / "sample.xlsx"
    write_sample(path, size, Layout.WIDE_LEVELS)
    sheet = load_workbook(path)["Uprawnienia"]
    first, *rest = sheet.iter_rows(values_only=True)
    assert list(first) == header(size, Layout.WIDE_LEVELS)
    assert [[cell or "" for cell in row] for row in rest] == list(rows(size, Layout.WIDE_LEVELS))
    assert len(rest) == 200


def test_long_names_every_policy_and_no_right_without_need() -> None:
    size = SampleSize(60, policies=5, rights=4, clients=1)
    wide = {(row[0], row[3]): row[4:] for row in rows(size, Layout.WIDE_LEVELS)}
    long: dict[tuple[str, str], dict[str, str]] = {}
    for login, _name, _role, policy, right, level in rows(size, Layout.LONG):
        long.setdefault((login, policy), {})[right] = level
    assert long.keys() == wide.keys()
    words = {"": None, "P": "podgląd", "PZ": "zmiany", "do wyjaśnienia": "do wyjaśnienia"}
    rights = sample_rights(size)
    for key, levels in wide.items():
        held = {right: words[level] for right, level in zip(rights, levels, strict=True) if level}
        assert long[key] == (held or {rights[0]: "brak"})


def test_boxes_stand_in_two_columns() -> None:
    size = SampleSize(40, policies=2, rights=3, clients=1, boxes_apart=True)
    shape = shape_of(2, 3)
    table = iter(rows(size, Layout.WIDE_BOXES))
    for account in sample_accounts(size):
        for policy in range(2):
            ticks = next(table)[4:]
            for right in range(3):
                cell = shape.cell(policy, right)
                if account.boxes.unreadable & cell:
                    continue
                level = level_at(account.boxes, cell)
                expected = ["TAK" if ticked else "NIE" for ticked in (level.view, level.change)]
                assert ticks[2 * right : 2 * right + 2] == expected
    assert len(header(size, Layout.WIDE_BOXES)) == 4 + len(Box) * 3


def test_a_workbook_goes_on_in_another_sheet(tmp_path: Path) -> None:
    size = SampleSize(30, policies=4, rights=3, clients=1)
    path = tmp_path / "long.xlsx"
    write_sample(path, size, Layout.LONG, rows_of_sheet=100)
    book = load_workbook(path)
    tables = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    assert len(tables) > 2
    assert all(table[0] == tuple(header(size, Layout.LONG)) for table in tables)
    assert all(len(table) == 100 for table, _ in pairwise(tables))
    assert [list(row) for table in tables for row in table[1:]] == list(rows(size, Layout.LONG))


def test_csv_is_as_excel_writes_it_in_poland(tmp_path: Path) -> None:
    size = SampleSize(20, policies=2, rights=2, clients=1)
    modern, old = tmp_path / "modern.csv", tmp_path / "old.csv"
    write_sample(modern, size, Layout.WIDE_LEVELS)
    write_sample(old, size, Layout.WIDE_LEVELS, encoding="cp1250")
    assert modern.read_bytes().startswith("\ufeffLogin;Imię i nazwisko;".encode())
    assert old.read_bytes().decode("cp1250") == modern.read_bytes().decode("utf-8-sig")
    with modern.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[1:] == list(rows(size, Layout.WIDE_LEVELS))
    assert modern.read_bytes().count(b"\r\n") == 41


def test_an_existing_file_stays_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text("mine")
    size = SampleSize(2, 1, 1, 1)
    with pytest.raises(SheetError) as refused:
        write_sample(path, size, Layout.WIDE_LEVELS)
    assert refused.value.code is SheetErrorCode.EXISTS
    assert path.read_text() == "mine"
    write_sample(path, size, Layout.WIDE_LEVELS, overwrite=True)
    assert path.read_text(encoding="utf-8-sig").startswith("Login;")


def test_nothing_is_left_of_a_sample_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    with pytest.raises(UnicodeEncodeError):
        write_sample(path, SampleSize(40, 1, 1, 1), Layout.WIDE_LEVELS, encoding="ascii")
    assert not path.exists()


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.ods"):
        write_sample(tmp_path / "sample.ods", SampleSize(1, 1, 1, 1), Layout.LONG)
