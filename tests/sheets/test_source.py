"""Whatever reads a file, what is wrong with the file is told in the same words."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import open_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind, file_kind
from kuke_tui.sheets.read_only_formats.book import open_book
from kuke_tui.sheets.recognition.mapping_file import load_mapping
from kuke_tui.sheets.source import opened
from kuke_tui.sheets.xlsx.reader import open_workbook

Reader = Callable[[Path], object]
NAME = "konta.xlsx"
READERS: tuple[Reader, ...] = (
    file_kind,
    open_csv,
    open_workbook,
    load_mapping,
    lambda path: open_book(path, FileKind.ODS),
)
each_reader = pytest.mark.parametrize("reader", READERS)


def refusal(reader: Reader, path: Path) -> tuple[SheetErrorCode, str]:
    with pytest.raises(SheetError) as caught:
        reader(path)
    assert caught.value.path == str(path)
    return caught.value.code, caught.value.found


@each_reader
@pytest.mark.parametrize("name", ["nie-ma.xlsx", f"{NAME}/plik.xlsx", "x" * 300, "a\0b.xlsx"])
def test_a_name_of_nothing(reader: Reader, name: str, tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    assert refusal(reader, tmp_path / name) == (SheetErrorCode.NOT_FOUND, "")


@each_reader
def test_a_folder(reader: Reader, tmp_path: Path) -> None:
    assert refusal(reader, tmp_path) == (SheetErrorCode.IS_FOLDER, "")


@each_reader
@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes")
@pytest.mark.timeout(30)
def test_a_pipe_is_not_waited_for(reader: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert refusal(reader, tmp_path / NAME) == (SheetErrorCode.NOT_A_SPREADSHEET, "FIFO")


@each_reader
@pytest.mark.parametrize(
    ("on_windows", "code"),
    [(32, SheetErrorCode.IN_USE), (5, SheetErrorCode.NO_PERMISSION)],
)
def test_a_file_that_the_system_refuses(
    reader: Reader,
    on_windows: int,
    code: SheetErrorCode,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / NAME).write_bytes(b"Login")

    def refuse(*_arguments: object) -> int:
        error = PermissionError(13, "refused")
        error.winerror = on_windows  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(reader, tmp_path / NAME) == (code, "")


def test_a_disk_that_fails_while_it_is_read(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    with pytest.raises(SheetError) as caught, opened(tmp_path / NAME):
        raise OSError(5, "Input/output error")
    assert (caught.value.code, caught.value.path) == (
        SheetErrorCode.DAMAGED,
        str(tmp_path / NAME),
    )
