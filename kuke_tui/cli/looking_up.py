"""Looking up which files the program saved, for a command that must tell them from exports."""

from collections.abc import Iterator
from contextlib import contextmanager

from kuke_tui.cli.errors import CommandError
from kuke_tui.i18n import _
from kuke_tui.workspace.journal_errors import JournalError


@contextmanager
def looking_up_saved_files() -> Iterator[None]:
    """Raise ``CommandError`` where it can't be looked up."""
    try:
        yield
    except JournalError as error:
        told = _("Which files the program saved could not be looked up ({error}).")
        raise CommandError(told.format(error=error)) from error
