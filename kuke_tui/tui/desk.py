"""What a person works with: the open export, where files come from, and what is remembered."""

from pathlib import Path
from typing import TYPE_CHECKING

from kuke_tui.tui.recent import RecentFiles, default_store
from kuke_tui.tui.work import Files, Work

if TYPE_CHECKING:
    from kuke_tui.sheets.recognition.known_mappings import KnownMappings


class Desk:
    """Holds the work at hand. What is not given is the real thing, loaded when first wanted.

    ``files`` reads and writes exports, ``recent`` remembers which were opened, ``sessions`` is the
    folder of the journals, ``mappings`` what was said of columns before.
    """

    def __init__(
        self,
        work: Work | None = None,
        *,
        files: Files | None = None,
        recent: RecentFiles | None = None,
        sessions: Path | None = None,
        mappings: "KnownMappings | None" = None,
    ) -> None:
        self.work = work
        """The open export, or None."""
        self.recent = recent or RecentFiles(default_store())
        self._files = files
        self._sessions = sessions
        self._mappings = mappings

    @property
    def files(self) -> Files:
        """What reads and writes exports."""
        if self._files is None:
            from kuke_tui.tui.sheet_files import SheetFiles

            self._files = SheetFiles()
        return self._files

    @property
    def sessions(self) -> Path:
        """The folder of the journals."""
        if self._sessions is None:
            from kuke_tui.workspace.sessions import sessions_folder

            self._sessions = sessions_folder()
        return self._sessions

    @property
    def mappings(self) -> "KnownMappings":
        """What was said of columns before."""
        if self._mappings is None:
            from kuke_tui.sheets.recognition.known_mappings import KnownMappings, default_folder

            self._mappings = KnownMappings(default_folder())
        return self._mappings

    def let_go(self) -> None:
        """Close the journal of the work at hand, so that another window may have the export."""
        if self.work is not None:
            self.work.close_journal()
