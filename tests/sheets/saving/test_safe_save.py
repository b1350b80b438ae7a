import hashlib
import os
import stat
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.saving import workbench as workbench_module
from kuke_tui.sheets.saving.hashing import sha256_of
from kuke_tui.sheets.saving.locks import LockTakenError, locked
from kuke_tui.sheets.saving.names import suggest_name
from kuke_tui.sheets.saving.private import write_private
from kuke_tui.sheets.saving.safe_save import SaveReceipt, save_safely
from kuke_tui.sheets.saving.workbench import Workbench
from tests.sheets.saving.files import NEW, OLD, accept, names, save, strays, writer

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "konta.csv"
    path.write_bytes(OLD)
    return path


def test_a_new_file_is_whole_and_nothing_else_is_left(source: Path) -> None:
    target = source.with_name("konta-poprawiony.csv")
    receipt = save(target, source=source)
    assert receipt == SaveReceipt(target.resolve(), hashlib.sha256(NEW).hexdigest())
    assert target.read_bytes() == NEW
    assert source.read_bytes() == OLD
    assert names(source.parent) == {"konta.csv", "konta-poprawiony.csv"}


def test_the_writer_may_read_and_move_about_in_the_file(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"abc")
        file.seek(1)
        assert file.read(1) == b"b"
        file.seek(0)
        file.write(b"X")

    save(tmp_path / "plik.xlsx", write=write)
    assert (tmp_path / "plik.xlsx").read_bytes() == b"Xbc"


@posix_only
def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    save(tmp_path / "nowy.csv")
    assert stat.S_IMODE((tmp_path / "nowy.csv").stat().st_mode) == 0o600


@posix_only
def test_a_file_that_replaces_another_takes_on_its_mode(source: Path) -> None:
    source.chmod(0o640)
    save(source, source=source, overwrite=True)
    assert stat.S_IMODE(source.stat().st_mode) == 0o640


def test_a_name_that_exists_is_kept(source: Path) -> None:
    target = source.with_name("inny.csv")
    target.write_bytes(b"cudze")
    with pytest.raises(SheetError) as caught:
        save(target, source=source)
    assert caught.value.code is SheetErrorCode.EXISTS
    assert caught.value.path == str(target)
    assert target.read_bytes() == b"cudze"
    assert not strays(source.parent)


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_appears_at_the_last_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    target = tmp_path / "nowy.csv"

    def appears(*_arguments: object) -> None:
        target.write_bytes(b"cudze")

    if not links:
        monkeypatch.setattr(os, "link", _refused)
    with pytest.raises(SheetError) as caught:
        save(target, verify=appears)
    assert caught.value.code is SheetErrorCode.EXISTS
    assert target.read_bytes() == b"cudze"
    assert names(tmp_path) == {"nowy.csv"}


def _refused(*_paths: object, **_options: object) -> None:
    raise PermissionError(1, "no hard links here")


@pytest.mark.parametrize("links", [True, False])
def test_what_is_replaced_is_kept_under_a_name_of_its_own(
    source: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _refused)
    first = save(source, b"pierwszy", source=source, overwrite=True)
    second = save(source, b"drugi", source=source, overwrite=True)
    assert (first.backup, second.backup) == (
        source.resolve().with_name("konta-kopia.csv"),
        source.resolve().with_name("konta-kopia-2.csv"),
    )
    assert source.read_bytes() == b"drugi"
    assert source.with_name("konta-kopia.csv").read_bytes() == OLD
    assert source.with_name("konta-kopia-2.csv").read_bytes() == b"pierwszy"
    assert not strays(source.parent)


def test_no_copy_is_kept_where_none_is_wanted(source: Path) -> None:
    assert save(source, source=source, overwrite=True, backup=False).backup is None
    assert names(source.parent) == {"konta.csv"}


def test_a_source_that_changed_since_it_was_loaded_stops_the_save(source: Path) -> None:
    sha256 = sha256_of(source)
    source.write_bytes(OLD + b"kowalska;U\n")
    target = source.with_name("nowy.csv")
    with pytest.raises(SheetError) as caught:
        save_safely(
            target,
            writer(NEW),
            verify=accept,
            source=source,
            source_sha256=sha256,
            overwrite=False,
        )
    assert caught.value.code is SheetErrorCode.CHANGED_ON_DISK
    assert caught.value.path == str(source)
    assert names(source.parent) == {"konta.csv"}


def test_a_source_that_changes_during_the_save_stops_it(source: Path) -> None:
    def write(_file: BinaryIO) -> None:
        source.write_bytes(b"inne")

    with pytest.raises(SheetError) as caught:
        save(source.with_name("nowy.csv"), source=source, write=write)
    assert caught.value.code is SheetErrorCode.CHANGED_ON_DISK
    assert names(source.parent) == {"konta.csv"}


def test_a_source_that_is_gone_is_named(source: Path) -> None:
    sha256 = sha256_of(source)
    source.unlink()
    with pytest.raises(SheetError) as caught:
        save_safely(
            source.with_name("nowy.csv"),
            writer(NEW),
            verify=accept,
            source=source,
            source_sha256=sha256,
            overwrite=False,
        )
    assert (caught.value.code, caught.value.path) == (SheetErrorCode.NOT_FOUND, str(source))


def test_what_does_not_verify_replaces_nothing(source: Path) -> None:
    def refuse(path: Path) -> None:
        assert path.read_bytes() == NEW
        assert source.read_bytes() == OLD
        raise SheetError(SheetErrorCode.VERIFY_FAILED)

    with pytest.raises(SheetError) as caught:
        save(source, source=source, overwrite=True, verify=refuse)
    assert caught.value.code is SheetErrorCode.VERIFY_FAILED
    assert source.read_bytes() == OLD
    assert names(source.parent) == {"konta.csv"}


def test_a_symbolic_link_goes_on_pointing_to_the_new_content(tmp_path: Path) -> None:
    real = tmp_path / "archiwum" / "konta.csv"
    real.parent.mkdir()
    real.write_bytes(OLD)
    link = tmp_path / "konta.csv"
    link.symlink_to(real)
    receipt = save(link, overwrite=True)
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert receipt.path == real.resolve()
    assert receipt.backup == real.resolve().with_name("konta-kopia.csv")
    assert names(tmp_path) == {"archiwum", "konta.csv"}


def test_a_symbolic_link_to_nothing_makes_what_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "konta.csv"
    link.symlink_to(tmp_path / "dalej.csv")
    save(link)
    assert link.is_symlink()
    assert (tmp_path / "dalej.csv").read_bytes() == NEW


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(SheetError) as caught:
        save(tmp_path / "folder.csv", overwrite=True)
    assert caught.value.code is SheetErrorCode.IS_FOLDER


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        save(tmp_path / "brak" / "konta.csv")
    assert caught.value.code is SheetErrorCode.NO_FOLDER
    assert caught.value.path == str(tmp_path / "brak")


@posix_only
def test_what_is_no_regular_file_is_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "rura.csv"
    os.mkfifo(pipe)
    with pytest.raises(SheetError) as caught:
        save(pipe, overwrite=True)
    assert caught.value.code is SheetErrorCode.NOT_A_FILE
    assert pipe.is_fifo()


def test_two_writers_of_one_new_name_end_with_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "nowy.csv"
    start = threading.Barrier(2)
    ends: list[SaveReceipt | SheetErrorCode] = []

    def run(data: bytes) -> None:
        start.wait()
        try:
            ends.append(save(target, data))
        except SheetError as error:
            ends.append(error.code)

    threads = [threading.Thread(target=run, args=(mark * 500_000,)) for mark in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SheetErrorCode.EXISTS in ends
    assert sum(isinstance(end, SaveReceipt) for end in ends) == 1
    assert target.read_bytes() in (b"a" * 500_000, b"b" * 500_000)
    assert names(tmp_path) == {"nowy.csv"}


def test_a_name_that_another_program_is_saving_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench_module, "_PATIENCE", 0.0)
    target = tmp_path / "nowy.csv"
    with locked(Workbench(target).lock), pytest.raises(SheetError) as caught:
        save(target)
    assert caught.value.code is SheetErrorCode.IN_USE
    save(target)
    assert names(tmp_path) == {"nowy.csv"}


def test_a_lock_is_had_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "zamek"
    with locked(path) as is_held:
        assert is_held
        with pytest.raises(LockTakenError), locked(path):
            pass
    with locked(path) as is_held:
        assert is_held
    assert not path.exists()


def test_another_save_in_the_folder_is_left_in_peace(tmp_path: Path) -> None:
    def save_another(_path: Path) -> None:
        save(tmp_path / "b.csv", b"b")

    save(tmp_path / "a.csv", b"a", verify=save_another)
    assert (tmp_path / "a.csv").read_bytes() == b"a"
    assert (tmp_path / "b.csv").read_bytes() == b"b"
    assert names(tmp_path) == {"a.csv", "b.csv"}


def test_names_are_offered_that_are_free(tmp_path: Path) -> None:
    export = tmp_path / "konta 2024.01.xlsx"
    first = tmp_path / "konta 2024.01-poprawiony.xlsx"
    assert suggest_name(export) == first
    first.touch()
    assert suggest_name(export) == tmp_path / "konta 2024.01-poprawiony-2.xlsx"
    (tmp_path / "konta 2024.01-poprawiony-2.xlsx").symlink_to(tmp_path / "nic")
    assert suggest_name(export).name == "konta 2024.01-poprawiony-3.xlsx"
    assert suggest_name(export.with_suffix(".ods"), ".xlsx").name.endswith("-3.xlsx")


def test_a_private_file_is_whole_and_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    write_private(path, OLD)
    with pytest.raises(SheetError) as caught:
        write_private(path, NEW)
    assert caught.value.code is SheetErrorCode.EXISTS
    assert path.read_bytes() == OLD
    write_private(path, writer(NEW), force=True)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == {"lista.csv"}


@posix_only
def test_a_private_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    write_private(tmp_path / "lista.csv", OLD)
    assert stat.S_IMODE((tmp_path / "lista.csv").stat().st_mode) == 0o600
