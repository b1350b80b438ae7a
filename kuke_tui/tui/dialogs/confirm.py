"""Asks for a plain yes."""

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice, Dialog


class ConfirmDialog(Dialog[bool]):
    """A question answered False or, only by a button that says what happens, True."""

    def __init__(self, title: str, text: str, yes: str, no: str | None = None) -> None:
        super().__init__(
            title, text, [Choice(answer=False, label=no or _("Cancel")), Choice(True, yes)]
        )
