"""What the program says beside its data: on stderr, and progress only where a person looks."""

import sys
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

from kuke_tui.messages.progress import rows_read, time_left
from kuke_tui.messages.visible import visible


def say(sentence: str) -> None:
    """Say a sentence on stderr."""
    with suppress(OSError):
        sys.stderr.write(f"{visible(sentence)}\n")
        sys.stderr.flush()


class ReadingProgress:
    """A line on the terminal that counts the rows read; it is gone when the reading is over."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._width = 0
        self._began = monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def __call__(self, rows: int, estimated: int) -> None:
        """Show how far the reading is."""
        if not self._shown:
            return
        text = rows_read(rows, estimated)
        if estimated:
            text += f" ({min(100, 100 * rows // estimated)} %)"
        left = time_left(rows, estimated, monotonic() - self._began)
        self._write(", ".join(filter(None, (text, left))))

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text:{self._width}}")
        sys.stderr.flush()
        self._width = len(text)
