"""What to do about an error that nobody thought of."""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from kuke_tui import __version__
from kuke_tui.i18n import _

_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700


def fault_text(error: BaseException) -> str:
    """Tell that the program is at fault, in one sentence, and keep the details in a file."""
    kind = type(error).__name__
    try:
        where = _kept(error)
    except OSError:
        return _("the program met a fault of its own: {kind}.").format(kind=kind)
    return _("the program met a fault of its own ({kind}); the details are in {path}.").format(
        kind=kind, path=where
    )


def _kept(error: BaseException) -> Path:
    from platformdirs import user_state_path

    folder = user_state_path("kuke-tui", appauthor=False)
    folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    path = folder / "faults.log"
    details = "".join(traceback.format_exception(error))
    entry = f"{datetime.now(UTC).isoformat()} kuke-tui {__version__}\n{details}\n"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
    with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(entry)
    return path
