"""What all windows over a screen share: a frame that says how to use and close it, and help."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.style import Style

from kuke_tui.i18n import N_, _
from kuke_tui.tui.help_page import HelpPage

Answer = TypeVar("Answer")
_CLOSE = "[×]"


class Key(NamedTuple):
    """Keys as they stand on a keyboard, a word or two on what they do, and a sentence on it.

    ``does`` and ``help`` are message ids. What is empty in ``does`` stands in the help only.
    """

    keys: str
    does: str
    help: str


ESCAPE = Key(
    "Esc", N_("closes"), N_("Close the window, nothing changed; so does [×] in its frame.")
)
ENTER = Key("Enter", N_("confirms"), N_("Take what is chosen; so does a click on it."))
UP_DOWN = Key("↑↓", N_("choose"), N_("Go to the line above or below; so does the mouse."))
SCROLL = Key("↑↓", N_("scroll"), N_("Scroll the text; so does the mouse wheel."))


class Modal(ModalScreen[Answer]):
    """A window in a frame that ``framed`` makes.

    ``ABOUT`` (a message id) and ``KEYS`` are its help, the keys stand at the lower edge of the
    frame, too. ``action_leave`` is the answer that changes nothing; where
    ``CLOSES_BESIDE``, a click beside the window gives it: a window that offers something goes so,
    one that asks or is typed into waits for its answer.
    """

    ABOUT: ClassVar[str]
    KEYS: ClassVar[tuple[Key, ...]]
    CLOSES_BESIDE: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+q", "leave", show=False),
        Binding("question_mark,f1", "show_help", show=False),
    ]

    def action_leave(self) -> None:
        """Close the window, nothing changed."""
        raise NotImplementedError

    def action_show_help(self) -> None:
        """Say what the window is for and which keys it knows."""
        from kuke_tui.tui.screens.help import HelpScreen

        keys = [(key.keys, key.does, key.help) for key in self.shown_keys]
        self.app.push_screen(HelpScreen(HelpPage(self.heading, _(self.ABOUT), keys)))

    @property
    def shown_keys(self) -> Sequence[Key]:
        """The keys, in the person's language."""
        return [Key(key.keys, _(key.does) if key.does else "", _(key.help)) for key in self.KEYS]

    @property
    def heading(self) -> str:
        """What stands in the frame above."""
        raise NotImplementedError

    def framed(self, classes: str = "") -> Vertical:
        """Make the frame, to be filled by ``compose``. The heading is shown as it is."""
        frame = Vertical(classes=f"dialog {classes}")
        close = (_CLOSE, Style.from_meta({"@click": "screen.leave"}))
        frame.border_title = Content.assemble(close, f" {self.heading}")
        shown = [f"{key.keys} {key.does}" for key in self.shown_keys if key.does]
        frame.border_subtitle = Content(" · ".join(shown))
        return frame

    def on_click(self, event: Click) -> None:
        """Close the window by a click beside it; the second of a double click was meant before."""
        if self.CLOSES_BESIDE and event.chain == 1:
            under_mouse, _region = self.get_widget_at(*event.screen_offset)
            if under_mouse is self:
                self.action_leave()
