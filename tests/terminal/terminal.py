"""A pseudo-terminal with a program in it, driven by keys and read as a person reads the screen."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PATIENCE = 60.0
"""Seconds until a screen that never comes fails the test; no wait for one that comes lasts so."""

_KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "space": " ",
    "spacja": " ",
    "tab": "\t",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "↑": "\x1b[A",
    "↓": "\x1b[B",
    "→": "\x1b[C",
    "←": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
}
_CONTROL = re.compile(r"ctrl\+([a-z])")
_FRAME = re.compile("[─│╭╮╰╯▏▌]")
_KEYBOARD_MODE = re.compile(r"\x1b\[[<>=?][\d;]*u")
"""What a program says to newer keyboards; the terminal played here would print its last letter."""
_UNFINISHED = re.compile(r"\x1b(\[[<>=?]?[\d;]*)?$")


def key_bytes(name: str) -> str:
    """Return what a terminal sends for a key named as on a keyboard; other text stands for itself.

    >>> key_bytes("Ctrl+S"), key_bytes("Enter"), key_bytes("nowak")
    ('\\x13', '\\r', 'nowak')
    """
    lowered = name.lower()
    if control := _CONTROL.fullmatch(lowered):
        return chr(ord(control[1]) - ord("a") + 1)
    return _KEYS.get(lowered, name)


class Terminal:
    """A terminal of ``size`` (columns, lines) in which ``command`` runs in ``folder``."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        size: tuple[int, int] = (100, 30),
    ) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._held_back = ""
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env={k: v for k, v in environment.items() if k not in ("COLUMNS", "LINES")},
            dimensions=(lines, columns),
            encoding="utf-8",
            codec_errors="replace",
        )
        self._child.delaybeforesend = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands on the screen now."""
        return tuple(self._screen.display)

    @property
    def text(self) -> str:
        """What stands on the screen now: without frames, the lines joined by blanks."""
        return " ".join(_FRAME.sub(" ", "\n".join(self.lines)).split())

    def press(self, *keys: str) -> None:
        """Press keys, and type what is the name of none."""
        for key in keys:
            self._child.send(key_bytes(key))

    def wait_for(self, *texts: str) -> None:
        """Read until each text stands on the screen."""
        self._read_until(lambda: all(text in self.text for text in texts))
        missing = [text for text in texts if text not in self.text]
        assert not missing, self._complaint(f"never shown: {missing}")

    def wait_until_gone(self, text: str) -> None:
        """Read until a text stands on the screen no more."""
        self._read_until(lambda: text not in self.text)
        assert text not in self.text, self._complaint(f"still shown: {text}")

    def wait_for_end(self) -> int:
        """Read until the program ends, and return its exit code."""
        ended = self._read_until(lambda: False)
        assert ended, self._complaint("still running")
        self._child.wait()
        self._child.close()
        assert self._child.exitstatus is not None, self._complaint("killed")
        return int(self._child.exitstatus)

    def close(self) -> None:
        """End the program where it still runs."""
        self._child.close(force=True)

    def _read_until(self, seen: Callable[[], bool]) -> bool:
        """Read until something is seen or the patience is gone; say whether the program ended."""
        end = time.monotonic() + PATIENCE
        while not seen() and time.monotonic() < end:
            try:
                self._feed(self._child.read_nonblocking(65536, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return True
        return False

    def _feed(self, output: str) -> None:
        output = _KEYBOARD_MODE.sub("", self._held_back + output)
        unfinished = _UNFINISHED.search(output)
        end = unfinished.start() if unfinished else len(output)
        self._held_back = output[end:]
        self._stream.feed(output[:end])

    def _complaint(self, what: str) -> str:
        return "\n".join((what, *self.lines))
