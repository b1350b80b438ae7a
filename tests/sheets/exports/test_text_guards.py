"""What keeps Excel from making a number of a text is no part of the text, and stays in the file."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import levels, read_any, wanted, write_any, write_csv

HEADER = ["Login", "Nazwisko", "Rola", "Polisa", "Limity"]


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_guarded_and_bare_numbers_are_one_policy(path: Path) -> None:
    rows = [
        HEADER,
        ["ala", "Kot", "U", "'07001", "Z"],
        ["ala", "Kot", "U", "'07002", "Z"],
        ["jan", "'t Hooft", "U", "07001", "Z"],
        ["jan", "'t Hooft", "U", "07002", "'-"],
    ]
    opened = open_export(write_any(path, rows))
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert levels(opened, "jan") == {("07001", "Limity"): Level.CHANGE}
    assert opened.export.accounts[1].name == "'t Hooft"
    assert opened.export.problems == ()


def test_formulas_of_mere_text_in_a_text_file(tmp_path: Path) -> None:
    rows = [
        [f'="{name}"' for name in HEADER],
        ['="ala"', '="Kot ""Ala"""', '="U"', '="07001"', '="Z"'],
        ['="ala"', '="Kot ""Ala"""', '="U"', '="07002"', '=""'],
        ['="jan"', '=""', '="U"', '="07001"', '="P"'],
        ['="szef"', '=""', '="A"', '=""', '=""'],
    ]
    opened = open_export(write_csv(tmp_path / "export.csv", rows))
    assert [account.login for account in opened.export.accounts] == ["ala", "jan", "szef"]
    assert opened.export.accounts[0].name == 'Kot "Ala"'
    assert opened.export.clients[0].policies == ("07001", "07002")
    assert levels(opened, "ala") == {("07001", "Limity"): Level.CHANGE}
    assert opened.export.problems == ()


def test_new_rows_and_cells_are_guarded_as_the_others_are(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ["ala", "Kot", "U", '="07001"', '="Z"'],
        ["ala", "Kot", "U", '="07002"', '="P"'],
        ["jan", "Kos", "U", '="07001"', '="Z"'],
    ]
    opened = open_export(write_csv(tmp_path / "export.csv", rows))
    changes = {
        ("ala", "07002", "Limity"): Level.CHANGE,
        ("jan", "07002", "Limity"): Level.CHANGE,
    }
    saved = save_corrected(opened, wanted(opened, changes), default_target(opened))
    after = read_any(saved.path)
    assert after[1] == rows[1]
    assert after[2] == ["ala", "Kot", "U", '="07002"', '="Z"']
    assert after[4] == ["jan", "Kos", "U", '="07002"', '="Z"']
    workbook = save_corrected(opened, wanted(opened, changes), tmp_path / "export.xlsx")
    assert read_any(workbook.path)[4] == ["jan", "Kos", "U", "07002", "Z"]
