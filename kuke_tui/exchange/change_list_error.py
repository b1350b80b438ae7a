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
    (``changes[3].login``), ``line`` where the file is no JSON, counted from 1, ``expected`` the
    values that JSON may have there, as JSON writes them, ``why`` what the system said.
    """

    def __init__(
        self,
        name: str,
        fault: ChangeListFault,
        place: str = "",
        *,
        line: int = 0,
        expected: str = "",
        why: OSError | None = None,
    ) -> None:
        super().__init__(f"{name}: {fault}: {place}")
        self.name = name
        self.fault = fault
        self.place = place
        self.line = line
        self.expected = expected
        self.why = why


def change_list_error_text(error: ChangeListError) -> str:
    """Say in one sentence what is wrong and where."""
    return _sentence(error).format(
        name=visible(error.name),
        place=visible(error.place),
        line=error.line,
        expected=visible(error.expected),
    )


def _sentence(error: ChangeListError) -> str:
    match error.fault:
        case ChangeListFault.CANNOT_READ:
            return _why(error.why)
        case ChangeListFault.TOO_LARGE:
            return _("{name}: the file is too large for a change list.")
        case ChangeListFault.NOT_JSON if error.line:
            return _("{name}, line {line}: this is not a change list; JSON is expected.")
        case ChangeListFault.NOT_JSON:
            return _("{name}: this is not a change list; JSON is expected.")
        case ChangeListFault.MISSING:
            return _("{name}: “{place}” is missing in the change list.")
        case ChangeListFault.WRONG if error.expected:
            return _("{name}: “{place}” can't have this value; it may be: {expected}.")
        case ChangeListFault.WRONG:
            return _("{name}: “{place}” can't have this value.")
        case ChangeListFault.TWICE:
            return _("{name}: “{place}” names a checkbox that is in the change list already.")
        case ChangeListFault.INCONSISTENT:
            return _("{name}: “{place}” does not fit the rest of the change list.")
        case ChangeListFault.NO_CHANGE:
            return _("{name}: “{place}” changes nothing; the checkbox is to stay as it was.")


def _why(error: OSError | None) -> str:
    match error:
        case FileNotFoundError():
            return _("{name} does not exist; check the name and the folder.")
        case PermissionError():
            return _("{name} may not be read; ask for access or copy it to a folder of your own.")
        case IsADirectoryError():
            return _("{name} is a folder; name the change list in it.")
        case _:
            return _("{name} could not be read; copy it to another folder or disk.")
