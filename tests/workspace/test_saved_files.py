"""Which files the program saved is remembered, whatever becomes of the work on them."""

import os
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.saved_files import files_as_saved, remember_saved, was_saved
from kuke_tui.workspace.sessions import delete_session, list_sessions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def test_nothing_is_known_where_nothing_was_saved(folder: Path) -> None:
    assert not was_saved(folder, "ab")
    assert files_as_saved(folder) == frozenset()
    assert not folder.exists()


def test_a_saved_file_is_known_by_its_content_wherever_it_lies(
    folder: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "żółw\n.xlsx"
    saved.write_bytes(b"1")
    remember_saved(folder, saved, "ab")
    remember_saved(folder, tmp_path / "other.xlsx", "cd")
    assert was_saved(folder, "ab")
    assert was_saved(folder, "cd")
    assert not was_saved(folder, "ef")
    assert files_as_saved(folder) == {saved}
    if os.name == "posix":
        assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_a_file_that_was_replaced_since_is_offered_again(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "firma.xlsx"
    path.write_bytes(b"saved")
    remember_saved(folder, path, "ab")
    os.utime(path, ns=(1, 1))
    assert files_as_saved(folder) == frozenset()
    assert was_saved(folder, "ab")


def test_half_a_line_hides_no_other(folder: Path, tmp_path: Path) -> None:
    remember_saved(folder, tmp_path / "a.xlsx", "ab")
    (name,) = folder.iterdir()
    with name.open("a", encoding="utf-8") as file:
        file.write('{"file": "b.xl\n[]\n')
    remember_saved(folder, tmp_path / "c.xlsx", "cd")
    assert was_saved(folder, "ab")
    assert was_saved(folder, "cd")


def test_what_cannot_be_read_is_an_error_never_a_no(folder: Path, tmp_path: Path) -> None:
    remember_saved(folder, tmp_path / "a.xlsx", "ab")
    (name,) = folder.iterdir()
    name.unlink()
    name.mkdir()
    for ask in (lambda: was_saved(folder, "ab"), lambda: files_as_saved(folder)):
        with pytest.raises(JournalError):
            ask()


def test_a_journal_remembers_what_was_saved_beyond_its_own_end(
    folder: Path, tmp_path: Path
) -> None:
    client = Client("K1", ("07001",))
    accounts = (Account(client, "anna", role=Role.USER, boxes=Boxes(1, 0)),)
    source = Source("e.xlsx", "1" * 64, "xlsx", Layout.WIDE_LEVELS)
    journal = Journal(folder, Export(source, ("Limity",), (client,), accounts), tmp_path / "e.xlsx")
    journal.saved({0: Boxes(1, 1)}, str(tmp_path / "f.xlsx"), "2" * 64)
    assert was_saved(folder, "2" * 64)
    journal.close()
    (session,) = list_sessions(folder)
    delete_session(session)
    assert was_saved(folder, "2" * 64)
