"""Shown while a fresh export is read and held against the plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from textual import work

from kuke_tui.domain.verification import Verification
from kuke_tui.tui.screens.loading_view import LoadingView
from kuke_tui.tui.widgets.line_list import Line
from kuke_tui.tui.work import OpenFile, Progress


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification, the file with the fresh export, and the lines that tell it all."""

    found: Verification
    file: OpenFile
    lines: Sequence[Line]


Job = Callable[[Progress, Event], Verified]


class ReadingScreen(LoadingView[Verified | Exception | None]):
    """Does the job on the file ``path``. Answers what came of it, or None where it was stopped."""

    def __init__(self, path: Path, job: Job) -> None:
        super().__init__(path)
        self._job = job

    def action_cancel_loading(self) -> None:
        """Stop, and go back at once; the thread ends as soon as it sees that."""
        if not self.stopped.is_set():
            self.stopped.set()
            self.dismiss(None)

    def read(self, progress: Progress) -> None:
        """Do the job."""
        outcome: Verified | Exception
        try:
            outcome = self._job(progress, self.stopped)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits, who tells it
            outcome = error
        self.app.call_from_thread(self._end, outcome)

    @work
    async def _end(self, outcome: Verified | Exception) -> None:
        if await self.until_on_top() and not self.stopped.is_set():
            self.stopped.set()
            self.dismiss(outcome)
