"""What ``fix`` did, as JSON."""

import json
from pathlib import Path
from typing import Any, TextIO

from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.domain.corrections import CorrectionKind
from kuke_tui.exchange.json_text import without_hidden
from kuke_tui.messages.bulk import passed_over_text
from kuke_tui.workspace.bulk import BulkPlan, PassedOver, Planned
from kuke_tui.workspace.workspace import Workspace


def write_json(
    workspace: Workspace, plan: BulkPlan, kind: CorrectionKind, saved: Path | None, output: TextIO
) -> None:
    """Write it as one object; ``output`` in it is null where nothing was saved."""
    source = workspace.export.source
    told = {
        "export": {"file": source.file, "sha256": source.sha256, "reading": workspace.reading},
        "strategy": kind,
        "output": None if saved is None else str(saved),
        "summary": {
            "corrected": len(plan.planned),
            "left": len(plan.passed_over),
            "clicks": plan.price.clicks,
        },
        "corrected": [_corrected(workspace, plan, each) for each in plan.planned],
        "left": [_left(workspace, each) for each in plan.passed_over],
    }
    pieces = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(told)
    output.writelines(map(without_hidden, pieces))
    output.write("\n")


def _corrected(workspace: Workspace, plan: BulkPlan, planned: Planned) -> dict[str, Any]:
    account, after = workspace.account(planned.account), plan.boxes[planned.account]
    rights = workspace.export.rights
    return {
        **_identity(workspace, planned.account),
        "clicks": planned.price.clicks,
        "granted": planned.price.granted,
        "taken": planned.price.taken,
        "like": planned.like,
        "changes": [
            _change(change) for change in net_changes(account, account.boxes, after, rights)
        ],
    }


def _left(workspace: Workspace, passed: PassedOver) -> dict[str, Any]:
    account = workspace.account(passed.account)
    return {
        **_identity(workspace, passed.account),
        "verdict": workspace.verdict(passed.account),
        "code": passed.code,
        "text": passed_over_text(passed, account, workspace.export.rights),
    }


def _identity(workspace: Workspace, position: int) -> dict[str, str]:
    account = workspace.account(position)
    return {"client": account.client.key, "login": account.login, "name": account.name}


def _change(change: BoxChange) -> dict[str, Any]:
    return {
        "policy": change.policy,
        "right": change.right,
        "box": change.box.code,
        "from": change.before,
        "to": change.after,
    }
