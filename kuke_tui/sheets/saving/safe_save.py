"""Saving so that a kill, a full disk or a second program never leaves half a file.

The new content is written beside the target, brought to the disk, read back and verified, and only
then moved to its name in one stroke.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.saving.faults import writing
from kuke_tui.sheets.saving.hashing import sha256_of
from kuke_tui.sheets.saving.locks import LockTakenError
from kuke_tui.sheets.saving.placing import keep_copy, place_new, replace, settle, take_on_rights
from kuke_tui.sheets.saving.workbench import Workbench, workbench


@dataclass(frozen=True, slots=True)
class SaveReceipt:
    """A file that was saved: where it really is (links resolved), its SHA-256 in hexadecimal.

    ``backup`` is where the file went that it replaced.
    """

    path: Path
    sha256: str
    backup: Path | None = None


def save_safely(
    target: Path,
    write: Callable[[BinaryIO], None],
    *,
    verify: Callable[[Path], None],
    source: Path | None,
    source_sha256: str,
    overwrite: bool,
    backup: bool = True,
) -> SaveReceipt:
    """Write a file whole or not at all.

    ``write`` fills a file open for writing and reading; ``verify`` is given its path once it is on
    the disk and raises ``SheetError`` where it is not as meant. ``source`` (None: there is none)
    must still have the content that was loaded. A file made anew can be read by its owner only;
    one that replaces another takes on its mode, and ``backup`` keeps the old one beside it.

    Raises ``SheetError``: EXISTS, CHANGED_ON_DISK, IN_USE, READ_ONLY, DISK_FULL, WRITE_FAILED,
    IS_FOLDER, NOT_A_FILE, NAME_TOO_LONG, NO_FOLDER, NOT_FOUND (of the source), and what
    ``write`` and ``verify`` raise.
    """

    def check(finished: Path) -> None:
        verify(finished)
        check_source(source, source_sha256)

    check_source(source, source_sha256)
    return put(target, write, verify=check, overwrite=overwrite, backup=backup)


def put(
    target: Path,
    write: Callable[[BinaryIO], None],
    *,
    verify: Callable[[Path], None],
    overwrite: bool,
    backup: bool,
) -> SaveReceipt:
    """Do as :func:`save_safely` does, for a file that is made from no other one."""
    real = Path(os.path.realpath(target))
    with writing(real):
        _replaced(real, overwrite=overwrite)
        try:
            with workbench(real) as bench:
                return _put(real, bench, write, verify, overwrite=overwrite, backup=backup)
        except LockTakenError as error:
            raise _error(SheetErrorCode.IN_USE, real, "another program is saving it") from error
        except FileExistsError as error:
            raise _error(SheetErrorCode.EXISTS, real) from error


def _put(
    target: Path,
    bench: Workbench,
    write: Callable[[BinaryIO], None],
    verify: Callable[[Path], None],
    *,
    overwrite: bool,
    backup: bool,
) -> SaveReceipt:
    replaced = _replaced(target, overwrite=overwrite)
    finished, handle = bench.new_file()
    try:
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            if replaced:
                take_on_rights(file.fileno(), replaced)
            os.fsync(file.fileno())
        verify(finished)
        sha256 = sha256_of(finished)
        kept = _place(finished, target, bench, overwrite=overwrite, backup=backup)
    finally:
        with contextlib.suppress(OSError):
            finished.unlink(missing_ok=True)
    settle(target.parent)
    return SaveReceipt(target, sha256, kept)


def _place(
    finished: Path, target: Path, bench: Workbench, *, overwrite: bool, backup: bool
) -> Path | None:
    if _replaced(target, overwrite=overwrite) is None and not overwrite:
        place_new(finished, target)
        return None
    kept = keep_copy(target, bench) if backup and target.exists() else None
    try:
        replace(finished, target)
    except BaseException:
        if kept:
            kept.unlink(missing_ok=True)
        raise
    return kept


def _replaced(target: Path, *, overwrite: bool) -> os.stat_result | None:
    """Look at the file that would be replaced; None where nothing is there."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise _error(SheetErrorCode.IS_FOLDER, target)
    if not overwrite:
        raise _error(SheetErrorCode.EXISTS, target)
    if not stat.S_ISREG(found.st_mode):
        raise _error(SheetErrorCode.NOT_A_FILE, target)
    if not os.access(target, os.W_OK):
        raise _error(SheetErrorCode.READ_ONLY, target)
    return found


@contextlib.contextmanager
def unchanged(source: Path, sha256: str) -> Iterator[None]:
    """Do something with a file that must still be the one that was loaded.

    Whatever goes wrong because it is not is told as ``SheetError`` CHANGED_ON_DISK.
    """
    check_source(source, sha256)
    try:
        yield
    except Exception:
        check_source(source, sha256)
        raise


def check_source(source: Path | None, sha256: str) -> None:
    """Make sure that a file has the content that was loaded; None is no file.

    Raises ``SheetError``: CHANGED_ON_DISK, NOT_FOUND, NO_PERMISSION.
    """
    if source is None:
        return
    try:
        found = sha256_of(source)
    except FileNotFoundError as error:
        raise _error(SheetErrorCode.NOT_FOUND, source) from error
    except OSError as error:
        raise _error(SheetErrorCode.NO_PERMISSION, source, error.strerror or "") from error
    if found != sha256:
        raise _error(SheetErrorCode.CHANGED_ON_DISK, source)


def _error(code: SheetErrorCode, path: Path, detail: str = "") -> SheetError:
    return SheetError(code, path=str(path), detail=detail)
