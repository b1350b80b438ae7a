"""Says what was copied, and offers a file to those whose terminal takes nothing."""

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice, Dialog


class CopiedDialog(Dialog[bool]):
    """Whether it is to be written to a file, too."""

    def __init__(self, text: str) -> None:
        choices = [Choice(answer=False, label=_("Close")), Choice(True, _("Write to a file…"))]
        super().__init__(_("Copy"), text, choices)
