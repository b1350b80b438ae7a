"""The error of a command that can't be done as it was called."""


class CommandError(Exception):
    """A sentence for the person who called, already in their language."""
