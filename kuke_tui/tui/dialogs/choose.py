"""A menu: choose one of a few things."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from kuke_tui.i18n import N_
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.modal import ENTER, ESCAPE, UP_DOWN, Modal

Answer = TypeVar("Answer")


class ChooseDialog(Modal[Answer | None]):
    """A list of choices, the one in force highlighted; None where a person changes nothing."""

    ABOUT = N_("Choose one of these. Until then nothing is changed.")
    KEYS = (UP_DOWN, ENTER, ESCAPE)
    CLOSES_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),
        Binding("j", "next", show=False),
        Binding("k", "previous", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice[Answer]], current: int = 0) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current

    @property
    def heading(self) -> str:
        """What is chosen."""
        return self._title

    def compose(self) -> ComposeResult:
        """Lay the menu out."""
        with self.framed("menu"):
            yield OptionList(*(Text(choice.label) for choice in self._choices), compact=True)

    def on_mount(self) -> None:
        """Start at the choice in force."""
        self.query_one(OptionList).highlighted = self._current

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer the choice."""
        self.dismiss(self._choices[event.option_index].answer)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_next(self) -> None:
        """Move down."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous(self) -> None:
        """Move up."""
        self.query_one(OptionList).action_cursor_up()
