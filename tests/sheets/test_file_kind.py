import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind, file_kind
from kuke_tui.sheets.new_workbook import NewSheet, write_new_workbook
from tests.sheets.binary_workbooks import (
    compound_file,
    write_fods,
    write_ods,
    write_xls,
    write_xlsb,
    write_zip,
)

ODS = b"application/vnd.oasis.opendocument."
OOXML = "application/vnd.openxmlformats-officedocument."


def refusal(path: Path) -> tuple[SheetErrorCode, str]:
    with pytest.raises(SheetError) as caught:
        file_kind(path)
    assert caught.value.path == str(path)
    return caught.value.code, caught.value.found


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def write_workbook(path: Path) -> Path:
    with path.open("wb") as file:
        write_new_workbook(file, [NewSheet("Konta", [["Login"]])])
    return path


def content_types(kind: str) -> dict[str, bytes]:
    override = f'<Types><Override PartName="/main.xml" ContentType="{kind}"/></Types>'
    return {"[Content_Types].xml": override.encode()}


def test_kinds_of_workbooks_are_told_by_content(tmp_path: Path) -> None:
    assert file_kind(write_workbook(tmp_path / "a.xlsx")) is FileKind.XLSX
    assert file_kind(write_workbook(tmp_path / "really-xlsx.csv")) is FileKind.XLSX
    assert file_kind(write_xls(tmp_path / "really-xls.xlsx", [(0, 0, 1.0)])) is FileKind.XLS
    xlsb = write_xlsb(tmp_path / "really-xlsb.xlsx", [(0, 0, 1.0)], (0, 0, 0, 1))
    assert file_kind(xlsb) is FileKind.XLSB
    assert file_kind(write_ods(tmp_path / "really-ods.xls", "")) is FileKind.ODS
    assert file_kind(write_fods(tmp_path / "really-fods.xml", "")) is FileKind.FODS
    macros = content_types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert file_kind(write_zip(tmp_path / "macros.xlsx", macros)) is FileKind.XLSM


def test_bytes_before_a_workbook_do_not_hide_it(tmp_path: Path) -> None:
    plain = write_workbook(tmp_path / "a.xlsx").read_bytes()
    assert file_kind(written(tmp_path / "b.xlsx", bytes(range(256)) + plain)) is FileKind.XLSX


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"Login;Polisa\n", FileKind.CSV),
        ("a.tsv", b"Login;Polisa\n", FileKind.TSV),
        ("a.txt", b"Login\tPolisa\n", FileKind.TSV),
        ("a.xls", b"Login;Polisa;Rola\tb\n", FileKind.CSV),
        ("a", "Imię;Zażółć gęślą".encode("cp1250"), FileKind.CSV),
        ("a.csv", "Imię;Zażółć".encode("utf-16"), FileKind.CSV),
        ("a.csv", "Imię;Zażółć".encode("utf-16-le"), FileKind.CSV),
        ("a.csv", "Imię;Zażółć".encode("utf-16-be"), FileKind.CSV),
        ("a.csv", "Imię;Zażółć".encode("utf-8-sig"), FileKind.CSV),
        ("a.csv", b"<Login>;<Polisa>\n", FileKind.CSV),
        ("a.csv", b"MZ;Login;Polisa\n", FileKind.CSV),
        ("a.csv", b"PK;Login;Polisa\n", FileKind.CSV),
        ("a.csv", b'[{"a";b', FileKind.CSV),
    ],
)
def test_text_is_csv_or_tsv(tmp_path: Path, name: str, content: bytes, kind: FileKind) -> None:
    assert file_kind(written(tmp_path / name, content)) is kind


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"GIF89a" + bytes(50), "GIF"),
        (b"MZ" + bytes(200), "EXE"),
        (b"\x7fELF" + bytes(200), "ELF"),
        (gzip.compress(b"Login;Polisa" * 99, mtime=0), "GZIP"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "MHTML"),
        (b"<html><table><tr><td>Login</td></tr></table>", "HTML"),
        (b"\n<!DOCTYPE html>\n<html>", "HTML"),
        ("<table><tr>".encode("utf-16"), "HTML"),
        (b"<!-- saved from -->\n<HTML>", "HTML"),
        (b"<?xml version='1.0'?><konta/>", "XML"),
        (b'{"konta": []}', "JSON"),
        (bytes(range(256)) * 8, ""),
    ],
)
def test_what_is_no_spreadsheet_is_named(tmp_path: Path, content: bytes, seems: str) -> None:
    path = written(tmp_path / "export.xls", content)
    assert refusal(path) == (SheetErrorCode.NOT_A_SPREADSHEET, seems)


@pytest.mark.parametrize(
    ("parts", "seems"),
    [
        ({"readme.txt": b"hello", "konta.xlsx": b"PK"}, "ZIP"),
        (content_types(OOXML + "wordprocessingml.document.main+xml"), "Word"),
        (content_types(OOXML + "presentationml.presentation.main+xml"), "PowerPoint"),
        ({"mimetype": ODS + b"text", "content.xml": b"<a/>"}, "OpenDocument"),
    ],
)
def test_a_zip_without_a_workbook_is_named(
    tmp_path: Path, parts: dict[str, bytes], seems: str
) -> None:
    path = write_zip(tmp_path / "export.xlsx", parts)
    assert refusal(path) == (SheetErrorCode.NOT_A_SPREADSHEET, seems)


@pytest.mark.parametrize(
    ("stream", "seems"), [("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint")]
)
def test_an_old_document_is_named(tmp_path: Path, stream: str, seems: str) -> None:
    path = written(tmp_path / "export.xls", compound_file({stream: b"", "Other": b""}))
    assert refusal(path) == (SheetErrorCode.NOT_A_SPREADSHEET, seems)


def test_an_old_document_without_any_known_stream(tmp_path: Path) -> None:
    path = written(tmp_path / "export.xls", compound_file({"Other": b""}))
    assert refusal(path) == (SheetErrorCode.NOT_A_SPREADSHEET, "OLE")


def test_passwords_are_named(tmp_path: Path) -> None:
    encrypted = compound_file({"EncryptionInfo": b"", "EncryptedPackage": b""})
    assert refusal(written(tmp_path / "a.xlsx", encrypted))[0] is SheetErrorCode.PASSWORD
    xls = write_xls(tmp_path / "a.xls", [(0, 0, 1.0)], password=True)
    assert refusal(xls)[0] is SheetErrorCode.PASSWORD
    manifest = b"<manifest:encryption-data/>"
    ods = {"mimetype": ODS + b"spreadsheet", "META-INF/manifest.xml": manifest}
    assert refusal(write_zip(tmp_path / "a.ods", ods))[0] is SheetErrorCode.PASSWORD
    flagged = bytearray(write_workbook(tmp_path / "b.xlsx").read_bytes())
    at = -1
    while (at := flagged.find(b"PK\x01\x02", at + 1)) >= 0:
        flagged[at + 8] |= 1
    assert refusal(written(tmp_path / "b.xlsx", bytes(flagged)))[0] is SheetErrorCode.PASSWORD


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 2"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "Excel 4"),
        (
            b"<?xml?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "Excel 2003 XML",
        ),
    ],
)
def test_spreadsheets_of_formats_not_read(tmp_path: Path, content: bytes, name: str) -> None:
    path = written(tmp_path / "export.xls", content)
    assert refusal(path) == (SheetErrorCode.UNKNOWN_FORMAT, name)


def test_damage_is_named(tmp_path: Path) -> None:
    workbook = write_workbook(tmp_path / "a.xlsx").read_bytes()
    assert refusal(written(tmp_path / "a.xlsx", workbook[:-200]))[0] is SheetErrorCode.DAMAGED
    old = write_xls(tmp_path / "a.xls", [(0, 0, 1.0)]).read_bytes()
    assert refusal(written(tmp_path / "a.xls", old[:600]))[0] is SheetErrorCode.DAMAGED
    assert refusal(written(tmp_path / "b.xls", old[:40]))[0] is SheetErrorCode.DAMAGED


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a.xlsx", b""))[0] is SheetErrorCode.EMPTY


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "brak.xlsx")[0] is SheetErrorCode.NOT_FOUND
    assert refusal(tmp_path / "a\0b.xlsx")[0] is SheetErrorCode.NOT_FOUND
    assert refusal(tmp_path / ("x" * 5000))[0] is SheetErrorCode.NOT_FOUND
    assert refusal(written(tmp_path / "plik", b"x") / "a.xlsx")[0] is SheetErrorCode.NOT_FOUND
    assert refusal(tmp_path)[0] is SheetErrorCode.IS_FOLDER


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == (SheetErrorCode.NOT_A_SPREADSHEET, "FIFO")
    assert refusal(Path("/dev/zero")) == (SheetErrorCode.NOT_A_SPREADSHEET, "device")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.xlsx", b"x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(path)[0] is SheetErrorCode.NO_PERMISSION


def test_asking_for_a_kind_imports_no_reader(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"Login;Polisa\n")
    program = (
        "import sys; from pathlib import Path\n"
        "from kuke_tui.sheets.file_kind import file_kind\n"
        "file_kind(Path(sys.argv[1])); print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=True
    )
    heavy = {"openpyxl", "python_calamine", "zipfile", "textual", "pydantic", "isal"}
    assert heavy.isdisjoint(run.stdout.split())
