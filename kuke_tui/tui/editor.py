"""The person's own editor, for a text that is longer than a line on the screen."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from pathlib import Path

_OWNER_ONLY = 0o600


class NotEdited(Enum):
    """Why there is no text from the editor."""

    NOT_STARTED = auto()
    GIVEN_UP = auto()
    NO_TEXT = auto()


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


def edited(text: str, command: Sequence[str]) -> str | NotEdited:
    """Have a text edited, and return it as it was saved, or why there is none. Raises nothing.

    The file that the editor is given can be read by its owner only and is gone afterwards.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="kuke-tui-") as folder:
            path = Path(folder) / "reason.txt"
            path.touch(_OWNER_ONLY)
            path.write_text(f"{text}\n" if text else "", encoding="utf-8")
            done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the person's own
            return NotEdited.GIVEN_UP if done.returncode else path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return NotEdited.NO_TEXT
    except OSError:
        return NotEdited.NOT_STARTED
