"""Tells something that must not be missed."""

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice, Dialog


class MessageDialog(Dialog[None]):
    """A text and one button."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, text, [Choice(None, _("Close"))])
