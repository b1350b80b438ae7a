"""Asks why an account is left behind on purpose."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar, NamedTuple

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.field import FieldDialog
from kuke_tui.tui.dialogs.modal import Key
from kuke_tui.tui.editor import NotEdited, edited, editor_command
from kuke_tui.workspace.steps import LONGEST_REASON


class Wish(NamedTuple):
    """What a person wants: the written reason, or None to take the decision back."""

    reason: str | None


class DecisionDialog(FieldDialog[Wish | None]):
    """A reason to write, ``reasons`` given before being suggested; None to change nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "write_in_editor", show=False, priority=True),
    ]

    def __init__(
        self, about: str, reason: str, reasons: Sequence[str], *, may_take_back: bool
    ) -> None:
        self._leave = Wish("")
        self._in_editor = Wish("")
        self._editor = editor_command()
        choices: list[Choice[Wish | None]] = [Choice(None, _("Cancel"))]
        if may_take_back:
            choices.append(Choice(Wish(None), _("Take the decision back")))
        if self._editor:
            choices.append(Choice(self._in_editor, _("Ctrl+E Editor…")))
        choices.append(Choice(self._leave, _("Leave behind")))
        super().__init__(_("Leave behind on purpose"), about, choices)
        self._reason = reason
        self._reasons = reasons

    @property
    def shown_keys(self) -> Sequence[Key]:
        """The keys, that of the editor in the help only: its button names it."""
        keys = super().shown_keys
        told = _("Write the reason in the editor that VISUAL or EDITOR names.")
        return (Key("Ctrl+E", "", told), *keys) if self._editor else keys

    def more(self) -> Sequence[Widget]:
        """Show the field and what follows from a decision."""
        return (
            Static(_("Why:"), markup=False, classes="dialog-label"),
            Input(
                self._reason,
                placeholder=_("for example: leaves the company in December"),
                suggester=SuggestFromList(self._reasons, case_sensitive=False),
                max_length=LONGEST_REASON,
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
        if answer is self._in_editor:
            self.action_write_in_editor()
            return
        reason = self.query_one(Input).value.strip()
        if reason:
            self.dismiss(Wish(reason))
            return
        self._complain(_("Write why, so that others understand it later."))

    def action_write_in_editor(self) -> None:
        """Give the terminal to the person's editor until the reason is written."""
        field = self.query_one(Input)
        field.focus()
        written: str | NotEdited = NotEdited.NOT_STARTED
        with suppress(SuspendNotSupported), self.app.suspend():
            written = edited(field.value, self._editor)
        match written:
            case NotEdited.NOT_STARTED:
                self._complain(_("The editor can't be started: {editor}"), editor=self._editor[0])
            case NotEdited.NO_TEXT:
                self._complain(_("What the editor saved is no text in UTF-8."))
            case str():
                self._take(" ".join(written.split()))

    def _take(self, reason: str) -> None:
        self.query_one(Input).value = reason[:LONGEST_REASON]
        if len(reason) > LONGEST_REASON:
            self._complain(_("Only the first {n} characters are kept."), n=str(LONGEST_REASON))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now: Ctrl+E is the field's own without an editor."""
        if action == "write_in_editor":
            return bool(self._editor)
        return super().check_action(action, parameters)

    def _complain(self, told: str, **words: str) -> None:
        missing = self.query_one("#missing", Static)
        missing.display = True
        missing.update(f"! {visible(told.format(**words))}")
        self.query_one(Input).focus()
