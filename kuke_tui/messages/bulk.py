"""Why an account is passed over when one thing is done to many."""

from collections.abc import Sequence

from kuke_tui.domain.corrections import RefusalCode
from kuke_tui.domain.export import Account
from kuke_tui.i18n import _
from kuke_tui.messages.corrections import refusal_text
from kuke_tui.workspace.bulk import Obstacle, PassedOver


def passed_over_text(passed: PassedOver, account: Account, rights: Sequence[str]) -> str:
    """Say in a sentence why an account stays as it is, naming the cells in the way."""
    if isinstance(passed.why, Obstacle):
        return why_passed_over(passed.why)
    return refusal_text(passed.why, account, rights)


def why_passed_over(cause: Obstacle | RefusalCode) -> str:
    """Say in a few words why accounts stay as they are."""
    match cause:
        case Obstacle.NOTHING_TO_CHANGE:
            return _("it is so already")
        case Obstacle.LOCKED | RefusalCode.LOCKED:
            return _("cells that would have to change can't be saved in this file")
        case Obstacle.OTHER_CLIENT:
            return _("another client, with other policies")
        case Obstacle.WILL_MIGRATE | RefusalCode.ALREADY_TAK:
            return _("the verdict is TAK already")
        case Obstacle.NOT_LEFT:
            return _("it was not left behind")
        case RefusalCode.ROLE_UNREADABLE:
            return _("the role could not be read")
        case RefusalCode.UNREADABLE:
            return _("some cells could not be read; set them first")
        case RefusalCode.NO_ACCESS_HELD:
            return _("the person has no permission anywhere in Ekstranet")
        case RefusalCode.NOTHING_TO_KEEP:
            return _("no permission has view and changes on every policy, so none could stay")
        case RefusalCode.NO_COLLEAGUE:
            return _("no user of this client will migrate")
        case RefusalCode.NOT_CONFIRMED:
            return _("the rules did not confirm the correction")
