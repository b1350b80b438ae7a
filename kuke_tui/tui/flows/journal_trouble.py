"""What happens on the screen when the journal refuses a change."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from kuke_tui.i18n import _
from kuke_tui.messages.journal import journal_fault
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.unkept import NoJournal, Postponed
from kuke_tui.workspace.workspace import Workspace

Result = TypeVar("Result")


def refusal_of(error: JournalError | JournalTakenError) -> str:
    """Say in one line why a change was not made."""
    if isinstance(error, JournalTakenError):
        return _("Read-only: another window of the program has this export open.")
    told = _("Not changed: the change could not be kept safe ({error}).")
    return told.format(error=journal_fault(error))


async def go_on_without(app: App[Any], workspace: Workspace, error: JournalError) -> bool:
    """Ask whether to go on without the journal; from a yes on it is tried again with each change.

    Must run in a worker of Textual, because it waits for a dialog.
    """
    text = "\n\n".join(
        (
            refusal_of(error),
            _(
                "Everything so far is still here and can be saved to a file (Ctrl+S). You may go "
                "on without the safety net; then a crash would lose what was not saved. With each "
                "further change the program tries to put the net up again."
            ),
        )
    )
    dialog = ConfirmDialog(
        _("The change can't be kept safe"), text, _("Go on without the safety net"), _("Stop here")
    )
    if await app.push_screen_wait(dialog):
        workspace.recorder = Postponed(workspace.recorder or NoJournal())
        return True
    return False


def change_at_once(
    screen: Screen[Any],
    workspace: Workspace,
    change: Callable[[], Result],
    done: Callable[[Result], None],
    tell: Callable[[str], None],
) -> None:
    """Make a change within a key's own handler, and give ``done`` what came of it.

    Where the journal belongs to another window, ``tell`` says so; where it failed, the person is
    asked whether to go on without.
    """

    async def ask(error: JournalError) -> None:
        if await go_on_without(screen.app, workspace, error):
            change_at_once(screen, workspace, change, done, tell)

    try:
        result = change()
    except JournalTakenError as error:
        tell(refusal_of(error))
    except JournalError as error:
        screen.run_worker(ask(error))
    else:
        done(result)


async def make_change(
    app: App[Any], workspace: Workspace, change: Callable[[], Result]
) -> Result | None:
    """Make a change; where the journal refuses it, tell, and give None.

    Must run in a worker of Textual, because it may wait for a dialog.
    """
    try:
        return change()
    except JournalTakenError as error:
        app.notify(refusal_of(error), severity="warning", markup=False)
        return None
    except JournalError as error:
        failure = error
    if await go_on_without(app, workspace, failure):
        return change()
    return None
