"""What the system says against writing, as the one error that files raise."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from kuke_tui.sheets.errors import SheetError, SheetErrorCode

_CODES = {
    errno.ENOSPC: SheetErrorCode.DISK_FULL,
    errno.EDQUOT: SheetErrorCode.DISK_FULL,
    errno.EACCES: SheetErrorCode.READ_ONLY,
    errno.EPERM: SheetErrorCode.READ_ONLY,
    errno.EROFS: SheetErrorCode.READ_ONLY,
    errno.EISDIR: SheetErrorCode.IS_FOLDER,
    errno.ENOENT: SheetErrorCode.NO_FOLDER,
    errno.ENOTDIR: SheetErrorCode.NO_FOLDER,
    errno.ELOOP: SheetErrorCode.NO_FOLDER,
    errno.ENAMETOOLONG: SheetErrorCode.NAME_TOO_LONG,
}
_IN_USE_ON_WINDOWS = frozenset({5, 32, 33})
"""Access denied, sharing violation, lock violation."""


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system says while ``target`` is written into a ``SheetError``.

    A folder that is missing is NO_FOLDER, and its path is the error's path.
    """
    try:
        yield
    except OSError as error:
        raise as_sheet_error(error, target) from error


def as_sheet_error(error: OSError, target: Path) -> SheetError:
    """Name the system's error."""
    code = _CODES.get(error.errno or 0, SheetErrorCode.WRITE_FAILED)
    if is_in_use(error):
        code = SheetErrorCode.IN_USE
    path = target.parent if code is SheetErrorCode.NO_FOLDER else target
    return SheetError(code, path=str(path), detail=error.strerror or type(error).__name__)


def is_in_use(error: OSError) -> bool:
    """Whether Windows says that another program has the file open."""
    return getattr(error, "winerror", None) in _IN_USE_ON_WINDOWS
