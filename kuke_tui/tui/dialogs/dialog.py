"""A question with a row of buttons; closing it is the safe answer."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from kuke_tui.i18n import N_, _
from kuke_tui.tui.dialogs.modal import Key, Modal

Answer = TypeVar("Answer")


class Choice(NamedTuple, Generic[Answer]):
    """A button: what it answers and what stands on it."""

    answer: Answer
    label: str


class Dialog(Modal[Answer]):
    """A question with answers; the first choice is the safe one and has the focus.

    All texts are shown as they are, without markup.
    """

    AUTO_FOCUS = "Button"
    ABOUT = N_("The program asks before it goes on. The safe answer is chosen already.")
    KEYS = (
        Key("←→", N_("choose"), N_("Go to the next button.")),
        Key("Enter", N_("confirms"), N_("Press the button; so does a click on it.")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, choices: Sequence[Choice[Answer]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with self.framed():
            with VerticalScroll(can_focus=False, classes="dialog-body"):
                yield Static(self._text, markup=False, classes="dialog-text")
                yield from self.more()
            with Horizontal(classes="dialog-buttons"):
                for index, choice in enumerate(self._choices):
                    yield Button(choice.label, id=f"choice-{index}", compact=True)

    @property
    def heading(self) -> str:
        """What is asked about."""
        return self._title

    @property
    def shown_keys(self) -> Sequence[Key]:
        """The keys; the last one is told by the button that it stands for."""
        safe = Key(
            "Esc", f"– {self._choices[0].label}", _("The safe answer; so is [×] in the frame.")
        )
        return (*(super().shown_keys if len(self._choices) > 1 else ()), safe)

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

    def action_leave(self) -> None:
        """Give the first, safe answer."""
        self.dismiss(self._choices[0].answer)
