"""A question answered by typing."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from kuke_tui.i18n import N_
from kuke_tui.tui.dialogs.dialog import Dialog
from kuke_tui.tui.dialogs.modal import Key

Answer = TypeVar("Answer")


class FieldDialog(Dialog[Answer]):
    """A dialog with a field, which has the focus."""

    AUTO_FOCUS = "Input"
    ABOUT = N_("Type, then confirm. Until then nothing is changed.")
    KEYS = (
        Key("Enter", N_("confirms"), N_("Take what stands in the field.")),
        Key("Tab", N_("buttons"), N_("Go to the buttons, and on from one to the next.")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
