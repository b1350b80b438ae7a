"""Asks for a line of text."""

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.field import FieldDialog


class AskDialog(FieldDialog[str | None]):
    """A question with a field; None where nothing is to be done, else what was typed."""

    def __init__(self, title: str, text: str, offered: str, yes: str) -> None:
        super().__init__(title, text, [Choice(None, _("Cancel")), Choice(offered, yes)])
        self._offered = offered

    def more(self) -> Sequence[Widget]:
        """Show the field."""
        return (Input(self._offered, compact=True, select_on_focus=False),)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Answer by Enter."""
        self.answer(self._offered)

    def answer(self, answer: str | None) -> None:
        """Answer what stands in the field; an empty one answers nothing."""
        typed = self.query_one(Input).value.strip()
        self.dismiss(typed or None if answer is not None else None)
