"""The work kept on an export, for commands that add to it or read its decisions."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.talk import say
from kuke_tui.domain.export import AccountKey, Export
from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.messages.journal import journal_fault
from kuke_tui.workspace.decided import reasons_kept
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.recovery import continuation_of, go_on
from kuke_tui.workspace.sessions import sessions_folder
from kuke_tui.workspace.workspace import Workspace


@contextmanager
def work_kept(export: Export, file: Path, reading: Reading) -> Iterator[Workspace]:
    """Give the work on an export as it was left; what is done to it is recorded.

    Raises ``CommandError`` where its journal is in use or can't be used.
    """
    with _told(), closing(Journal(sessions_folder(), export, file)) as journal:
        workspace = Workspace(export, reading=reading)
        work = continuation_of(journal)
        if work:
            go_on(workspace, work)
        workspace.recorder = journal
        yield workspace


def reasons_for_leaving(export: Export) -> dict[AccountKey, str]:
    """Return the reason for each account left behind on purpose in the work kept on an export.

    Where that can't be read it is said on stderr, and there are none.
    """
    try:
        return reasons_kept(sessions_folder(), export)
    except (JournalError, JournalTakenError) as error:
        say(
            _("Accounts left behind on purpose can't be told ({why}).").format(
                why=journal_fault(error)
            )
        )
        return {}


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except JournalTakenError as error:
        raise CommandError(
            _("This export is open in another window of the program; close it first.")
        ) from error
    except JournalError as error:
        raise CommandError(
            _("The work on this export can't be kept ({why}).").format(why=journal_fault(error))
        ) from error
