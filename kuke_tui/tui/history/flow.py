"""From the journal to the history on the screen."""

from typing import Protocol, runtime_checkable

from kuke_tui.i18n import _
from kuke_tui.messages.journal import journal_fault
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.flows.documents import AnyApp, place_of
from kuke_tui.tui.history.screen import HistoryScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.trail import TrailEntry
from kuke_tui.workspace.unkept import Postponed


@runtime_checkable
class KeepsTrail(Protocol):
    """A recorder that can tell what was done."""

    def trail(self) -> tuple[TrailEntry, ...]:
        """Tell all that was ever done, in order."""


async def show_history(app: AnyApp, work: Work) -> None:
    """Read the trail and show it. Must run in a worker of Textual."""
    recorder = work.workspace.recorder
    if isinstance(recorder, Postponed):
        recorder = recorder.journal
    entries: tuple[TrailEntry, ...] | None = None
    if isinstance(recorder, KeepsTrail):
        try:
            entries = recorder.trail()
        except (JournalError, JournalTakenError) as error:
            told = _("The history can't be read ({error}).")
            text = told.format(error=journal_fault(error))
            await app.push_screen_wait(MessageDialog(_("History"), text))
            return
    source = work.workspace.export.source
    await app.push_screen_wait(HistoryScreen(source, entries, place_of(work)))
