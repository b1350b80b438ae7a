"""What can be wrong with a change list, and the sentence for it."""

from enum import StrEnum

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible


class ChangeListFault(StrEnum):
    """What is wrong."""

    CANNOT_READ = "cannot_read"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    MISSING = "missing"
    WRONG = "wrong"
    TWICE = "twice"
    INCONSISTENT = "inconsistent"
    NO_CHANGE = "no_change"


class ChangeListError(Exception):
    """A change list that can't be used.

    ``name`` is the file's, ``place`` the part at fault in the file's own terms
    (``changes[3].login``), ``detail`` a technical remark in English.
    """

    def __init__(
        self, name: str, fault: ChangeListFault, place: str = "", detail: str = ""
    ) -> None:
        super().__init__(f"{name}: {fault}: {place}: {detail}")
        self.name = name
        self.fault = fault
        self.place = place
        self.detail = detail


def change_list_error_text(error: ChangeListError) -> str:
    """Say in one sentence what is wrong and where."""
    return _sentence(error.fault).format(
        name=visible(error.name), place=visible(error.place), detail=visible(error.detail)
    )


def _sentence(fault: ChangeListFault) -> str:
    match fault:
        case ChangeListFault.CANNOT_READ:
            return _("{name}: the change list could not be read ({detail}).")
        case ChangeListFault.TOO_LARGE:
            return _("{name}: the file is too large for a change list.")
        case ChangeListFault.NOT_JSON:
            return _("{name}: this is not a change list; JSON is expected ({detail}).")
        case ChangeListFault.MISSING:
            return _("{name}: “{place}” is missing in the change list.")
        case ChangeListFault.WRONG:
            return _("{name}: “{place}” has a value that a change list can't have ({detail}).")
        case ChangeListFault.TWICE:
            return _("{name}: “{place}” names a checkbox that is in the change list already.")
        case ChangeListFault.INCONSISTENT:
            return _("{name}: “{place}” does not fit the rest of the change list.")
        case ChangeListFault.NO_CHANGE:
            return _("{name}: “{place}” changes nothing; the checkbox is to stay as it was.")
