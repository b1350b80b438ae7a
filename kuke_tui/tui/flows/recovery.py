"""Opening the journal of an export, and what becomes of the work that it keeps."""

from pathlib import Path
from typing import Any, NamedTuple, Protocol

from textual.app import App

from kuke_tui.domain.export import Export
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.journal import journal_fault
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.flows.journal_trouble import go_on_without
from kuke_tui.tui.recovery.go_on import GoOnDialog
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.kept_work import KeptWork
from kuke_tui.workspace.recovery import (
    CarryOver,
    Continuation,
    carry_over,
    continuation_of,
    decline,
    go_on,
    offer_for,
    unanswered_works,
)
from kuke_tui.workspace.unkept import NoJournal, ReadOnly
from kuke_tui.workspace.workspace import Workspace

AnyApp = App[Any]


class OpenedJournal(NamedTuple):
    """A journal, the work on the export opened, and earlier works; or what is wrong with it."""

    journal: Journal | None = None
    work: Continuation | None = None
    earlier: tuple[KeptWork, ...] = ()
    trouble: JournalError | JournalTakenError | None = None


class Viewing(Protocol):
    """A screen that can look at the list as it was looked at before."""

    def restore_view(self, data: dict[str, Any]) -> None:
        """Take over a view that was kept."""

    def refresh_all(self) -> None:
        """Show everything anew."""


def open_journal(folder: Path, export: Export, path: Path) -> OpenedJournal:
    """Open the journal of an export and see what it keeps. Takes long enough for a thread."""
    try:
        journal = Journal(folder, export, path)
    except (JournalError, JournalTakenError) as error:
        return OpenedJournal(trouble=error)
    try:
        return OpenedJournal(journal, continuation_of(journal), unanswered_works(journal))
    except (JournalError, JournalTakenError) as error:
        journal.close()
        return OpenedJournal(trouble=error)


async def settle(app: AnyApp, workspace: Workspace, opened: OpenedJournal, screen: Viewing) -> None:
    """Ask what is to become of kept work, and let the journal record from then on.

    Must run in a worker of Textual, because it waits for dialogs.
    """
    if opened.journal is None:
        workspace.recorder = _stand_in(opened.trouble)
        screen.refresh_all()
        if opened.trouble:
            await app.push_screen_wait(_trouble_dialog(opened.trouble))
        return
    try:
        await _take_up(app, workspace, opened.journal, opened, screen)
    except JournalError as error:
        workspace.recorder = opened.journal
        await go_on_without(app, workspace, error)
    screen.refresh_all()


async def _take_up(
    app: AnyApp, workspace: Workspace, journal: Journal, opened: OpenedJournal, screen: Viewing
) -> None:
    work, earlier = opened.work, opened.earlier
    if work and work.in_force and not await app.push_screen_wait(GoOnDialog(workspace, work)):
        decline(journal, work)
        work = None
    if work:
        go_on(workspace, work)
        screen.refresh_all()
    workspace.recorder = journal
    offer = await in_thread(app, lambda: offer_for(earlier, workspace)) if earlier else None
    if offer:
        await _carry_over(app, workspace, journal, offer)
    if work:
        screen.restore_view(work.kept.view)


async def _carry_over(
    app: AnyApp, workspace: Workspace, journal: Journal, offer: CarryOver
) -> None:
    from kuke_tui.tui.recovery.screen import RecoveryScreen

    agreed = await app.push_screen_wait(RecoveryScreen(offer))
    if agreed is None:
        return
    outcome = carry_over(workspace, offer, agreed.cells, agreed.decisions)
    decline(journal, offer)
    if outcome.step:
        count = len(agreed.cells) + len(agreed.decisions)
        told = ngettext(
            "{n} item made again; u takes it back.",
            "{n} items made again; one u takes them all back.",
            count,
        )
        app.notify(told.format(n=thousands(count)), markup=False)


def _stand_in(trouble: JournalError | JournalTakenError | None) -> ReadOnly | NoJournal:
    return ReadOnly() if isinstance(trouble, JournalTakenError) else NoJournal()


def _trouble_dialog(trouble: JournalError | JournalTakenError) -> MessageDialog:
    if isinstance(trouble, JournalTakenError):
        text = _(
            "Another window of the program has this export open. Here it can only be looked at; "
            "close the other window and open the export again to work on it here."
        )
        return MessageDialog(_("Open in another window"), text)
    text = _(
        "Changes can't be kept safe as you make them ({error}). You can work and save all the "
        "same, but a crash would lose what was not saved to a file."
    )
    return MessageDialog(_("No safety net"), text.format(error=journal_fault(trouble)))
