"""From the work to its summary on the screen."""

from contextlib import suppress
from pathlib import Path

from kuke_tui.messages.clock import now
from kuke_tui.reports.summary import Plan, Summary, summary
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.flows.documents import AnyApp, place_of
from kuke_tui.tui.summary.screen import SummaryScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.saved_files import was_saved
from kuke_tui.workspace.workspace import Workspace

_MANY = 2000
"""From so many accounts on the summing up is done in a thread."""


async def show_summary(app: AnyApp, work: Work, sessions: Path) -> None:
    """Sum the work up and show it. Must run in a worker of Textual."""
    workspace = work.workspace
    if len(workspace.export.accounts) < _MANY:
        told = summary_of(workspace, sessions)
    else:
        told = await in_thread(app, lambda: summary_of(workspace, sessions))
    await app.push_screen_wait(SummaryScreen(told, place_of(work)))


def summary_of(workspace: Workspace, sessions: Path) -> Summary:
    """Sum the work up: the export, and with it the plan where there is one.

    The folder of the journals tells whether the export is a file that the program saved.
    """
    plan = None
    if workspace.changed or workspace.decisions:
        plan = Plan(
            wanted=dict(workspace.changed),
            exceptions={
                account: decision.reason for account, decision in workspace.decisions.items()
            },
            clicks=workspace.totals().changed_boxes,
        )
    saved = False
    with suppress(JournalError):  # the summary stands without it
        saved = was_saved(sessions, workspace.export.source.sha256)
    return summary(workspace.export, plan, workspace.reading, now(), saved=saved)
