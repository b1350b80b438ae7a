"""What is at hand while an export is open: the workspace, and the file to save it with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kuke_tui.domain.boxes import Boxes
    from kuke_tui.domain.export import Export
    from kuke_tui.sheets.read_options import ReadOptions
    from kuke_tui.sheets.recognition.mapping import ColumnMapping
    from kuke_tui.sheets.saving.notes import SavingNote
    from kuke_tui.workspace.journal import Journal
    from kuke_tui.workspace.workspace import Workspace

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all, 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was written. ``backup`` is where the one it replaced went, if it did."""

    path: Path
    sha256: str
    backup: Path | None = None


class OpenFile(Protocol):
    """An export in a file."""

    @property
    def path(self) -> Path:
        """Where it was read from."""

    @property
    def asked(self) -> "ReadOptions":
        """How the person wanted it to be read."""

    @property
    def understood(self) -> "ColumnMapping":
        """How it was understood."""

    @property
    def export(self) -> "Export":
        """What was read."""

    @property
    def target(self) -> Path:
        """Where a corrected export is offered to go."""

    def saving_notes(self, boxes: "Mapping[int, Boxes]") -> "Sequence[SavingNote]":
        """Say what is to be known before these boxes are saved. Raises ``SheetError``."""

    def taken_as(self) -> Sequence[tuple[str, str]]:
        """Say what was taken as what: places in the file and what they were read as."""

    def save(
        self, boxes: "Mapping[int, Boxes]", target: Path, *, overwrite: bool, progress: Progress
    ) -> Saved:
        """Write a corrected export with these accounts changed. Raises ``SheetError``."""


class Files(Protocol):
    """Opens exports. Raises ``SheetError``, whose code is ``cancelled`` where asked to stop."""

    def open(self, path: Path, progress: Progress, cancel: Event) -> OpenFile:
        """Read a file."""

    def reading_as(self, options: "ReadOptions") -> "Files":
        """Return what reads files in the way that a person chose."""

    def demo(self) -> Path:
        """Say where the sample that ships with the program lies."""


@dataclass(frozen=True, slots=True)
class Work:
    """An open export. ``file`` is None where there is nothing to save to.

    ``journal`` keeps the view beside the steps that the workspace records there; None where there
    is none.
    """

    workspace: "Workspace"
    file: OpenFile | None = None
    journal: "Journal | None" = None

    @property
    def is_kept(self) -> bool:
        """Whether there are unsaved changes, and a journal that has them."""
        from kuke_tui.workspace.unkept import is_unsafe

        if self.journal is None or not self.workspace.unsaved:
            return False
        return not is_unsafe(self.workspace.recorder)

    def close_journal(self) -> None:
        """Let the export go, what waits having been recorded as far as that is possible."""
        from kuke_tui.workspace.unkept import Postponed

        if self.journal is None:
            return
        if isinstance(self.workspace.recorder, Postponed):
            self.workspace.recorder.catch_up()
        self.journal.close()
