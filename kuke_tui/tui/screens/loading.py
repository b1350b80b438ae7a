"""Shown while an export is read to be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from kuke_tui.i18n import _
from kuke_tui.sheets.errors import SheetError
from kuke_tui.tui.screens.loading_view import LoadingView
from kuke_tui.tui.work import Files, OpenFile, Progress, Work

if TYPE_CHECKING:
    from kuke_tui.workspace.workspace import Workspace


class LoadingScreen(LoadingView[None]):
    """Reads an export with ``files`` and has its workspace made. Ends in one of its messages."""

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
        super().__init__(path)
        self._files = files
        self._make = make

    def action_cancel_loading(self) -> None:
        """Stop reading."""
        self.stopped.set()
        self.say(_("Stopping…"))

    def read(self, progress: Progress) -> None:
        """Read the export."""
        try:
            file = self._files.open(self.path, progress, self.stopped)
            loaded = Work(self._make(file), file)
        except SheetError as error:
            self.post_message(self.Failed(error, self.path))
        except Exception as error:  # noqa: BLE001 - handed to the screen, which tells it
            self.post_message(self.Broke(error, self.path))
        else:
            self.post_message(self.Loaded(loaded, self.path))
