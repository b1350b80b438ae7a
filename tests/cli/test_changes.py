"""``kuke-tui changes``: what leads from one export to another."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.calls import ROOT, Caller

EXAMPLES = ROOT / "data/cztery-przyklady.xlsx"


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """The examples with the third corrected, and the second without one of its views."""
    book = load_workbook(EXAMPLES)
    for row in book["Uprawnienia"].iter_rows(min_row=2):
        if row[0].value == "przyklad3":
            for cell in row[4:]:
                cell.value = "PZ"
        if row[0].value == "przyklad2" and row[3].value == "07002":
            row[5].value = None
    path = tmp_path / "corrected.xlsx"
    book.save(path)
    return path


def test_json_is_the_change_list(call: Caller, corrected: Path) -> None:
    result = call("changes", EXAMPLES, corrected, "--format", "json")
    assert (result.code, result.err) == (0, "")
    told = json.loads(result.out)
    assert told["export"]["file"] == EXAMPLES.name
    assert told["reading"] == "strict"
    changes = told["changes"]
    assert changes[0] == {
        "client": "",
        "login": "przyklad2",
        "policy": "07002",
        "right": "Zgłoszenia obrotów",
        "box": "view",
        "from": True,
        "to": False,
    }
    assert len(changes) == 1 + 2 * 3 * 2
    assert {change["login"] for change in changes[1:]} == {"przyklad3"}
    assert all(change["from"] is False and change["to"] is True for change in changes[1:])


def test_nothing_changed_is_an_empty_list(call: Caller) -> None:
    told = json.loads(call("changes", EXAMPLES, EXAMPLES, "--format", "json").out)
    assert told["changes"] == []


def test_csv_has_a_line_for_each_box(call: Caller, corrected: Path) -> None:
    out = call("changes", EXAMPLES, corrected, "--format", "csv").out
    assert not out.startswith("\ufeff")
    _header, *rows = csv.reader(io.StringIO(out), delimiter=";")
    assert len(rows) == 13


def test_the_name_of_the_file_chooses_the_format(
    call: Caller, corrected: Path, tmp_path: Path
) -> None:
    starts = {
        "todo.csv": b"\xef\xbb\xbf",
        "todo.xlsx": b"PK",
        "todo.html": b"<!",
        "todo.md": b"# ",
        "todo.json": b"{",
        "todo": b"# ",
    }
    for name, start in starts.items():
        path = tmp_path / name
        assert call("changes", EXAMPLES, corrected, "--output", path) == (0, "", "")
        assert path.read_bytes().lower().startswith(start.lower()), name


def test_an_existing_list_stays(call: Caller, corrected: Path, tmp_path: Path) -> None:
    path = tmp_path / "todo.md"
    path.write_text("mine")
    assert call("changes", EXAMPLES, corrected, "--output", path).code == 2
    assert path.read_text() == "mine"


def test_accounts_of_one_export_only_are_told(call: Caller) -> None:
    result = call("changes", EXAMPLES, ROOT / "data/firma.xlsx", "--format", "json")
    assert result.code == 0
    assert result.err.splitlines() == [
        "5 accounts stand in the first export only.",
        "61 accounts stand in the second export only.",
        "New permissions: Wnioski o odszkodowanie, Faktury i składki, Dokumenty polisy",
    ]


EMPTIED: list[list[str | None]] = [
    ["Login", "Rola", "Polisa", "Uwagi", "Limity", "Produkt", "Obroty"],
    ["ala", "U", "07001", None, "Z", "A", "Z"],
    ["ala", "U", "07002", None, "Z", "A", None],
]


def _emptied(path: Path, rows: list[list[str | None]], *, sums: bool = False) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if sums:
        sheet.append(["Razem", None, None, None, 2, None, 1])
    book.save(path)
    return path


@pytest.mark.parametrize("sums", [False, True])
def test_a_column_that_became_empty_is_still_a_right(
    sums: bool, call: Caller, tmp_path: Path
) -> None:
    after = [*EMPTIED[:1], *([*row[:6], None] for row in EMPTIED[1:])]
    before_file = _emptied(tmp_path / "before.xlsx", EMPTIED, sums=sums)
    after_file = _emptied(tmp_path / "after.xlsx", after, sums=sums)
    result = call("changes", before_file, after_file, "--format", "json")
    assert (result.code, result.err) == (0, "")
    changes = json.loads(result.out)["changes"]
    assert [(each["right"], each["box"], each["to"]) for each in changes] == [
        ("Obroty", "view", False),
        ("Obroty", "change", False),
    ]


def test_a_right_that_has_no_column_any_more_is_no_short_list(call: Caller, tmp_path: Path) -> None:
    after = [row[:6] for row in EMPTIED]
    before_file = _emptied(tmp_path / "before.xlsx", EMPTIED)
    result = call("changes", before_file, _emptied(tmp_path / "after.xlsx", after))
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "Obroty" in result.err


def test_a_wrong_file_is_one_sentence(call: Caller, tmp_path: Path) -> None:
    result = call("changes", EXAMPLES, tmp_path / "none.xlsx")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_a_cell_that_can_no_longer_be_read_is_told(call: Caller, tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    for path, level in ((before, "Z"), (after, "QQ")):
        rows = f"Login;Rola;Polisa;Limity\nanna;U;07001;{level}\newa;U;07001;Z\n"
        path.write_text(rows, encoding="utf-8")
    result = call("changes", before, after, "--format", "json")
    assert json.loads(result.out)["changes"] == []
    assert "can't be read now: anna, policy 07001, “Limity”" in result.err
