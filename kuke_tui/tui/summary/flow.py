"""From the work to its summary on the screen."""

from kuke_tui.messages.clock import now
from kuke_tui.reports.summary import Plan, Summary, summary
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.flows.documents import AnyApp, place_of
from kuke_tui.tui.summary.screen import SummaryScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.workspace import Workspace

_MANY = 2000
"""From so many accounts on the summing up is done in a thread."""


async def show_summary(app: AnyApp, work: Work) -> None:
    """Sum the work up and show it. Must run in a worker of Textual."""
    workspace = work.workspace
    if len(workspace.export.accounts) < _MANY:
        told = summary_of(workspace)
    else:
        told = await in_thread(app, lambda: summary_of(workspace))
    await app.push_screen_wait(SummaryScreen(told, place_of(work)))


def summary_of(workspace: Workspace) -> Summary:
    """Sum the work up: the export, and with it the plan where there is one."""
    plan = None
    if workspace.changed or workspace.decisions:
        plan = Plan(
            wanted=dict(workspace.changed),
            exceptions={
                account: decision.reason for account, decision in workspace.decisions.items()
            },
            clicks=workspace.totals().changed_boxes,
        )
    return summary(workspace.export, plan, workspace.reading, now())
