"""Going on with what remains of a plan, on the export that showed it."""

from kuke_tui.domain.verification import Verification
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.tui.flows.documents import AnyApp
from kuke_tui.tui.flows.journal_trouble import make_change
from kuke_tui.workspace.planning import make_remaining
from kuke_tui.workspace.workspace import Workspace


async def go_on_with(app: AnyApp, workspace: Workspace, found: Verification) -> None:
    """Make what remains as one step and say so. Must run in a worker of Textual."""
    outcome = await make_change(app, workspace, lambda: make_remaining(workspace, found))
    if outcome is None:
        return
    if outcome.step is None:
        told = _("Nothing remains of the plan; this is the fresh export.")
    else:
        count = len(outcome.step.edits)
        told = ngettext(
            "What remains of the plan is made in {n} account; u takes it back.",
            "What remains of the plan is made in {n} accounts; one u takes it all back.",
            count,
        ).format(n=thousands(count))
    if outcome.locked:
        told += " " + ngettext(
            "{n} cell can't be changed in this file and was left alone.",
            "{n} cells can't be changed in this file and were left alone.",
            outcome.locked,
        ).format(n=thousands(outcome.locked))
    app.notify(told, markup=False)
