"""What a screen shows while a file is read in a thread, and can be stopped."""

from pathlib import Path
from threading import Event
from time import monotonic
from typing import ClassVar, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.messages.progress import rows_read, time_left
from kuke_tui.messages.visible import visible
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.self_closing import SelfClosing
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.work import Progress

_ON_ITS_WAY = 0.02
"""Seconds for a frame to be written; reading would hold it up."""

Result = TypeVar("Result")


class LoadingView(SelfClosing[Result], CommandScreen[Result]):
    """Says how many rows of the file ``path`` are read. Subclasses read it, and tell the outcome.

    ``stopped`` is set when the person stops it, or the screen is gone.
    """

    place = Place.LOADING
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.LOADING)
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.stopped = Event()
        self._began = monotonic()

    def read(self, progress: Progress) -> None:
        """Read the file, in the thread, until it is ``stopped``. Raises nothing."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="loading"):
            yield Static(
                _("Reading {name}…").format(name=visible(self.path.name)),
                markup=False,
                id="loading-name",
            )
            yield Static(_("Opening the file…"), markup=False, id="loading-progress")
        yield CommandFooter()

    def on_mount(self) -> None:
        """Begin once the screen is painted, and that has reached the terminal."""
        self.call_after_refresh(self.set_timer, _ON_ITS_WAY, self._read)

    def on_unmount(self) -> None:
        """Let the thread end with the screen."""
        self.stopped.set()

    def say(self, progress: str) -> None:
        """Say how far it is."""
        self.query_one("#loading-progress", Static).update(progress, layout=False)

    @work(thread=True, exit_on_error=False)
    def _read(self) -> None:
        self.read(self._progress)

    def _progress(self, done: int, total: int) -> None:
        if not self.stopped.is_set():
            self.app.call_from_thread(self._show_progress, done, total)

    def _show_progress(self, done: int, total: int) -> None:
        if not self.stopped.is_set():
            left = time_left(done, total, monotonic() - self._began)
            self.say(f"{rows_read(done, total)}\n{left}")
