"""What can be wrong with a journal. Work goes on without one, and saving elsewhere never waits."""


class JournalTakenError(Exception):
    """Another program has this export open."""


class JournalError(Exception):
    """The journal can't be written or read: a full disk, a folder that is not ours, damage."""
