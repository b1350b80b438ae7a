"""Asks for a file to open; completes the path as it is typed."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static

from kuke_tui.i18n import N_, _
from kuke_tui.messages.visible import visible
from kuke_tui.tui.dialogs.modal import ESCAPE, UP_DOWN, Key, Modal
from kuke_tui.tui.path_completion import EXPORT_SUFFIXES, common_start, completions, typed_path


class OpenFileDialog(Modal[Path | None]):
    """A path to type, and beneath it what there is of that name; None to open nothing.

    ``title`` and ``placeholder`` say what is asked for where that is not an export to work on;
    files that are ``left_out`` can be typed, but are not offered.
    """

    ABOUT = N_(
        "Type the path of a file, or choose from those that begin as typed. A folder is entered, "
        "a file is read; it is not changed."
    )
    KEYS = (
        Key("Tab", N_("completes"), N_("Type as much of the path as is certain.")),
        UP_DOWN,
        Key("Enter", N_("opens"), N_("Open the file or enter the folder; so does a click on it.")),
        ESCAPE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(
        self,
        start: str = "",
        *,
        title: str = "",
        placeholder: str = "",
        suffixes: Collection[str] = EXPORT_SUFFIXES,
        left_out: Callable[[Path], bool] | None = None,
    ) -> None:
        super().__init__()
        self._start = start
        self._title = title or _("Open a file")
        self._placeholder = placeholder or _("path of an export")
        self._suffixes = suffixes
        self._left_out = left_out
        self._paths: list[str] = []

    @property
    def heading(self) -> str:
        """What is asked for."""
        return self._title

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with self.framed("open-file"):
            yield Input(self._start, placeholder=self._placeholder, compact=True)
            yield Static(_("There is no such file."), classes="dialog-note", id="missing")
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Type at once; show what is there."""
        self.query_one(OptionList).can_focus = False
        field = self.query_one(Input)
        field.cursor_position = len(field.value)
        self._list(field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what begins so."""
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the highlighted file or what was typed, or the only one that begins so."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._take(self._paths[highlighted])
        elif event.value.strip() and len(self._paths) == 1:
            self._take(self._paths[0])
        else:
            self._take(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the file that was clicked, or go into the folder."""
        self._take(self._paths[event.option_index])

    def action_complete(self) -> None:
        """Type as much as is certain, or the highlighted path."""
        if not self._paths:
            return
        highlighted = self.query_one(OptionList).highlighted
        field = self.query_one(Input)
        shared = common_start(self._paths)
        certain = shared if len(shared) > len(field.value) else self._paths[highlighted or 0]
        field.value = certain if highlighted is None else self._paths[highlighted]
        field.cursor_position = len(field.value)

    def action_move(self, paths: int) -> None:
        """Highlight another path."""
        options = self.query_one(OptionList)
        if self._paths:
            now = -1 if options.highlighted is None else options.highlighted
            options.highlighted = max(0, min(now + paths, len(self._paths) - 1))

    def action_leave(self) -> None:
        """Open nothing."""
        self.dismiss(None)

    def _take(self, typed: str) -> None:
        path = typed_path(typed)
        if path is None:
            return
        if os.path.isdir(path):  # noqa: PTH112 - False where it may not be looked at
            field = self.query_one(Input)
            field.value = typed if typed.endswith(("/", "\\")) else f"{typed}/"
            field.cursor_position = len(field.value)
        elif os.path.exists(path):  # noqa: PTH110 - the same
            self.dismiss(path)
        else:
            self.query_one("#missing").display = True

    def _list(self, typed: str) -> None:
        self.query_one("#missing").display = False
        self._paths = completions(typed, self._suffixes, self._left_out)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Text(visible(path)) for path in self._paths)
        options.highlighted = None
