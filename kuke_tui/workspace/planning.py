"""The plan that the work makes, and what a verified plan leaves to be done."""

from kuke_tui.domain.boxes import carried_over
from kuke_tui.domain.change_list import ChangeList, accounts_by_key, plan_of
from kuke_tui.domain.rules import Verdict
from kuke_tui.domain.verification import Verification
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Outcome, Workspace


def change_list_of(workspace: Workspace, time: str) -> ChangeList:
    """Tell the net changes and decisions of the work as a plan; ``time`` (ISO 8601) is when."""
    return plan_of(
        workspace.export,
        workspace.changed,
        workspace.reading,
        {account: decision.reason for account, decision in workspace.decisions.items()},
        time,
    )


def make_remaining(workspace: Workspace, found: Verification) -> Outcome:
    """Make what remains of a plan in the work on the fresh export, as one step.

    Only the boxes that the plan still asks for are set; decisions are taken over for accounts
    that would stay behind even so and about which nothing is decided yet.
    """
    wanted = {
        account: carried_over(workspace.boxes(account), workspace.account(account).boxes, boxes)
        for account, boxes in found.wanted.items()
    }
    positions = accounts_by_key(workspace.export)
    decisions: dict[int, Decision | None] = {}
    for left in found.plan.left:
        account, _subject = positions.get(left.account_key, (None, None))
        if account is None or account in workspace.decisions:
            continue
        boxes = wanted.get(account, workspace.boxes(account))
        if workspace.assessment_of(account, boxes).verdict is not Verdict.TAK:
            decisions[account] = Decision(left.reason)
    cursor = Cursor(min((*wanted, *decisions), default=0))
    return workspace.edit(
        StepKind.RECOVERY, cursor, wanted, decisions=decisions, note=found.plan.file
    )
