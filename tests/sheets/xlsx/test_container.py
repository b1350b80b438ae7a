"""The zip around a workbook: odd but sound ones are read and kept, hostile ones refused."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.archive import open_archive
from kuke_tui.sheets.xlsx.package import has_formulas, open_package
from tests.sheets.xlsx.patching import edits, grid, patch
from tests.sheets.xlsx.workbook_parts import (
    MAIN,
    SHEET,
    parts,
    read_zip,
    relations,
    sheet_xml,
    write_zip,
)

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(path: Path) -> SheetErrorCode:
    with pytest.raises(SheetError) as caught:
        grid(path)
    assert caught.value.path == str(path)
    return caught.value.code


def check_patched(source: Path) -> Path:
    assert grid(source) == {(1, 0): 1}
    after = patch(source, edits({"A1": 2}))
    assert grid(after) == {(1, 0): 2}
    return after


def streamed(entries: dict[str, bytes]) -> bytes:
    """A zip written to a pipe: sizes follow the data, in descriptors."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return pipe.getvalue()


def test_data_descriptors(tmp_path: Path) -> None:
    source = tmp_path / "book.xlsx"
    source.write_bytes(streamed(parts(sheet_xml(ROWS))))
    with zipfile.ZipFile(source) as archive:
        assert all(info.flag_bits & 8 for info in archive.infolist())
    with zipfile.ZipFile(check_patched(source)) as archive:
        assert not archive.getinfo(SHEET).flag_bits & 8
        assert archive.getinfo("xl/workbook.xml").flag_bits & 8


def test_zip64_fields(tmp_path: Path) -> None:
    source = tmp_path / "book.xlsx"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts(sheet_xml(ROWS)).items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data)
    assert source.read_bytes().count(b"\x01\x00\x10\x00") == len(parts(""))
    assert zipfile.ZipFile(check_patched(source)).testzip() is None


def test_a_zip64_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS)))
    monkeypatch.undo()
    assert b"PK\x06\x06" in source.read_bytes()
    after = check_patched(source)
    assert b"PK\x06\x06" in after.read_bytes()
    assert zipfile.ZipFile(after).testzip() is None


@pytest.mark.parametrize("rebased", [False, True])
def test_bytes_before_the_zip(tmp_path: Path, rebased: bool) -> None:
    source = tmp_path / "book.xlsx"
    if rebased:
        source.write_bytes(b"#!/bin/sh\n")
        with zipfile.ZipFile(source, "a") as archive:
            for name, data in parts(sheet_xml(ROWS)).items():
                archive.writestr(name, data)
    else:
        plain = write_zip(tmp_path / "plain.xlsx", parts(sheet_xml(ROWS)))
        source.write_bytes(b"#!/bin/sh\n" + plain.read_bytes())
    after = check_patched(source)
    assert after.read_bytes().startswith(b"#!/bin/sh\nPK\x03\x04")
    assert zipfile.ZipFile(after).testzip() is None


def test_backslashes_and_absolute_targets(tmp_path: Path) -> None:
    entries = parts(sheet_xml(ROWS))
    entries["xl/_rels/workbook.xml.rels"] = relations(
        ("rId1", "worksheet", "/xl/worksheets/sheet1.xml")
    ).encode()
    entries["_rels/.rels"] = relations(("rId1", "officeDocument", "/xl/workbook.xml")).encode()
    renamed = {name.replace("/", "\\"): data for name, data in entries.items()}
    check_patched(write_zip(tmp_path / "book.xlsx", renamed))


def test_extra_fields_dates_and_comments_stay(tmp_path: Path) -> None:
    source = tmp_path / "book.xlsx"
    with zipfile.ZipFile(source, "w") as archive:
        archive.comment = b"uwaga"
        for name, data in parts(sheet_xml(ROWS)).items():
            info = zipfile.ZipInfo(name, (2019, 5, 4, 3, 2, 2))
            info.extra = struct.pack("<HH4s", 0x7777, 4, b"kuke")
            info.comment = b"opis"
            info.external_attr = 0o640 << 16
            archive.writestr(info, data)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(check_patched(source)) as new:
        assert new.comment == b"uwaga"
        for before, after in zip(old.infolist(), new.infolist(), strict=True):
            for name in ("filename", "date_time", "extra", "comment", "external_attr"):
                assert getattr(before, name) == getattr(after, name)


def test_other_parts_keep_their_packed_bytes(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS)))
    after = check_patched(source).read_bytes()
    whole = source.read_bytes()
    with zipfile.ZipFile(source) as archive:
        for info in archive.infolist():
            start = info.header_offset
            kept = whole[start : start + 30 + len(info.filename) + info.compress_size]
            assert (kept in after) == (info.filename != SHEET)


def test_encrypted_workbooks_ask_for_the_password(tmp_path: Path) -> None:
    sign = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    locked = tmp_path / "zamknięty.xlsx"
    locked.write_bytes(sign + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(locked) is SheetErrorCode.PASSWORD
    other = tmp_path / "stary.xlsx"
    other.write_bytes(sign + b"Workbook")
    assert refusal(other) is SheetErrorCode.NOT_A_SPREADSHEET


def test_what_is_no_workbook_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert refusal(path) is SheetErrorCode.NOT_FOUND
    path.write_bytes(b"")
    assert refusal(path) is SheetErrorCode.EMPTY
    path.write_bytes(b"login;rola\n")
    assert refusal(path) is SheetErrorCode.NOT_A_SPREADSHEET
    write_zip(path, {"notatka.txt": b"x"})
    assert refusal(path) is SheetErrorCode.NOT_A_SPREADSHEET
    assert refusal(tmp_path) is SheetErrorCode.IS_FOLDER
    binary = {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")).encode(),
        "xl/workbook.bin": b"\x83\x01\x00",
    }
    assert refusal(write_zip(path, binary)) is SheetErrorCode.UNKNOWN_FORMAT


def test_damage_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS * 1)))
    whole = path.read_bytes()
    for size in range(1, len(whole), 97):
        path.write_bytes(whole[:-size])
        with pytest.raises(SheetError):
            grid(path)
    at = whole.index(b"<row") if b"<row" in whole else whole.index(SHEET.encode()) + len(SHEET) + 9
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    assert refusal(path) is SheetErrorCode.DAMAGED


def test_a_wrong_checksum_is_damage(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS)))
    crc = struct.pack("<L", zlib.crc32(sheet_xml(ROWS).encode()))
    whole = path.read_bytes()
    assert whole.count(crc) == 2
    path.write_bytes(whole.replace(crc, b"\1\2\3\4"))
    assert refusal(path) is SheetErrorCode.DAMAGED


@pytest.mark.parametrize("honest", [True, False])
def test_a_zip_bomb_is_refused(tmp_path: Path, honest: bool) -> None:
    path = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(" " * (100 << 20))))
    if not honest:
        whole = path.read_bytes()
        size = struct.pack("<L", len(sheet_xml("")) + (100 << 20))
        assert size in whole
        path.write_bytes(whole.replace(size, struct.pack("<L", 2)))
    assert refusal(path) is SheetErrorCode.BOMB


def test_zip64_fields_in_the_directory(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS)))
    whole = path.read_bytes()
    start = whole.index(b"PK\x01\x02")
    directory = b""
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = info.filename.encode()
            wide = struct.pack("<3Q", info.file_size, info.compress_size, info.header_offset)
            full = 0xFFFFFFFF
            directory += (
                struct.pack("<4s4B4HL", b"PK\x01\x02", 45, 0, 45, 0, 0, 8, 0, 33, info.CRC)
                + struct.pack("<2L5H2L", full, full, len(name), 28, 0, 0, 0, 0, full)
                + name
                + struct.pack("<2H", 1, 24)
                + wide
            )
    count = len(parts(""))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    path.write_bytes(whole[:start] + directory + end)
    assert zipfile.ZipFile(check_patched(path)).testzip() is None


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS)))
    whole = bytearray(path.read_bytes())
    first = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x01\x02", first + 4)
    whole[second + 42 : second + 46] = whole[first + 42 : first + 46]
    path.write_bytes(bytes(whole))
    with pytest.raises(SheetError) as caught:
        open_archive(path)
    assert caught.value.code is SheetErrorCode.BOMB


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    record = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 16)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(record) * 70_000, 0, 0)
    path.write_bytes(record * 70_000 + end)
    with pytest.raises(SheetError):
        open_archive(path)


def test_sheets_are_found_with_their_state_and_other_tabs_left_out(tmp_path: Path) -> None:
    entries = parts(sheet_xml(ROWS))
    entries["xl/workbook.xml"] = (
        f'<w:workbook xmlns:w="{MAIN}" xmlns:q="http://purl.oclc.org/ooxml/officeDocument/'
        'relationships"><w:sheets><w:sheet name="Wykres" sheetId="2" q:id="rId9"/>'
        '<w:sheet name="Ukryta &amp; cicha" state="veryHidden" sheetId="1" q:id="rId1"/>'
        "</w:sheets></w:workbook>"
    ).encode()
    entries["xl/_rels/workbook.xml.rels"] = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "chartsheet", "chartsheets/1.xml")
    ).encode()
    package = open_package(write_zip(tmp_path / "book.xlsm", entries))
    assert [(sheet.name, sheet.hidden, sheet.index) for sheet in package.sheets] == [
        ("Ukryta & cicha", True, 1)
    ]
    assert package.format == "xlsm"


def test_formulas_anywhere_are_known(tmp_path: Path) -> None:
    plain = write_zip(tmp_path / "plain.xlsx", parts(sheet_xml(ROWS)))
    assert not has_formulas(open_package(plain))
    rows = ROWS + '<row r="2"><c r="A2"><f>A1</f><v>1</v></c></row>'
    counted = write_zip(tmp_path / "counted.xlsx", parts(sheet_xml(rows)))
    assert has_formulas(open_package(counted))


def test_a_doctype_in_the_list_of_types_is_refused(tmp_path: Path) -> None:
    entries = parts(sheet_xml(ROWS))
    types = entries["[Content_Types].xml"]
    entries["[Content_Types].xml"] = types.replace(
        b"<Types", b'<!DOCTYPE Types [<!ENTITY x "y">]><Types', 1
    )
    assert refusal(write_zip(tmp_path / "book.xlsx", entries)) is SheetErrorCode.DOCTYPE


def test_the_source_is_not_touched(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "book.xlsx", parts(sheet_xml(ROWS)))
    before = source.read_bytes()
    check_patched(source)
    assert source.read_bytes() == before
    assert set(read_zip(source)) == set(parts(""))
