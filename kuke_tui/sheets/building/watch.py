"""How far reading is, and whether to go on."""

from collections.abc import Callable, Sequence
from threading import Event

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import GridSheet

Progress = Callable[[int, int], None]
"""Called with the rows done, and how many they will be (0 where that is not known)."""

_TELLING_SHARE = 50
"""The part of the bytes, one in so many, after which the rest is likely to be like it."""


class Watch:
    """Tells how far reading is, and ends it where that is wished.

    How many rows there are is reckoned from the share of the ``sheets``' bytes that is read.
    """

    def __init__(
        self, progress: Progress | None, cancel: Event | None, sheets: Sequence[GridSheet]
    ) -> None:
        self._progress = progress
        self._cancel = cancel
        self._sheets = sheets
        self._done = 0

    def count(self, rows: int) -> None:
        """Say that rows were read. Raises ``SheetError`` CANCELLED."""
        self._done += rows
        if self._cancel is not None and self._cancel.is_set():
            raise SheetError(SheetErrorCode.CANCELLED)
        if self._progress is not None:
            self._progress(self._done, self._expected())

    def _expected(self) -> int:
        read, whole = 0, 0
        for sheet in self._sheets:
            extent = sheet.extent
            if not extent.whole:
                return 0
            read += extent.read
            whole += extent.whole
        return self._done * whole // read if read * _TELLING_SHARE >= whole else 0
