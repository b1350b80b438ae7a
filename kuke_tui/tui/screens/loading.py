"""Shown while an export is read, in a thread, and can be stopped."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.messages.progress import rows_read, time_left
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.self_closing import SelfClosing
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.work import Files, OpenFile, Work

if TYPE_CHECKING:
    from kuke_tui.workspace.workspace import Workspace

_ON_ITS_WAY = 0.02
"""Seconds for a frame to be written; reading would hold it up."""


class LoadingScreen(SelfClosing[None], CommandScreen[None]):
    """Says how many rows are read. Ends in one of its messages."""

    place = Place.LOADING
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.LOADING)
    AUTO_FOCUS: ClassVar[str | None] = None

    class Loaded(Message):
        """The export is at hand."""

        def __init__(self, work: Work, path: Path) -> None:
            self.work = work
            self.path = path
            super().__init__()

    class Failed(Message):
        """It could not be read, or the person stopped it."""

        def __init__(self, error: SheetError, path: Path) -> None:
            self.error = error
            self.path = path
            super().__init__()

    class Broke(Message):
        """The program itself failed."""

        def __init__(self, error: Exception, path: Path) -> None:
            self.error = error
            self.path = path
            super().__init__()

    def __init__(self, files: Files, path: Path, make: "Callable[[OpenFile], Workspace]") -> None:
        super().__init__()
        self._files = files
        self._path = path
        self._make = make
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
        """Begin once the screen is painted, and that has reached the terminal."""
        self.call_after_refresh(self.set_timer, _ON_ITS_WAY, self._read)

    def on_unmount(self) -> None:
        """Let the thread end with the screen."""
        self._cancel.set()

    def action_cancel_loading(self) -> None:
        """Stop reading."""
        self._cancel.set()
        self.query_one("#loading-progress", Static).update(_("Stopping…"), layout=False)

    def _show_progress(self, done: int, total: int) -> None:
        if self._cancel.is_set():
            return
        left = time_left(done, total, monotonic() - self._began)
        told = f"{rows_read(done, total)}\n{left}"
        self.query_one("#loading-progress", Static).update(told, layout=False)

    @work(thread=True, exit_on_error=False)
    def _read(self) -> None:
        def progress(done: int, total: int) -> None:
            self.app.call_from_thread(self._show_progress, done, total)

        try:
            file = self._files.open(self._path, progress, self._cancel)
            loaded = Work(self._make(file), file)
        except SheetError as error:
            self.post_message(self.Failed(error, self._path))
        except Exception as error:  # noqa: BLE001 - handed to the screen, which tells it
            self.post_message(self.Broke(error, self._path))
        else:
            self.post_message(self.Loaded(loaded, self._path))
