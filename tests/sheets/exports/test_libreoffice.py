"""A corrected workbook as another office suite shows it."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level, level_at
from kuke_tui.sheets.correcting import save_corrected
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import wanted

SOFFICE = shutil.which("soffice")
SAMPLE = Path(__file__).parents[3] / "data/firma.xlsx"
# Every sheet, separated by semicolons, in UTF-8, values as they are shown.
FILTER = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def shown(path: Path, folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet of a workbook as LibreOffice shows it."""
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--convert-to", FILTER, "--outdir", str(folder / path.stem)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    sheets: dict[str, list[list[str]]] = {}
    for found in sorted((folder / path.stem).iterdir()):
        with found.open(encoding="utf-8", newline="") as file:
            name = found.stem.removeprefix(f"{path.stem}-")
            sheets[name] = list(csv.reader(file, delimiter=";"))
    return sheets


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_shows_the_changed_cells_and_nothing_else_changed(tmp_path: Path) -> None:
    opened = open_export(SAMPLE)
    export = opened.export
    account = export.accounts[1]
    policy, right = account.client.policies[0], export.rights[0]
    level = level_at(account.boxes, 1)
    other = Level.NONE if level is Level.CHANGE else Level.CHANGE
    changes = wanted(opened, {(account.login, policy, right): other})
    receipt = save_corrected(opened, changes, tmp_path / "poprawiona.xlsx")
    before, after = shown(SAMPLE, tmp_path), shown(receipt.path, tmp_path)
    assert list(before) == list(after)
    different = [
        (name, row, column)
        for name, rows in before.items()
        for row, (old, new) in enumerate(zip(rows, after[name], strict=True), 1)
        for column, (was, is_now) in enumerate(zip(old, new, strict=True))
        if was != is_now
    ]
    places = {
        (opened.origin.tables[cell.table].sheet, cell.row, cell.column)
        for cell in opened.origin.cells(1, 0, 0)
    }
    assert different
    assert set(different) <= places
