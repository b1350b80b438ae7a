"""From a plan to its confirmation by a fresh export, and on with what remains of it."""

from kuke_tui.domain.verification import Verification
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.tui.desk import Desk
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.flows.documents import AnyApp
from kuke_tui.tui.flows.journal_trouble import make_change
from kuke_tui.tui.flows.leaving import may_leave
from kuke_tui.tui.opening import Opening
from kuke_tui.tui.verification.flow import ask_and_verify
from kuke_tui.tui.verification.screen import VerificationScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.planning import make_remaining
from kuke_tui.workspace.workspace import Workspace


async def verify_and_go_on(app: AnyApp, desk: Desk, opening: Opening) -> None:
    """Hold a fresh export against a plan, and go on with it where wanted.

    Must run in a worker of Textual, because it waits for screens.
    """
    at_hand = desk.work
    verified = await ask_and_verify(app, at_hand, desk.files, desk.sessions)
    if verified is None:
        return
    is_open = at_hand is not None and at_hand.file is verified.file
    label = _("Open without saving")
    while await app.push_screen_wait(VerificationScreen(verified, verified.file.path)):
        if is_open or at_hand is None or await may_leave(app, at_hand, label):
            break
    else:
        return
    if not is_open:
        reading = verified.found.plan.reading
        workspace = await in_thread(app, lambda: Workspace(verified.found.fresh, reading=reading))
        await opening.show_work(Work(workspace, verified.file), verified.file.path)
    if desk.work is not None:
        await _go_on_with(app, desk.work.workspace, verified.found)
    await opening.show_accounts()


async def _go_on_with(app: AnyApp, workspace: Workspace, found: Verification) -> None:
    """Make what remains as one step and say so."""
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
