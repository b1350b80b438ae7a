"""Files made to do harm, at the level of the command line: an answer, a sentence, no harm done."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.hostile_files import (
    HEADER,
    assert_harmless,
    assert_refused,
    check,
    inline,
    table,
    workbook,
)
from tests.sheets.xlsx.workbook_parts import SHEET, parts, sheet_xml

Make = Callable[[Path], Path]


def zip_bomb(path: Path) -> Path:
    head, tail = sheet_xml("@").encode().split(b"@")
    return workbook(path, (head, *(b" " * (1 << 20) for _ in range(600)), tail))


def quoted_bomb(path: Path) -> Path:
    """Says it is small once unpacked, and is not."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(sheet_xml("")).items():
            archive.writestr(name, bytes(60 << 20) if name == SHEET else content)
    real, told = struct.pack("<L", 60 << 20), struct.pack("<L", 100)
    path.write_bytes(packed.getvalue().replace(real, told))
    return path


def last_cell(path: Path) -> Path:
    return workbook(
        path,
        sheet_xml(
            f'<row r="1">{inline("A1", "Login")}</row>'
            f'<row r="1048576">{inline("XFD1048576", "x")}</row>'
        ),
    )


def doctype(path: Path) -> Path:
    laughs = "".join(
        f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "lol"}">' for at in range(10)
    )
    return workbook(
        path,
        f"<!DOCTYPE x [{laughs}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        + table(["Login", "&l9;&f;"]).removeprefix('<?xml version="1.0" encoding="UTF-8"?>'),
    )


def encrypted(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le")
    )
    return path


def truncated(path: Path) -> Path:
    data = workbook(path, table(["Login", "Rola", "Polisa", "Limity"])).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n")
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def empty(path: Path) -> Path:
    path.touch()
    return path


def with_nul(path: Path) -> Path:
    path.write_bytes((HEADER + "ala;Ala\0 Kot;U;07001;Z\n").encode())
    return path


def noise(path: Path) -> Path:
    path.write_bytes(zlib.compress(bytes(range(256)) * 400))
    return path


REFUSED: list[tuple[Make, str]] = [
    (zip_bomb, "bomba.xlsx"),
    (quoted_bomb, "bomba.xlsx"),
    (last_cell, "rog.xlsx"),
    (doctype, "dtd.xlsx"),
    (encrypted, "haslo.xlsx"),
    (truncated, "urwany.xlsx"),
    (pdf, "umowa.pdf"),
    (pdf, "umowa.xlsx"),
    (pdf, "umowa.csv"),
    (folder, "folder"),
    (folder, "folder.xlsx"),
    (empty, "pusty.csv"),
    (empty, "pusty.xlsx"),
    (with_nul, "nul.csv"),
    (noise, "szum.csv"),
]


@pytest.mark.parametrize(
    ("make", "name"), REFUSED, ids=lambda each: each if isinstance(each, str) else each.__name__
)
def test_a_file_that_is_no_export_is_refused_in_a_sentence(
    make: Make, name: str, tmp_path: Path
) -> None:
    assert_refused(check(make(tmp_path / name)))


def test_a_file_s_own_name_can_t_harm(tmp_path: Path) -> None:
    for name in ("a\x1b]0;tytul\x07.csv", "a\u202evsc.csv", "[red]a[b].csv", "=1+1\n.csv"):
        path = tmp_path / name
        path.write_text("nic\n", encoding="utf-8")
        assert_refused(check(path))


EVIL = [
    "\x1b]0;tytuł\x07\x1b[31m",
    "\x9b31m",
    "\u202egpj.exe\u2066",
    "[red]Ala[/red][@click=app.quit]x[/]",
    "[/]",
    '=cmd|"/c calc"!A1',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com")',
    'a"b""c',
    "x" * 32_767,
    "\u2028\u2029\x85",
    "{0}{name}%s%(x)s",
]


@pytest.mark.parametrize("form", ["json", "table", "csv"])
@pytest.mark.parametrize("place", ["name", "login", "policy", "value", "header"])
def test_hostile_text_is_read_and_never_reaches_the_terminal(
    place: str, form: str, tmp_path: Path
) -> None:
    path = tmp_path / "konta.csv"
    header = ["Login", "Imię i nazwisko", "Rola", "Polisa", "Limity", "Raporty", "Uwagi"]
    rows: list[list[str]] = []
    for at, evil in enumerate(EVIL):
        row = [f"u{at}", "Ala Kot", "U", "07001", "Z", "Z", ""]
        if place == "header":
            header.append(evil)
        else:
            row[{"login": 0, "name": 1, "policy": 3, "value": 4}[place]] = evil
        rows.append(row)
    rows += [[f"v{at}", "Jan Kos", "U", "07001", "Z", "Z", ""] for at in range(60)]
    lines = [
        ";".join('"' + each.replace('"', '""') + '"' for each in row) for row in [header, *rows]
    ]
    path.write_bytes("\r\n".join(lines).encode())
    result = check(path, form)
    assert_harmless(result)
    assert result.code in (0, 1)
    if form == "json":
        found = json.loads(result.out)
        # A login of nothing but separators is none.
        assert found["summary"]["accounts"] == len(rows) - (place == "login")
        if place == "name":
            told = {account["login"]: account["name"] for account in found["accounts"]}
            assert told["u1"] == EVIL[1]
            assert told["u2"] == EVIL[2]


def test_escapes_of_a_workbook_never_reach_the_terminal(tmp_path: Path) -> None:
    evil = "_x001B_]0;tytul_x0007_"
    path = workbook(
        tmp_path / "konta.xlsx",
        table(
            ["Login", "Nazwisko", "Rola", "Polisa", "Limity", f"Uwagi {evil}"],
            [f"ala{evil}", evil, "U", "07001", "Z", evil],
            ["jan", "Kos", evil, f"0{evil}", "Z", ""],
            ["ewa", "Lis", "U", "07001", evil, ""],
        ),
    )
    for form in ("json", "table", "csv"):
        result = check(path, form)
        assert_harmless(result)
        assert result.code == 1


def test_a_sheet_as_wide_as_sheets_can_be_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "szeroki.csv"
    path.write_text(
        ";".join(["Login", "Rola", "Polisa", *(f"Prawo {at}" for at in range(16_381))])
        + "\n"
        + ";".join(["ala", "U", "07001", *(["Z"] * 16_381)]),
        encoding="utf-8",
    )
    result = check(path)
    assert_harmless(result)
    assert result.code in (0, 1, 2)
    assert bool(result.out) is (result.code != 2)


def test_a_million_rows_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "dlugi.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(f"u{at // 20};Ala Kot;U;{7000 + at % 20};Z\n" for at in range(1_000_000))
    result = check(path)
    assert_harmless(result)
    assert result.code == 0
    assert json.loads(result.out)["summary"]["accounts"] == 50_000


def test_a_million_empty_rows_are_answered(tmp_path: Path) -> None:
    head, tail = sheet_xml("@").encode().split(b"@")
    rows = (b'<row r="%d"/>' % at for at in range(1, 1_048_577))
    assert_refused(check(workbook(tmp_path / "pusty.xlsx", (head, *rows, tail))))
