"""The files a save works with beside its target, and what killed saves left of theirs.

All of them are named ``.kuke-tui-<token>...``, the token standing for the target's name. Whoever
holds the lock of a token owns all files of that token; without the lock they are leftovers.
"""

import contextlib
import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kuke_tui.sheets.saving.locks import LockTakenError, locked

_PREFIX = ".kuke-tui-"
_OURS = re.compile(r"\.kuke-tui-([0-9a-f]{16})(?:-[0-9a-f]{8}\.tmp|\.lock)")
_PATIENCE = 3.0
"""Seconds to wait for another program that saves under the same name."""
_PRIVATE = 0o600


class Workbench:
    """Temporary files for one target."""

    def __init__(self, target: Path) -> None:
        self._folder = target.parent
        name = unicodedata.normalize("NFC", target.name).casefold()
        self._token = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:16]

    @property
    def lock(self) -> Path:
        """The lock file of the target."""
        return self._folder / f"{_PREFIX}{self._token}.lock"

    def new_file(self) -> tuple[Path, int]:
        """Make a temporary file that only its owner can read; give its path and descriptor."""
        path = self._folder / f"{_PREFIX}{self._token}-{secrets.token_hex(4)}.tmp"
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        return path, os.open(path, flags, _PRIVATE)


@contextlib.contextmanager
def workbench(target: Path) -> Iterator[Workbench]:
    """Take the target for oneself, and clear its folder of what killed saves left.

    Raises ``LockTakenError`` where another program is saving under this name, and ``OSError``.
    """
    bench = Workbench(target)
    with locked(bench.lock, _PATIENCE) as is_held:
        if is_held:
            _clear(target.parent, bench.lock)
        yield bench


def _clear(folder: Path, own_lock: Path) -> None:
    """Remove leftovers; what can't be removed is left to the next save."""
    leftovers: dict[Path, list[Path]] = {}
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if match := _OURS.fullmatch(path.name):
                lock = folder / f"{_PREFIX}{match[1]}.lock"
                leftovers.setdefault(lock, []).append(path)
    for lock, paths in leftovers.items():
        with contextlib.suppress(OSError, LockTakenError):
            if lock == own_lock:
                _remove(paths, lock)
            else:
                with locked(lock) as is_held:
                    if is_held:
                        _remove(paths, lock)


def _remove(paths: list[Path], lock: Path) -> None:
    for path in paths:
        if path != lock:
            path.unlink(missing_ok=True)
