"""Files beyond what any export holds are refused as soon as that shows, each in its own words."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from kuke_tui.messages.errors import error_text
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import open_export
from tests.sheets.exports.files import Row, write_any, write_xlsx
from tests.sheets.xlsx.workbook_parts import parts, relations, shared_strings, sheet_xml, write_zip


def refusal(path: Path) -> SheetError:
    with pytest.raises(SheetError) as refused:
        open_export(path, apart=False)
    return refused.value


def csv_of(path: Path, header: str, lines: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in (header, *lines))
    return path


def test_accounts_without_end(tmp_path: Path) -> None:
    lines = (f"{at};u{at};U;07001;Z" for at in range(250_001))
    path = csv_of(tmp_path / "konta.csv", "Klient;Login;Rola;Polisa;Limity", lines)
    assert refusal(path).code is SheetErrorCode.TOO_LARGE


def test_one_account_with_policies_without_end(tmp_path: Path) -> None:
    lines = (f"1;ala;U;{at};Z" for at in range(20_001))
    path = csv_of(tmp_path / "konta.csv", "Klient;Login;Rola;Polisa;Limity", lines)
    assert refusal(path).code is SheetErrorCode.TOO_LARGE


def test_many_accounts_with_many_policies_ask_for_their_clients(tmp_path: Path) -> None:
    lines = (f"u{at};U;{at};Z" for at in range(4_000))
    path = csv_of(tmp_path / "konta.csv", "Login;Rola;Polisa;Limity", lines)
    assert refusal(path).code is SheetErrorCode.NO_CLIENT_COLUMN


def test_rights_without_end_are_not_told_as_policies(tmp_path: Path) -> None:
    lines = (f"u{at};U;07001;Prawo {at};Z" for at in range(2_001))
    path = csv_of(tmp_path / "konta.csv", "Login;Rola;Polisa;Uprawnienie;Zakres", lines)
    error = refusal(path)
    assert error.code is SheetErrorCode.TOO_MANY_RIGHTS
    assert "permissions" in error_text(error)
    assert "policies" not in error_text(error)


def test_rows_of_no_account_without_end(tmp_path: Path) -> None:
    path = csv_of(tmp_path / "konta.csv", "Login;Rola;Polisa;Limity", ["ala;U;07001;Z"])
    with path.open("a", encoding="utf-8") as file:
        file.write(";;;P\n" * (1 << 20) + ";;;P\n")
    assert refusal(path).code is SheetErrorCode.TOO_LARGE


def test_cells_without_end(tmp_path: Path) -> None:
    path = csv_of(tmp_path / "konta.csv", "Login;Rola;Polisa;Limity", ["ala;U;07001;Z"])
    with path.open("a", encoding="utf-8") as file:
        file.writelines([";" * 16_383 + "\n"] * 6_105)
    error = refusal(path)
    assert (error.code, error.row) == (SheetErrorCode.TOO_LARGE, 6_106)


def test_strings_without_end(tmp_path: Path) -> None:
    strings = shared_strings().replace("</sst>", "<si/>" * 3_000_001 + "</sst>")
    sheet = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = write_zip(tmp_path / "konta.xlsx", parts(sheet_xml(sheet), strings=strings))
    assert refusal(path).code is SheetErrorCode.TOO_LARGE


def test_a_cell_longer_than_any(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1" t="str"><v>' + "a" * 131_073 + "</v></c></row>"
    path = write_zip(tmp_path / "konta.xlsx", parts(sheet_xml(sheet)))
    error = refusal(path)
    assert (error.code, error.row, error.column) == (SheetErrorCode.TOO_LARGE, 1, "A")


def test_sheets_that_share_their_rows_are_damaged(tmp_path: Path) -> None:
    entries = parts(sheet_xml(""))
    entries["xl/workbook.xml"] = entries["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Drugi" sheetId="2" r:id="rId2"/></sheets>'
    )
    entries["xl/_rels/workbook.xml.rels"] = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "worksheet", "worksheets/sheet1.xml"),
    ).encode()
    path = write_zip(tmp_path / "konta.xlsx", entries)
    assert refusal(path).code is SheetErrorCode.DAMAGED


def children_while_reading(path: Path) -> int:
    """How many processes of their own a reading for a screen takes."""
    seen: set[int] = set()
    here = psutil.Process()
    before = set(here.children())
    open_export(
        path, progress=lambda *_: seen.update(c.pid for c in here.children() if c not in before)
    )
    return len(seen)


def test_a_small_workbook_that_unpacks_to_much_is_read_apart(tmp_path: Path) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity", "Uwagi"]]
    rows += [["ala", "U", "07001", "Z", "x"]] * 2
    small = write_any(tmp_path / "konta.xlsx", rows)
    assert children_while_reading(small) == 0
    noise = "".join(sha256(bytes((at,))).hexdigest() for at in range(150))
    rows += [[f"u{at}", "U", "07001", "Z", f"{at} {noise}"] for at in range(4_000)]
    path = write_xlsx(tmp_path / "wiele.xlsx", rows)
    assert path.stat().st_size < 4 << 20
    assert children_while_reading(path) == 1
