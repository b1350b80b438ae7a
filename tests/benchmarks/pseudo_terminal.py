"""A program in a pseudo-terminal, timed from the key written to the frame finished.

The terminal says that it can synchronise output, so that Textual marks where each frame ends. A
key's answer is the last frame before the screen rests.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import tempfile
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
import pyte

from tests.benchmarks.processes import environment, tree_memory

COLUMNS, LINES = 120, 40
_FRAME_ENDS = b"\x1b[?2026l"
_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_KNOWS_FRAMES = b"\x1b[?2026;1$y"
_REST = 0.12
"""Seconds without output after which a key has been answered."""

_PATIENCE = 120.0
# pyte knows no private sequences with > and no colon in colours.
_UNKNOWN = re.compile(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\][^\x07]*\x07")


class ProgramEndedError(Exception):
    """The program is gone; what it said last."""


class PseudoTerminal:
    """A running program and its screen."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        # What one run keeps would be offered to the next.
        own = environment(Path(tempfile.mkdtemp(dir=folder, prefix="state-")))
        self.started = time.perf_counter()
        pid, self._terminal = pty.fork()
        if pid == 0:
            os.execvpe(  # noqa: S606 - the child becomes the program
                command[0], list(command), {**own, "TERM": "xterm-256color"}
            )
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        self.process = psutil.Process(pid)
        self._tail = b""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._unread: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(psutil.Error):
            for each in (*self.process.children(recursive=True), self.process):
                each.send_signal(signal.SIGKILL)
        os.close(self._terminal)
        os.waitpid(self.process.pid, 0)

    def first_frame(self) -> float:
        """Seconds from the start to the end of the first frame."""
        while not self._read(_PATIENCE):
            pass
        return time.perf_counter() - self.started

    def press(self, keys: str) -> float:
        """Seconds from the keys written to the end of the last frame before the screen rests."""
        self.write(keys)
        written = answered = time.perf_counter()
        seen = False
        while self._waits(_REST if seen else 5.0):
            if self._read(0.0):
                answered, seen = time.perf_counter(), True
        if not seen:
            raise RuntimeError(f"no answer to {keys!r}:\n{self.text}")
        return answered - written

    def write(self, keys: str) -> None:
        """Send keys."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, text: str, patience: float = _PATIENCE) -> float:
        """Seconds from now until the screen shows a text."""
        begun = time.perf_counter()
        while text not in self.text:
            left = begun + patience - time.perf_counter()
            if left <= 0 or not self._waits(left):
                raise RuntimeError(f"{text!r} never came:\n{self.text}")
            self._read(0.0)
        return time.perf_counter() - begun

    def rest(self, seconds: float = 1.0) -> None:
        """Wait until nothing has been written for a while."""
        while self._waits(seconds):
            self._read(0.0)

    def wait_for_end(self) -> None:
        """Wait until the program is gone."""
        with suppress(ProgramEndedError):
            while True:
                self._read(_PATIENCE)

    def place_of(self, text: str) -> tuple[int, int]:
        """Where a text stands: column and line from 1."""
        for at, line in enumerate(self.text.splitlines(), 1):
            if text in line:
                return line.index(text) + 1, at
        raise RuntimeError(f"{text!r} is not on the screen:\n{self.text}")

    @property
    def text(self) -> str:
        """What the screen shows."""
        for piece in self._unread:
            self._stream.feed(_UNKNOWN.sub(b"", piece))
        self._unread.clear()
        return "\n".join(self._screen.display)

    @property
    def memory(self) -> float:
        """Megabytes that the program and its children hold."""
        return tree_memory(self.process)

    def _waits(self, seconds: float) -> bool:
        return bool(select.select([self._terminal], [], [], seconds)[0])

    def _read(self, seconds: float) -> bool:
        """Take what was written; say whether a frame ended in it."""
        if not self._waits(seconds):
            return False
        try:
            piece = os.read(self._terminal, 1 << 16)
        except OSError as error:
            raise ProgramEndedError(self.text) from error
        self._unread.append(piece)
        if _ASKS_FOR_FRAMES in piece:
            os.write(self._terminal, _KNOWS_FRAMES)
        found = _FRAME_ENDS in self._tail + piece
        self._tail = piece[-len(_FRAME_ENDS) + 1 :]
        return found


def click(column: int, line: int) -> str:
    """What a terminal sends for a click of the left button."""
    return f"\x1b[<0;{column};{line}M\x1b[<0;{column};{line}m"
