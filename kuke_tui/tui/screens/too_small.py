"""Says that the window is too small, and goes when it has grown."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
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

    def on_resize(self, event: Resize) -> None:
        """Go when the window has grown."""
        self._leave_if_grown(event.size)

    def on_screen_resume(self) -> None:
        """Go where the window has grown under something else."""
        self._leave_if_grown(self.app.size)

    def action_leave(self) -> None:
        """Go on all the same."""
        self.dismiss(None)

    def _leave_if_grown(self, size: Size) -> None:
        if self.is_active and not too_small(size):
            self.dismiss(None)


def too_small(size: Size) -> bool:
    """Whether a window of that size can't show the screens."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
