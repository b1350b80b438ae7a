"""The file that something is read from: a regular one, opened with typed errors."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode

_IN_USE_ON_WINDOWS = 32
_NO_SUCH_NAME = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read it, and nothing else: whatever goes wrong inside is told as its fault.

    Raises ``SheetError`` as ``open_regular``, DAMAGED too where the disk can't read on.
    """
    with open_regular(path) as file, _told(path):
        yield file


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file, never waiting for one that is a pipe or a device.

    Raises ``SheetError``: NOT_FOUND, IS_FOLDER, NO_PERMISSION, IN_USE, NOT_A_SPREADSHEET (a
    device or pipe), DAMAGED (the disk can't read it).
    """
    with _told(path):
        return os.fdopen(_handle(path), "rb")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SheetError(_code_of(error), path=str(path), detail=str(error)) from error


def _handle(path: Path) -> int:
    flags: int = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        _require_regular(path.stat().st_mode, path)
    except ValueError as error:  # a NUL in the name
        raise SheetError(SheetErrorCode.NOT_FOUND, path=str(path)) from error
    handle = os.open(path, flags)
    try:
        # It may have been replaced by a pipe since the look at its path.
        _require_regular(os.fstat(handle).st_mode, path)
    except SheetError:
        os.close(handle)
        raise
    return handle


def _require_regular(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise SheetError(SheetErrorCode.IS_FOLDER, path=str(path))
    if not stat.S_ISREG(mode):
        kind = "FIFO" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else "device"
        raise SheetError(SheetErrorCode.NOT_A_SPREADSHEET, path=str(path), found=kind)


def _code_of(error: OSError) -> SheetErrorCode:
    if getattr(error, "winerror", None) == _IN_USE_ON_WINDOWS:
        return SheetErrorCode.IN_USE
    if isinstance(error, PermissionError):
        return SheetErrorCode.NO_PERMISSION
    if error.errno in _NO_SUCH_NAME:
        return SheetErrorCode.NOT_FOUND
    return SheetErrorCode.DAMAGED
