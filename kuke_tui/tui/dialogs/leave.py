"""Asks what is to become of unsaved changes."""

from enum import Enum, auto

from kuke_tui.i18n import _, ngettext
from kuke_tui.tui.dialogs.dialog import Choice, Dialog


class LeaveAnswer(Enum):
    """What a person wants."""

    STAY = auto()
    SAVE = auto()
    DISCARD = auto()


class LeaveDialog(Dialog[LeaveAnswer]):
    """Asks before changes that no file holds are left.

    ``without_saving`` says what happens next if they are not saved.
    """

    def __init__(self, changed_boxes: int, changed_accounts: int, without_saving: str) -> None:
        boxes = ngettext("{n} changed box", "{n} changed boxes", changed_boxes)
        accounts = ngettext("in {n} account", "in {n} accounts", changed_accounts)
        text = _("{boxes} {accounts}: no file holds this yet.").format(
            boxes=boxes.format(n=changed_boxes), accounts=accounts.format(n=changed_accounts)
        )
        super().__init__(
            _("Unsaved changes"),
            text,
            [
                Choice(LeaveAnswer.STAY, _("Stay")),
                Choice(LeaveAnswer.SAVE, _("Save…")),
                Choice(LeaveAnswer.DISCARD, without_saving),
            ],
        )
