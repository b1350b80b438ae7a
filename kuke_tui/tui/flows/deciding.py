"""Leaving one account behind on purpose, or taking that back."""

from typing import Any

from textual.app import App

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _
from kuke_tui.messages.people import person_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.bulk.actions import reasons_given
from kuke_tui.tui.dialogs.decision import DecisionDialog
from kuke_tui.tui.flows.journal_trouble import make_change
from kuke_tui.workspace.steps import Cursor, Decision
from kuke_tui.workspace.workspace import Workspace


async def decide(app: App[Any], workspace: Workspace, account: int) -> str:
    """Ask for a decision about an account and make it; return what to say of it.

    Must run in a worker of Textual, because it waits for a dialog.
    """
    decided = workspace.decisions.get(account)
    if decided is None and workspace.verdict(account) is Verdict.TAK:
        return _("This account will migrate; there is nothing to leave behind.")
    subject = workspace.account(account)
    about = visible(person_text(subject.key, subject.name))
    reason = decided.reason if decided else ""
    dialog = DecisionDialog(
        about, reason, reasons_given(workspace), may_take_back=decided is not None
    )
    wish = await app.push_screen_wait(dialog)
    if wish is None:
        return ""
    decision = None if wish.reason is None else Decision(wish.reason)
    outcome = await make_change(
        app, workspace, lambda: workspace.decide(Cursor(account), {account: decision})
    )
    if outcome is None or outcome.step is None:
        return ""
    if decision is None:
        return _("The decision is taken back; the account is to be done again.")
    return _("Left behind on purpose; u takes it back.")
