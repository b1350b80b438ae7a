"""What the program tells the shell when it ends."""

DONE = 0
NOT_ALL = 1
"""The command worked, and not everything is as it should be."""
FAILED = 2
"""The call is wrong, or a file can't be read or written."""
INTERRUPTED = 130
"""Ctrl+C, by the shells' own convention."""
BROKEN_PIPE = 141
"""Whoever read the output stopped reading, by the shells' own convention."""
