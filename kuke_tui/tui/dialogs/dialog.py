"""What all dialogs share: a titled frame, a row of buttons, Escape for the safe answer."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

Answer = TypeVar("Answer")


class Choice(NamedTuple, Generic[Answer]):
    """A button: what it answers and what stands on it."""

    answer: Answer
    label: str


class Dialog(ModalScreen[Answer]):
    """A question with answers; the first choice is the safe one and has the focus.

    All texts are shown as they are, without markup.
    """

    AUTO_FOCUS = "Button"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer_safely", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
        Binding("ctrl+q", "answer_safely", show=False),
    ]

    def __init__(self, title: str, text: str, choices: Sequence[Choice[Answer]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = self._title
            with VerticalScroll(can_focus=False, classes="dialog-body"):
                yield Static(self._text, markup=False, classes="dialog-text")
                yield from self.more()
            with Horizontal(classes="dialog-buttons"):
                for index, choice in enumerate(self._choices):
                    yield Button(choice.label, id=f"choice-{index}", compact=True)

    def more(self) -> Sequence[Widget]:
        """Return what stands between the text and the buttons."""
        return ()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer what the button says."""
        event.stop()
        index = int((event.button.id or "choice-0").removeprefix("choice-"))
        self.answer(self._choices[index].answer)

    def answer(self, answer: Answer) -> None:
        """Close the dialog with an answer."""
        self.dismiss(answer)

    def action_answer_safely(self) -> None:
        """Give the first, safe answer."""
        self.dismiss(self._choices[0].answer)
