import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import BinaryIO, NoReturn

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.saving import placing
from tests.sheets.saving import killed_save
from tests.sheets.saving.files import NEW, OLD, names, save, strays

PROGRAM = str(Path(killed_save.__file__))
KILLS_AT_RANDOM = 70
OLD_CONTENT, NEW_CONTENT = killed_save.content(1), killed_save.content(2)


def _run(*arguments: str | Path | int) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-S", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("replaced", "options"),
    [(False, []), (True, []), (False, ["no-links"]), (True, ["no-links"])],
    ids=["new", "replaced", "new-no-links", "replaced-no-links"],
)
def test_a_kill_before_any_line_leaves_the_old_or_the_new_file_whole(
    tmp_path: Path, replaced: bool, options: list[str]
) -> None:
    lines = 0
    done = False
    while not done:
        lines += 1
        folder = tmp_path / str(lines)
        folder.mkdir()
        source, target = folder / "zrodlo.csv", folder / "konta.csv"
        source.write_bytes(OLD)
        if replaced:
            target.write_bytes(OLD_CONTENT)
        run = _run("line", target, source, lines, *options)
        done = run.returncode == 0
        assert done or not run.stderr
        if replaced or target.exists():
            wanted = (NEW_CONTENT,) if done or not replaced else (OLD_CONTENT, NEW_CONTENT)
            assert target.read_bytes() in wanted
        assert target.exists() or not done
        save(folder / "nastepny.csv")
        kept = names(folder) - {"zrodlo.csv", "konta.csv", "nastepny.csv"}
        assert kept <= {"konta-kopia.csv"}
        assert all((folder / name).read_bytes() == OLD_CONTENT for name in kept)
        assert kept or not (done and replaced)
        shutil.rmtree(folder)
    assert lines > 50


def test_kills_at_random_moments_leave_a_whole_file(tmp_path: Path) -> None:
    random = Random(7)  # noqa: S311 - chance that can be repeated
    target = tmp_path / "konta.csv"
    target.write_bytes(OLD_CONTENT)
    for _ in range(KILLS_AT_RANDOM):
        with subprocess.Popen(
            [sys.executable, "-S", PROGRAM, "forever", str(target)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(random.uniform(0, 0.02))
            process.kill()
        content = target.read_bytes()
        assert len(content) == killed_save.SIZE
        assert len(set(content)) == 1
    save(tmp_path / "nastepny.csv")
    assert names(tmp_path) == {"konta.csv", "nastepny.csv"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, SheetErrorCode.DISK_FULL),
        (errno.EDQUOT, SheetErrorCode.DISK_FULL),
        (errno.EIO, SheetErrorCode.WRITE_FAILED),
        (errno.EROFS, SheetErrorCode.READ_ONLY),
    ],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "open"])
def test_whatever_the_system_refuses_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: SheetErrorCode, step: str
) -> None:
    target = tmp_path / "konta.csv"
    target.write_bytes(OLD)

    def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    def write(file: BinaryIO) -> None:
        file.write(NEW)
        file.flush()
        if step == "write":
            refuse()

    with monkeypatch.context() as patch:
        if step == "replace":
            patch.setattr(Path, "replace", refuse)
        elif step != "write":
            patch.setattr(os, step, refuse)
        with pytest.raises(SheetError) as caught:
            save(target, write=write, overwrite=True)
    assert caught.value.code is code
    assert caught.value.path == str(target)
    assert target.read_bytes() == OLD
    assert names(tmp_path) == {"konta.csv"}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
def test_a_folder_that_may_not_be_written_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(SheetError) as caught:
            save(tmp_path / "nowy.csv")
    assert caught.value.code is SheetErrorCode.READ_ONLY
    assert not names(tmp_path)


@pytest.mark.parametrize(("attempts", "saved"), [(3, True), (100, False)])
def test_a_file_in_use_is_tried_again_a_while_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attempts: int, saved: bool
) -> None:
    target = tmp_path / "konta.csv"
    target.write_bytes(OLD)
    left = attempts
    really = Path.replace

    def replace(finished: Path, over: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            return really(finished, over)
        error = PermissionError(13, "sharing violation")
        error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(placing, "_PAUSE", 0.001)
    monkeypatch.setattr(Path, "replace", replace)
    if saved:
        save(target, overwrite=True)
        assert target.read_bytes() == NEW
        return
    with pytest.raises(SheetError) as caught:
        save(target, overwrite=True)
    assert caught.value.code is SheetErrorCode.IN_USE
    assert target.read_bytes() == OLD
    assert names(tmp_path) == {"konta.csv"}


SMALL_DISK = """
mount -t tmpfs -o size=256k tmpfs "$1" && cp "$2" "$1/konta.csv" &&
exec "$3" "$4" "$1/konta.csv" "$5"
"""
SAVE_ON_IT = """
import os, subprocess, sys
from pathlib import Path
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.saving.safe_save import put
target, size = Path(sys.argv[1]), int(sys.argv[2])
old = target.read_bytes()
if not size:
    subprocess.run(["mount", "-o", "remount,ro", target.parent], check=True)
try:
    put(target, lambda file: file.write(bytes(size)) and None, verify=lambda path: None,
        overwrite=True, backup=True)
except SheetError as error:
    print(error.code, target.read_bytes() == old, sorted(os.listdir(target.parent)))
"""


@pytest.mark.parametrize(("size", "code"), [(1 << 20, "disk_full"), (0, "read_only")])
def test_a_real_small_disk_and_a_real_read_only_one(tmp_path: Path, size: int, code: str) -> None:
    script, old, disk = tmp_path / "save.py", tmp_path / "old.csv", tmp_path / "disk"
    script.write_text(SAVE_ON_IT)
    old.write_bytes(OLD)
    disk.mkdir()
    inside = ["unshare", "--mount", "--user", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("unshare, which mounts a small disk for one program, is missing")
    arguments = [str(disk), str(old), sys.executable, str(script), str(size)]
    run = subprocess.run(
        [*inside, "sh", "-c", SMALL_DISK, "sh", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == f"{code} True ['konta.csv']\n", run.stderr


def test_what_a_killed_save_left_is_cleared_by_a_save_under_another_name(tmp_path: Path) -> None:
    _run("line", tmp_path / "a.csv", _source(tmp_path), 60)
    assert strays(tmp_path)
    save(tmp_path / "b.csv")
    assert not strays(tmp_path)


def test_what_is_not_ours_is_never_cleared(tmp_path: Path) -> None:
    others = {".kuke-tui-notatki.tmp", ".~lock.konta.csv#", "x.tmp"}
    for name in others:
        (tmp_path / name).touch()
    save(tmp_path / "b.csv")
    assert names(tmp_path) == {*others, "b.csv"}


def _source(folder: Path) -> Path:
    source = folder / "zrodlo.csv"
    source.write_bytes(OLD)
    return source
