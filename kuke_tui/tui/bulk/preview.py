"""The preview that every change of many accounts goes through."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from kuke_tui.i18n import N_, _, ngettext, thousands
from kuke_tui.tui.dialogs.modal import ESCAPE, SCROLL, Key, Modal
from kuke_tui.tui.widgets.line_list import Line, LineList


class BulkPreview(Modal[bool]):
    """Says what would become of each account; True where it is to be done.

    ``count`` is how many accounts would change; where none would, it can only be closed.
    """

    AUTO_FOCUS = "Button"
    ABOUT = N_("What would become of each account. Nothing is changed before you say so.")
    KEYS = (
        SCROLL,
        Key("←→", N_("choose"), N_("Go to the next button.")),
        Key("Enter", "", N_("Press the button; so does a click on it.")),
        ESCAPE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home,g", "move_to_edge(-1)", show=False),
        Binding("end,G", "move_to_edge(1)", show=False),
    ]

    def __init__(self, title: str, summary: str, lines: Sequence[Line], count: int) -> None:
        super().__init__()
        self._title = title
        self._summary = summary
        self._lines = lines
        self._count = count

    @property
    def heading(self) -> str:
        """What is to be done."""
        return self._title

    def compose(self) -> ComposeResult:
        """Lay the preview out, the safe button first."""
        with self.framed("bulk-preview"):
            yield Static(self._summary, markup=False, classes="dialog-text")
            preview = LineList(self._lines)
            preview.can_focus = False
            yield preview
            with Horizontal(classes="dialog-buttons"):
                if self._count:
                    yield Button(_("Cancel"), id="cancel", compact=True)
                    told = ngettext("Change {n} account", "Change {n} accounts", self._count)
                    yield Button(told.format(n=thousands(self._count)), id="go", compact=True)
                else:
                    yield Button(_("Close"), id="cancel", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it, or not."""
        self.dismiss(event.button.id == "go")

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(False)

    def action_move(self, lines: int) -> None:
        """Scroll the lines."""
        self.query_one(LineList).scroll_relative(y=lines, animate=False)

    def action_move_to_edge(self, side: int) -> None:
        """Scroll to the first or last line."""
        lines = self.query_one(LineList)
        lines.scroll_relative(y=side * lines.line_count, animate=False)
