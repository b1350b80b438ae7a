"""What is wrong with a journal, in a few words, to stand within a sentence."""

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.workspace.journal_errors import JournalError, JournalFault, JournalTakenError


def journal_fault(error: JournalError | JournalTakenError) -> str:
    """Say what keeps the journal from being used; where that is not known, in SQLite's words."""
    if isinstance(error, JournalTakenError):
        return _("another program uses it")
    match error.fault:
        case JournalFault.DISK_FULL:
            return _("the disk is full")
        case JournalFault.NO_ACCESS:
            return _("no access to the folder of kept work")
        case JournalFault.OTHER:
            return visible(str(error))
