"""Asks why an account is left behind on purpose."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice, Dialog

_LONGEST = 500


class Wish(NamedTuple):
    """What a person wants: the written reason, or None to take the decision back."""

    reason: str | None


class DecisionDialog(Dialog[Wish | None]):
    """A reason to write, ``reasons`` given before being suggested; None to change nothing."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self, about: str, reason: str, reasons: Sequence[str], *, may_take_back: bool
    ) -> None:
        self._leave = Wish("")
        choices: list[Choice[Wish | None]] = [Choice(None, _("Cancel"))]
        if may_take_back:
            choices.append(Choice(Wish(None), _("Take the decision back")))
        choices.append(Choice(self._leave, _("Leave behind")))
        super().__init__(_("Leave behind on purpose"), about, choices)
        self._reason = reason
        self._reasons = reasons

    def more(self) -> Sequence[Widget]:
        """Show the field and what follows from a decision."""
        return (
            Static(_("Why:"), markup=False, classes="dialog-label"),
            Input(
                self._reason,
                placeholder=_("for example: leaves the company in December"),
                suggester=SuggestFromList(self._reasons, case_sensitive=False),
                max_length=_LONGEST,
                compact=True,
                select_on_focus=False,
            ),
            Static("", markup=False, classes="dialog-note", id="missing"),
            Static(
                _(
                    "The account keeps its verdict, leaves the to-do count, and stands with this "
                    "reason in every report."
                ),
                markup=False,
                classes="hint",
            ),
        )

    def on_mount(self) -> None:
        """Hide what is said only where it is needed."""
        self.query_one("#missing").display = False

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Decide by Enter."""
        self.answer(self._leave)

    def answer(self, answer: Wish | None) -> None:
        """Answer the reason as written; without one there is no decision."""
        if answer is None or answer.reason is None:
            self.dismiss(answer)
            return
        reason = self.query_one(Input).value.strip()
        if reason:
            self.dismiss(Wish(reason))
            return
        missing = self.query_one("#missing", Static)
        missing.display = True
        missing.update(_("! Write why, so that others understand it later."))
        self.query_one(Input).focus()
