"""Asks where a file is to go."""

import os
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from textual.widget import Widget
from textual.widgets import Input, Static

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.field import FieldDialog
from kuke_tui.tui.path_completion import typed_path

Answer = TypeVar("Answer")


class PathDialog(FieldDialog[Answer]):
    """A path, offered and to be changed, and what is to be known before.

    ``typed`` stands in the field where something was typed before, else the ``target`` offered.
    """

    def __init__(
        self,
        title: str,
        summary: str,
        target: Path,
        *,
        notes: Sequence[str] = (),
        typed: str | None = None,
    ) -> None:
        super().__init__(title, summary, self.choices_for(target))
        self._target = target
        self._notes = notes
        self._first = str(target) if typed is None else typed

    @abstractmethod
    def choices_for(self, target: Path) -> Sequence[Choice[Answer]]:
        """Say what may be answered where ``target`` is offered; the last choice saves."""

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value

    def more(self) -> Sequence[Widget]:
        """Show the path and the notes."""
        return (
            Static(_("File:"), markup=False, classes="dialog-label"),
            Input(self._first, compact=True, select_on_focus=False),
            Static(markup=False, classes="hint", id="where"),
            Static(markup=False, classes="dialog-note", id="wrong"),
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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say where a path that was typed leads, unless it says so itself."""
        path = self._path_of(event.value)
        told = "" if path is None else str(path.absolute())
        is_told = told and event.value not in (self._first, told)
        self._tell("#where", _("Goes to {path}").format(path=told) if is_told else "")
        self._tell("#wrong", "")

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Save by Enter."""
        self.answer(self._choices[-1].answer)

    def where_to(self) -> Path | None:
        """Return where the file is to go; None where it can't, which is said in the dialog."""
        path = self._path_of(self.typed)
        wrong = _("Type a name for the file.") if path is None else _what_is_wrong(path)
        self._tell("#wrong", wrong)
        return None if wrong else path

    def _path_of(self, typed: str) -> Path | None:
        """Return what was typed as a path, in the folder offered where it names none."""
        path = typed_path(typed)
        return None if path is None else self._target.parent / path

    def _tell(self, where: str, text: str) -> None:
        told = self.query_one(where, Static)
        told.update(visible(text))
        told.display = bool(text)


class SaveAsDialog(PathDialog[Path | None]):
    """Asks for a path; None to save nothing."""

    def choices_for(self, target: Path) -> Sequence[Choice[Path | None]]:
        """Save or not."""
        return [Choice(None, _("Cancel")), Choice(target, _("Save"))]

    def answer(self, answer: Path | None) -> None:
        """Answer the path as it stands in the field, where a file can go there."""
        path = None if answer is None else self.where_to()
        if answer is None or path is not None:
            self.dismiss(path)


def _what_is_wrong(path: Path) -> str:
    """Say why a file can't go there; empty where nothing speaks against it."""
    # Unlike pathlib's, these are False where the person may not look.
    if os.path.isdir(path):  # noqa: PTH112
        told = _("“{name}” is a folder. Type the name of a file after it.")
        return told.format(name=path.name or path)
    if not os.path.isdir(path.parent):  # noqa: PTH112
        return _("There is no folder “{folder}”.").format(folder=path.parent)
    return ""
