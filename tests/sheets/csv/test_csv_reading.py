"""Reading: rows numbered as a spreadsheet shows them; what is no table is refused by name."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import CsvBook, open_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode


def book_of(tmp_path: Path, content: bytes, name: str = "konta.csv") -> CsvBook:
    path = tmp_path / name
    path.write_bytes(content)
    return open_csv(path)


def rows_of(book: CsvBook) -> list[tuple[int, Sequence[object]]]:
    return [(row.number, list(row.cells)) for row in book.sheets[0].rows()]


def refusal(tmp_path: Path, content: bytes, name: str = "konta.csv") -> SheetError:
    with pytest.raises(SheetError) as caught:
        rows_of(book_of(tmp_path, content, name))
    return caught.value


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\nc;d\n", [(1, ["a", "b"]), (2, ["c", "d"])]),
        (b"a;b\nc;d", [(1, ["a", "b"]), (2, ["c", "d"])]),
        (b"a;b\rc;d\r", [(1, ["a", "b"]), (2, ["c", "d"])]),
        (b"a;b\r\nc;d\re;f\n", [(1, ["a", "b"]), (2, ["c", "d"]), (3, ["e", "f"])]),
        (b"a;b\n\n\nc;d\n", [(1, ["a", "b"]), (4, ["c", "d"])]),
        (b"\n\na;b\n", [(3, ["a", "b"])]),
        (b'a;"b\nb"\nc;d\n', [(1, ["a", "b\nb"]), (2, ["c", "d"])]),
        (b'a;"b\r\n\r\nb"\r\nc;d\r\n', [(1, ["a", "b\r\n\r\nb"]), (2, ["c", "d"])]),
        (b'a;"b""b"\n"";""""\n', [(1, ["a", 'b"b']), (2, ["", '"'])]),
        (b'a;b "b" b\n"c"c;d\n', [(1, ["a", 'b "b" b']), (2, ["cc", "d"])]),
        (b"a;b;c\nd\n;;\n", [(1, ["a", "b", "c"]), (2, ["d"]), (3, ["", "", ""])]),
        (b"a; b\n 07003;1.2E+19\n", [(1, ["a", " b"]), (2, [" 07003", "1.2E+19"])]),
        (b'a, b, c\nd, "e, f", ""\n', [(1, ["a", "b", "c"]), (2, ["d", "e, f", ""])]),
        (b'"a", "b"\n"c", " d"\n', [(1, ["a", "b"]), (2, ["c", " d"])]),
        (b'a,"b"\nc, d\n', [(1, ["a", "b"]), (2, ["c", " d"])]),
        (b"a;b\n=1+1;+48\n", [(1, ["a", "b"]), (2, ["=1+1", "+48"])]),
        (b"a;b\n\x1b[31m;\x0b\x0c\x85\n", [(1, ["a", "b"]), (2, ["\x1b[31m", "\x0b\x0c…"])]),
    ],
)
def test_rows_and_their_numbers(
    tmp_path: Path, content: bytes, rows: list[tuple[int, list[object]]]
) -> None:
    assert rows_of(book_of(tmp_path, content)) == rows


def test_a_book_has_one_plain_sheet_named_after_the_file(tmp_path: Path) -> None:
    book = book_of(tmp_path, b"a;b\n", "Konta klienta.csv")
    (sheet,) = book.sheets
    assert (book.format, sheet.name, sheet.hidden) == ("csv", "Konta klienta", False)
    assert (list(sheet.merges), list(sheet.tables), dict(sheet.locked)) == ([], [], {})


def test_the_rows_can_be_read_again(tmp_path: Path) -> None:
    book = book_of(tmp_path, b"a;b\nc;d\n")
    assert rows_of(book) == rows_of(book)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(40),
        b"%PDF-1.7\n1 0 obj\n",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"GIF89a" + bytes(40),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
        b"\x1f\x8b\x08\x00" + bytes(40),
        b"\x7fELF" + bytes(40),
        b"SQLite format 3\x00" + bytes(40),
        b"{\\rtf1\\ansi login;rola}",
        b"<!DOCTYPE html>\n<table>",
        b"\n <HTML><body>login;rola",
        b"<?xml version='1.0'?><konta/>",
        bytes(range(1, 32)) * 40,
    ],
)
def test_a_file_of_another_kind_is_no_spreadsheet(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content).code is SheetErrorCode.NOT_A_SPREADSHEET


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n  \r\n"])
def test_a_file_without_text_is_empty(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content).code is SheetErrorCode.EMPTY


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"a;b\nc;d\ne;\0;f\ng;h\n" + b"i;j\n" * 99, 3),
        (b'a;b\n"c;d\n' + b"e;f\n" * 99, 2),
        (b'a;b\n"c;d\n' + b"e;f\n" * 99_999, 2),
        (b'a;b\nc;"d', 2),
        (b'a;b\nc;d\n"', 3),
    ],
)
def test_damage_is_located(tmp_path: Path, content: bytes, row: int) -> None:
    error = refusal(tmp_path, content)
    assert (error.code, error.row) == (SheetErrorCode.DAMAGED, row)
    assert error.path == str(tmp_path / "konta.csv")


@pytest.mark.parametrize(
    "row",
    [
        b"x" * 200_000,
        b";" * 16_384,
        b'"' + b"x" * 200_000 + b'"',
        b";".join([b"x" * 1000] * 40_000),
        b";".join([b'"' + b"x\n" * 1000 + b'"'] * 20_000),
    ],
    ids=["a long cell", "many columns", "a long quoted cell", "an endless line", "many lines"],
)
def test_what_no_sheet_can_hold_is_too_large(tmp_path: Path, row: bytes) -> None:
    error = refusal(tmp_path, b"a;b\n" + row + b"\n")
    assert (error.code, error.row) == (SheetErrorCode.TOO_LARGE, 2)


def test_a_full_cell_and_a_full_row_of_excel_are_read(tmp_path: Path) -> None:
    content = b"x" * 32_767 + b";b\n" + b";".join([b"x"] * 16_384) + b"\n"
    first, second = rows_of(book_of(tmp_path, content))
    assert (len(str(first[1][0])), len(second[1])) == (32_767, 16_384)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        open_csv(tmp_path / "nie ma.csv")
    assert caught.value.code is SheetErrorCode.NOT_FOUND


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        open_csv(tmp_path)
    assert caught.value.code is SheetErrorCode.IS_FOLDER


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_no_spreadsheet(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rura.csv")
    with pytest.raises(SheetError) as caught:
        open_csv(tmp_path / "rura.csv")
    assert caught.value.code is SheetErrorCode.NOT_A_SPREADSHEET


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "no"), SheetErrorCode.NO_PERMISSION),
        (OSError(5, "disk"), SheetErrorCode.DAMAGED),
    ],
)
def test_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: SheetErrorCode
) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes(b"a;b\n")

    def refuse(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(SheetError) as caught:
        open_csv(path)
    assert caught.value.code is code
