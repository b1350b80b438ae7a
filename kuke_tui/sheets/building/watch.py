"""How far reading is, and whether to go on."""

from collections.abc import Callable
from threading import Event

from kuke_tui.sheets.errors import SheetError, SheetErrorCode

Progress = Callable[[int, int], None]
"""Called with the rows done, and how many they will be (0 where that is not known)."""

_CHUNK = 512
"""Rows taken at a time; more of them would crowd each other out of the processor's memory."""


class Watch:
    """Tells how far reading is, and ends it where that is wished."""

    def __init__(self, progress: Progress | None, cancel: Event | None) -> None:
        self._progress = progress
        self._cancel = cancel
        self._done = 0

    def count(self, rows: int) -> None:
        """Say that rows were read. Raises ``SheetError`` CANCELLED."""
        self._done += rows
        if self._cancel is not None and self._cancel.is_set():
            raise SheetError(SheetErrorCode.CANCELLED)
        if self._progress is not None:
            self._progress(self._done, 0)
