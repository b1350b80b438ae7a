"""How far reading is, and whether to go on."""

from collections.abc import Callable
from threading import Event

from kuke_tui.sheets.errors import SheetError, SheetErrorCode

Progress = Callable[[int, int], None]
"""Called with the rows done, and how many they will be (0 where that is not known)."""


class Watch:
    """Tells how far reading is, and ends it where that is wished.

    ``expected`` is about how many rows there are; an estimate that proves too small is dropped.
    """

    def __init__(self, progress: Progress | None, cancel: Event | None, expected: int = 0) -> None:
        self._progress = progress
        self._cancel = cancel
        self._expected = expected
        self._done = 0

    def count(self, rows: int) -> None:
        """Say that rows were read. Raises ``SheetError`` CANCELLED."""
        self._done += rows
        if self._cancel is not None and self._cancel.is_set():
            raise SheetError(SheetErrorCode.CANCELLED)
        if self._progress is not None:
            self._progress(self._done, self._expected if self._done <= self._expected else 0)
