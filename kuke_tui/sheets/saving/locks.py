"""Locks between programs that vanish with the process holding them."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_UNSUPPORTED = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_PAUSE = 0.05
_PRIVATE = 0o600


class LockTakenError(Exception):
    """Another program holds the lock."""


@contextlib.contextmanager
def locked(path: Path, patience: float = 0.0) -> Iterator[bool]:
    """Hold the lock file ``path``, made for the purpose and removed again, for a while.

    Gives False where the file system knows no locks, so that nothing is held. Raises
    :class:`LockTakenError` once ``patience`` (seconds) is over, and ``OSError`` where no lock file
    can be made.
    """
    end = time.monotonic() + patience
    while (descriptor := _taken(path)) is None:
        if time.monotonic() >= end:
            raise LockTakenError(str(path))
        time.sleep(_PAUSE)
    handle, is_held = descriptor
    try:
        yield is_held
    finally:
        # Windows removes no open file; elsewhere it must go before others can take the lock.
        if sys.platform == "win32":
            os.close(handle)
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            with contextlib.suppress(OSError):
                path.unlink()
            os.close(handle)


def _taken(path: Path) -> tuple[int, bool] | None:
    """Take the lock; None where another program has it. True says that it is really held."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), _PRIVATE)
    try:
        if not _lock(handle):
            return handle, False
        # Its last holder may have removed the file between our opening and locking it.
        if os.path.samestat(os.fstat(handle), path.stat()):
            return handle, True
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        """Lock, or say that the file system can't. Raises ``BlockingIOError`` where it is taken."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return False
            raise
        return True
