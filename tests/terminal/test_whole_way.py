"""The main job in a real terminal, from the first look to the check of what was saved."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import load_workbook

from tests.terminal.terminal import Terminal

Start = Callable[..., Terminal]
Cell = tuple[str, str]


def test_an_account_turns_to_tak_and_is_so_in_the_saved_file(
    start: Start, folder: Path, environment: dict[str, str]
) -> None:
    original, corrected = folder / "firma.xlsx", folder / "firma-poprawiony.xlsx"
    before = original.read_bytes()

    program = start("firma.xlsx")
    program.wait_for("61 kont · ✓ 24 TAK")
    find_and_open(program, "jslazak")
    program.wait_for("07215 · Limity kredytowe: podgląd")
    program.press("Space")
    program.wait_for("✓ TAK plan 1 kliknięcie w Ekstranecie", "25 TAK (w planie 1)")
    program.press("Esc")
    program.wait_for("✓ TAK plan jslazak")
    program.press("S")
    program.wait_for("Zapis poprawionego eksportu", corrected.name)
    program.press("Enter")
    program.wait_for("Poprawiony eksport zapisano w pliku:")
    program.press("Enter")
    program.wait_until_gone("Poprawiony eksport zapisano w pliku:")
    program.press("q")
    assert program.wait_for_end() == 0

    again = start(corrected.name)
    again.wait_for("61 kont · ✓ 25 TAK · ✗ 31 NIE")
    again.press("q")
    assert again.wait_for_end() == 0

    assert original.read_bytes() == before
    assert verdict(corrected, "jslazak", environment) == "TAK"
    row = row_of(original, "jslazak", "07215")
    assert differences(original, corrected) == {("Uprawnienia", f"G{row}"): (None, "x")}


def test_work_left_unsaved_is_asked_about_and_offered_again(start: Start, folder: Path) -> None:
    program = start("firma.xlsx")
    program.wait_for("61 kont")
    find_and_open(program, "jslazak")
    program.press("2")
    program.wait_for("✓ TAK plan")
    program.press("q")
    program.wait_for("Niezapisane zmiany")
    program.press("→", "→", "Enter")
    assert program.wait_for_end() == 0
    assert not (folder / "firma-poprawiony.xlsx").exists()

    again = start("firma.xlsx")
    again.wait_for("Wcześniejsza praca", "Ostatnio przy koncie jslazak.")
    again.press("Enter")
    again.wait_for("konto 1 z 1", "✓ TAK plan 1 kliknięcie w Ekstranecie", "25 TAK (w planie 1)")
    again.press("Esc")
    again.wait_for("✓ TAK plan jslazak")


def find_and_open(program: Terminal, login: str) -> None:
    """Search for an account and open its matrix, waiting for each screen as a person does."""
    program.press("/")
    program.wait_for("Enter Do listy")
    program.press(login)
    program.wait_for("1 z 61")
    program.press("Enter")
    program.wait_for("Enter Uprawnienia")
    program.press("Enter")
    program.wait_for("konto 1 z 1")


def verdict(export: Path, login: str, environment: dict[str, str]) -> str:
    """What ``check`` says of an account."""
    command = [sys.executable, "-m", "kuke_tui", "check", str(export), "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    accounts = json.loads(done.stdout)["accounts"]
    (found,) = (account["verdict"] for account in accounts if account["login"] == login)
    return str(found)


def row_of(export: Path, login: str, policy: str) -> int:
    """The row of an account and a policy on the sheet of permissions."""
    sheet = load_workbook(export)["Uprawnienia"]
    (row,) = (row[0].row for row in sheet if (row[1].value, row[4].value) == (login, policy))
    assert row is not None
    return row


def differences(old: Path, new: Path) -> dict[Cell, tuple[object, object]]:
    """Cells whose value or formula differs, with both."""
    was, now = dict(cells(old)), dict(cells(new))
    different = {cell for cell in was.keys() | now.keys() if was.get(cell) != now.get(cell)}
    return {cell: (was.get(cell), now.get(cell)) for cell in different}


def cells(path: Path) -> Iterator[tuple[Cell, object]]:
    """Each cell of a workbook with its value, as another library reads it."""
    for sheet in load_workbook(path):
        for row in sheet:
            for cell in row:
                yield (sheet.title, cell.coordinate), cell.value
