"""Asks where a corrected export is to go, and offers to look all changes through before."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.save_as import PathDialog


class ReviewFirst(NamedTuple):
    """The changes are to be looked through; ``typed`` is the path as far as it was typed."""

    typed: str


class SaveExportDialog(PathDialog[Path | ReviewFirst | None]):
    """Asks for a path; None to save nothing."""

    def choices_for(self, target: Path) -> Sequence[Choice[Path | ReviewFirst | None]]:
        """Save or not, or look first."""
        return [
            Choice(None, _("Cancel")),
            Choice(ReviewFirst(""), _("Review")),
            Choice(target, _("Save")),
        ]

    def answer(self, answer: Path | ReviewFirst | None) -> None:
        """Answer the path as it stands in the field, where a file can go there."""
        if answer is None:
            self.dismiss(None)
        elif isinstance(answer, ReviewFirst):
            self.dismiss(ReviewFirst(self.typed))
        elif path := self.where_to():
            self.dismiss(path)
