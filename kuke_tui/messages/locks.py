"""Why a cell can't be set, in words."""

from kuke_tui.domain.export import Lock, LockReason
from kuke_tui.i18n import _


def lock_reason(reason: LockReason) -> str:
    """Name what keeps a cell from being set."""
    match reason:
        case LockReason.FORMULA:
            return _("a formula")
        case LockReason.ARRAY:
            return _("an array formula")
        case LockReason.MERGED:
            return _("merged cells")
        case LockReason.DUPLICATE:
            return _("the cell stands in the file twice")
        case LockReason.RICH_VALUE:
            return _("a picture or linked data in the cell")
        case LockReason.NO_COLUMN:
            return _("no column for this box")
        case LockReason.NO_LEVEL:
            return _("no level for changes without view")
        case LockReason.NO_ROOM:
            return _("no room for a new row")


def lock_text(lock: Lock) -> str:
    """Say in a few words why a cell is locked and where it stands in the file."""
    place = f"{lock.at.column or ''}{lock.at.row or ''}"
    place = "!".join(filter(None, (lock.at.sheet, place)))
    if not place:
        return _("locked: {reason}").format(reason=lock_reason(lock.reason))
    return _("locked: {reason} ({place})").format(reason=lock_reason(lock.reason), place=place)
