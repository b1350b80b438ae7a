"""What can be wrong with a journal. Work goes on without one, and saving elsewhere never waits."""

import contextlib
from collections.abc import Iterator
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


@contextlib.contextmanager
def decoding() -> Iterator[None]:
    """Turn what can't be understood of a journal's content into :class:`JournalError`.

    Nothing but decoding may stand within: a fault of the program's own is no damage.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise JournalError(f"damaged: {error!r}") from error
