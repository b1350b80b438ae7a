"""What can be wrong with a journal. Work goes on without one, and saving elsewhere never waits."""

from enum import StrEnum


class JournalFault(StrEnum):
    """What keeps a journal from being used, where that is known."""

    DISK_FULL = "disk_full"
    NO_ACCESS = "no_access"
    """Its file or folder can't be opened or written to."""
    OTHER = "other"


class JournalTakenError(Exception):
    """Another program has this export open."""


class JournalError(Exception):
    """The journal can't be written or read: a full disk, a folder that is not ours, damage."""

    def __init__(self, text: str, fault: JournalFault = JournalFault.OTHER) -> None:
        super().__init__(text)
        self.fault = fault
