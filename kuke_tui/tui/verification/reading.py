"""Shown while a fresh export is read and held against the plan, in a thread; can be stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from kuke_tui.domain.verification import Verification
from kuke_tui.i18n import _
from kuke_tui.messages.progress import rows_read, time_left
from kuke_tui.messages.visible import visible
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.self_closing import SelfClosing
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import Line
from kuke_tui.tui.work import OpenFile, Progress


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification, the file with the fresh export, and the lines that tell it all."""

    found: Verification
    file: OpenFile
    lines: Sequence[Line]


Job = Callable[[Progress, Event], Verified]


class ReadingScreen(
    SelfClosing[Verified | Exception | None], CommandScreen[Verified | Exception | None]
):
    """Does the job on the file ``path``. Answers what came of it, or None where it was stopped."""

    place = Place.LOADING
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.LOADING)
    AUTO_FOCUS: ClassVar[str | None] = None
    CSS_PATH = "verification.tcss"

    def __init__(self, path: Path, job: Job) -> None:
        super().__init__()
        self._path = path
        self._job = job
        self._cancel = Event()
        self._began = monotonic()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="loading"):
            yield Static(
                _("Reading {name}…").format(name=visible(self._path.name)),
                markup=False,
                id="loading-name",
            )
            yield Static(_("Opening the file…"), markup=False, id="loading-progress")
        yield CommandFooter()

    def on_mount(self) -> None:
        """Begin once the screen is painted."""
        self.call_after_refresh(self._read)

    def on_unmount(self) -> None:
        """Let the thread end with the screen."""
        self._cancel.set()

    def action_cancel_loading(self) -> None:
        """Stop, and go back at once; the thread ends as soon as it sees that."""
        if not self._cancel.is_set():
            self._cancel.set()
            self.dismiss(None)

    def _show_progress(self, done: int, total: int) -> None:
        if self._cancel.is_set():
            return
        left = time_left(done, total, monotonic() - self._began)
        told = f"{rows_read(done, total)}\n{left}"
        self.query_one("#loading-progress", Static).update(told, layout=False)

    @work
    async def _end(self, outcome: Verified | Exception) -> None:
        if await self.until_on_top() and not self._cancel.is_set():
            self._cancel.set()
            self.dismiss(outcome)

    @work(thread=True, exit_on_error=False)
    def _read(self) -> None:
        def progress(done: int, total: int) -> None:
            if not self._cancel.is_set():
                self.app.call_from_thread(self._show_progress, done, total)

        outcome: Verified | Exception
        try:
            outcome = self._job(progress, self._cancel)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits, who tells it
            outcome = error
        self.app.call_from_thread(self._end, outcome)
