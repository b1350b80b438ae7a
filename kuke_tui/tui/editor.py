"""The person's own editor, for a text that is longer than a line on the screen."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_OWNER_ONLY = 0o600


def editor_command(environment: Mapping[str, str] = os.environ) -> Sequence[str]:
    """Return the words that start the person's editor, none where none is set.

    ``VISUAL`` comes before ``EDITOR``, as everywhere: the program has a whole terminal to give.
    """
    for name in ("VISUAL", "EDITOR"):
        wanted = environment.get(name, "").strip()
        if wanted:
            return _words(wanted)
    return ()


def _words(command: str) -> Sequence[str]:
    try:
        return shlex.split(command, posix=sys.platform != "win32")
    except ValueError:  # a quotation mark that is never closed
        return (command,)


def edited(text: str, command: Sequence[str]) -> str | None:
    """Have a text edited, and return it as it was saved; None where the editor gave up on it.

    The file that the editor is given can be read by its owner only and is gone afterwards.
    Raises ``OSError`` where the editor can't be started, ``UnicodeDecodeError`` where what it
    saved is no UTF-8.
    """
    with tempfile.TemporaryDirectory(prefix="kuke-tui-") as folder:
        path = Path(folder) / "reason.txt"
        path.touch(_OWNER_ONLY)
        path.write_text(f"{text}\n" if text else "", encoding="utf-8")
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the person's own
        return None if done.returncode else path.read_text(encoding="utf-8-sig")
