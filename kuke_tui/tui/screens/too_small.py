"""Says that the window is too small, and goes when it has grown."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from kuke_tui.i18n import _

LEAST_WIDTH = 60
LEAST_HEIGHT = 20


class TooSmallScreen(ModalScreen[None]):
    """In place of a screen that could not be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,ctrl+q", "leave", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Say how large the window has to be."""
        yield Static(
            _("This window is too small: at least {width} × {height} are needed.").format(
                width=LEAST_WIDTH, height=LEAST_HEIGHT
            )
            + "\n\n"
            + _("Enlarge it, or press Esc to go on all the same."),
            markup=False,
            id="too-small",
        )

    def action_leave(self) -> None:
        """Go on all the same."""
        self.dismiss(None)


def too_small(width: int, height: int) -> bool:
    """Whether a window of that size can't show the screens."""
    return width < LEAST_WIDTH or height < LEAST_HEIGHT
