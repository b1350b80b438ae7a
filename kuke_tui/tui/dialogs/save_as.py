"""Asks where a file is to go."""

from collections.abc import Sequence
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input, Static

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.field import FieldDialog


class SaveAsDialog(FieldDialog[Path | None]):
    """A path, offered and to be changed, and what is to be known before; None to save nothing."""

    def __init__(self, title: str, summary: str, target: Path, notes: Sequence[str] = ()) -> None:
        super().__init__(
            title,
            summary,
            [Choice(None, _("Cancel")), Choice(target, _("Save"))],
        )
        self._target = target
        self._notes = notes

    def more(self) -> Sequence[Widget]:
        """Show the path and the notes."""
        return (
            Static(_("File:"), markup=False, classes="dialog-label"),
            Input(str(self._target), compact=True, select_on_focus=False),
            *(Static(f"! {note}", markup=False, classes="dialog-note") for note in self._notes),
            Static(
                _("Nothing is sent anywhere: only this file is written."),
                markup=False,
                classes="hint",
            ),
        )

    def on_mount(self) -> None:
        """Show the end of a path that is longer than the field: the name stands there."""
        field = self.query_one(Input)
        field.call_after_refresh(field.scroll_to, x=field.cursor_position, animate=False)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Save by Enter."""
        self.answer(self._target)

    def answer(self, answer: Path | None) -> None:
        """Answer the path as it stands in the field; a bare name goes beside the original."""
        typed = self.query_one(Input).value.strip()
        if answer is None:
            self.dismiss(None)
        elif typed:
            path = Path(typed).expanduser()
            self.dismiss(path if path.parent.name or path.is_absolute() else self._beside(path))

    def _beside(self, path: Path) -> Path:
        return self._target.parent / path.name
