"""What ``fix`` did, as JSON."""

from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.domain.corrections import CorrectionKind
from kuke_tui.exchange import shapes
from kuke_tui.messages.bulk import passed_over_text
from kuke_tui.workspace.bulk import BulkPlan, PassedOver, Planned
from kuke_tui.workspace.workspace import Workspace


def fix_json(
    workspace: Workspace, plan: BulkPlan, kind: CorrectionKind, output: str | None
) -> shapes.Fix:
    """Put it in JSON's terms; ``output`` is None where nothing was saved."""
    source = workspace.export.source
    return {
        "export": {
            "file": source.file,
            "sha256": source.sha256,
            "reading": workspace.reading.value,
        },
        "strategy": kind.value,
        "output": output,
        "summary": {
            "corrected": len(plan.planned),
            "left": len(plan.passed_over),
            "clicks": plan.price.clicks,
        },
        "corrected": [_corrected(workspace, plan, each) for each in plan.planned],
        "left": [_left(workspace, each) for each in plan.passed_over],
    }


def _corrected(workspace: Workspace, plan: BulkPlan, planned: Planned) -> shapes.FixedAccount:
    account, after = workspace.account(planned.account), plan.boxes[planned.account]
    rights = workspace.export.rights
    return {
        "client": account.client.key,
        "login": account.login,
        "name": account.name,
        "clicks": planned.price.clicks,
        "granted": planned.price.granted,
        "taken": planned.price.taken,
        "like": list(planned.like),
        "changes": [
            _change(change) for change in net_changes(account, account.boxes, after, rights)
        ],
    }


def _left(workspace: Workspace, passed: PassedOver) -> shapes.UnfixedAccount:
    account = workspace.account(passed.account)
    return {
        "client": account.client.key,
        "login": account.login,
        "name": account.name,
        "verdict": workspace.verdict(passed.account).value,
        "code": passed.code.value,
        "text": passed_over_text(passed, account, workspace.export.rights),
    }


def _change(change: BoxChange) -> shapes.FixChange:
    return {
        "policy": change.policy,
        "right": change.right,
        "box": change.box.code,
        "from": change.before,
        "to": change.after,
    }
