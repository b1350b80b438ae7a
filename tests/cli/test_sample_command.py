"""``kuke-tui sample``: options become a file."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calls import Caller


def lines(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()]


def test_sizes(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    counts = ("--accounts", "30", "--policies", "4", "--rights", "3", "--clients", "5")
    assert call("sample", path, *counts) == (0, "", "")
    header, *rows = lines(path)
    assert header[:5] == ["Nr klienta", "Login", "Imię i nazwisko", "Rola", "Polisa"]
    assert len(header) == 5 + 3
    assert len(rows) == 30 * 4
    assert len({row[0] for row in rows}) == 5
    assert len({row[1] for row in rows}) == 30
    assert len({row[4] for row in rows}) == 5 * 4


def test_a_small_sample_is_of_one_client(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    call("sample", path, "--accounts", "25")
    assert lines(path)[0][0] == "Login"
    call("sample", path, "--accounts", "26", "--force")
    assert lines(path)[0][0] == "Nr klienta"


def test_layouts_and_spellings(call: Caller, tmp_path: Path) -> None:
    size = ("--accounts", "20", "--policies", "2", "--rights", "2")
    call("sample", tmp_path / "wide.xlsx", *size)
    call("sample", tmp_path / "long.xlsx", *size, "--layout", "long")
    call("sample", tmp_path / "boxes.xlsx", *size, "--spelling", "boxes")
    headers = {}
    for name in ("wide", "long", "boxes"):
        sheet = load_workbook(tmp_path / f"{name}.xlsx").worksheets[0]
        headers[name] = [cell.value for cell in sheet[1]][4:]
    assert headers["wide"] == ["Limity kredytowe", "Zgłoszenia obrotów"]
    assert headers["long"] == ["Uprawnienie", "Zakres"]
    assert headers["boxes"][:2] == ["Limity kredytowe - podgląd", "Limity kredytowe - zmiany"]


def test_a_seed_is_a_file(call: Caller, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.xlsx", "two.xlsx", "other.xlsx")]
    for path, seed in zip(paths, ("5", "5", "6"), strict=True):
        call("sample", path, "--seed", seed)
    one, two, other = (path.read_bytes() for path in paths)
    assert one == two != other


def test_the_old_encoding(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    call("sample", path, "--encoding", "cp1250")
    assert "Imię i nazwisko" in path.read_bytes().decode("cp1250")


def test_a_file_that_is_there_stays(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text("mine")
    result = call("sample", path)
    assert result.code == 2
    assert "--force" in result.err
    assert path.read_text() == "mine"
    assert call("sample", path, "--force").code == 0


@pytest.mark.parametrize(("lang", "told"), [("en", "There is no folder"), ("pl", "Nie ma folderu")])
def test_a_folder_that_is_not_there(call: Caller, tmp_path: Path, lang: str, told: str) -> None:
    result = call("sample", tmp_path / "nowhere/sample.csv", "--lang", lang)
    assert result.code == 2
    assert told in result.err
