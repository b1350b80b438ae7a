"""One thing for many accounts, from the plan over the preview to the one step."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from textual.app import App

from kuke_tui.i18n import ngettext, thousands
from kuke_tui.tui.bulk.actions import Action
from kuke_tui.tui.bulk.preview import BulkPreview
from kuke_tui.tui.bulk.preview_lines import bulk_lines, bulk_summary
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.flows.journal_trouble import go_on_without, refusal_of
from kuke_tui.tui.widgets.line_list import Line
from kuke_tui.workspace.bulk import BulkPlan, recorded
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.steps import Cursor
from kuke_tui.workspace.workspace import Outcome, Workspace

_MANY = 500
"""From so many accounts on the work is done in a thread."""
Result = TypeVar("Result")


async def do_in_bulk(
    app: App[Any],
    workspace: Workspace,
    accounts: Sequence[int],
    action: Action,
    *,
    at: int,
    hidden: int,
) -> str:
    """Plan, show the preview, and do it where wanted; return what to say of it.

    ``at`` is the account to go to when the step is taken back, ``hidden`` how many of the
    accounts are out of sight. Must run in a worker of Textual, because it waits for a screen.
    """

    def prepare() -> tuple[BulkPlan, list[Line]]:
        plan = action.plan(accounts)
        return plan, bulk_lines(workspace, plan)

    plan, lines = await _do(app, len(accounts), prepare)
    count = len(plan.planned)
    summary = bulk_summary(plan, hidden)
    if not await app.push_screen_wait(BulkPreview(action.title, summary, lines, count)):
        return ""
    outcome = await _carry_out(app, workspace, plan, Cursor(at))
    if outcome is None:
        return ""
    told = ngettext(
        "{n} account changed; u takes it back.",
        "{n} accounts changed; one u takes them all back.",
        count,
    )
    return told.format(n=thousands(count))


async def _carry_out(
    app: App[Any], workspace: Workspace, plan: BulkPlan, cursor: Cursor
) -> Outcome | None:
    """Have the plan recorded; the screen reads the workspace, so it is changed on its loop."""

    def record() -> Outcome:
        return recorded(workspace, plan, cursor)

    count = len(plan.planned)
    try:
        outcome = await _do(app, count, record)
    except JournalTakenError as error:
        app.notify(refusal_of(error), severity="warning", markup=False)
        return None
    except JournalError as error:
        if not await go_on_without(app, workspace, error):
            return None
        outcome = await _do(app, count, record)
    if outcome.step:
        workspace.apply(outcome.step)
    return outcome


async def _do(app: App[Any], count: int, job: Callable[[], Result]) -> Result:
    return await in_thread(app, job) if count >= _MANY else job()
