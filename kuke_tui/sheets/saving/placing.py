"""Moving a finished file to its name in one stroke, and keeping the one that it replaces."""

import contextlib
import os
import shutil
import stat
import sys
import time
from pathlib import Path

from kuke_tui.sheets.saving.faults import is_in_use
from kuke_tui.sheets.saving.names import copy_names
from kuke_tui.sheets.saving.workbench import Workbench

_ATTEMPTS = 10
_PAUSE = 0.2


def place_new(finished: Path, target: Path) -> None:
    """Move a file to a name that must be free. Raises ``FileExistsError``, ``OSError``."""
    try:
        os.link(finished, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here. Windows refuses to rename onto a file; elsewhere a look must do.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        finished.rename(target)
    else:
        finished.unlink(missing_ok=True)


def replace(finished: Path, target: Path) -> None:
    """Move a file over another one, waiting a little where Windows says that it is in use."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            finished.replace(target)
        except OSError as error:
            if attempt == _ATTEMPTS or not is_in_use(error):
                raise
            time.sleep(_PAUSE)
        else:
            return


def keep_copy(target: Path, bench: Workbench) -> Path:
    """Keep what stands at ``target`` under a free name beside it; return that name."""
    for name in copy_names(target):
        try:
            os.link(target, name)
        except FileExistsError:
            continue
        except OSError:
            return _copied(target, bench)
        return name
    raise AssertionError("names never end")


def _copied(target: Path, bench: Workbench) -> Path:
    finished, handle = bench.new_file()
    try:
        with os.fdopen(handle, "wb") as copy, target.open("rb") as old:
            shutil.copyfileobj(old, copy)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copystat(target, finished)
        for name in copy_names(target):
            with contextlib.suppress(FileExistsError):
                place_new(finished, name)
                return name
        raise AssertionError("names never end")
    finally:
        finished.unlink(missing_ok=True)


def take_on_rights(handle: int, replaced: os.stat_result) -> None:
    """Give an open file the mode, and where allowed the owner, of the file it will replace."""
    if sys.platform != "win32":
        with contextlib.suppress(PermissionError):
            os.fchown(handle, replaced.st_uid, replaced.st_gid)
        os.fchmod(handle, stat.S_IMODE(replaced.st_mode))


def settle(folder: Path) -> None:
    """Make renames in a folder survive a power cut, where the system lets one say so."""
    if sys.platform != "win32":
        # The file stands whole under its name already; not every file system can do this.
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
