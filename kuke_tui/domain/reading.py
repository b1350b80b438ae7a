"""The two readings of the source's one open point."""

from enum import StrEnum


class Reading(StrEnum):
    """How "only view" of the source is read where a user holds one right with changes.

    Strict, the default: each right must be held with changes, because a wrong TAK leaves a
    person behind unseen. Lenient: one right with changes is enough. KUKE decides which is meant.
    """

    STRICT = "strict"
    LENIENT = "lenient"
