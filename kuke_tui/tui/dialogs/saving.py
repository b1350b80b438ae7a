"""Shown while a file is written."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from kuke_tui.i18n import _, thousands


class SavingDialog(ModalScreen[None]):
    """Says how far the writing is. It closes by itself."""

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = _("Saving…")
            yield Static(_("Writing and checking the file…"), markup=False, classes="dialog-text")

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        if total:
            text = _("Writing and checking the file… {percent} %").format(
                percent=min(100, done * 100 // total)
            )
        else:
            text = _("Writing and checking the file… {n}").format(n=thousands(done))
        self.query_one(Static).update(text, layout=False)
