"""What ``fix`` did, as JSON."""

import json
from pathlib import Path
from typing import Any, TextIO

from kuke_tui.cli.fixing import Fixing
from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.domain.corrections import Correction, Refusal
from kuke_tui.exchange.json_text import without_hidden
from kuke_tui.messages.corrections import refusal_text
from kuke_tui.workspace.workspace import Workspace


def write_json(workspace: Workspace, fixing: Fixing, saved: Path | None, output: TextIO) -> None:
    """Write it as one object; ``output`` in it is null where nothing was saved."""
    source = workspace.export.source
    told = {
        "export": {"file": source.file, "sha256": source.sha256, "reading": workspace.reading},
        "strategy": fixing.kind,
        "output": None if saved is None else str(saved),
        "summary": {
            "corrected": len(fixing.corrected),
            "left": len(fixing.left),
            "clicks": fixing.clicks,
        },
        "corrected": [_corrected(workspace, *item) for item in fixing.corrected.items()],
        "left": [_left(workspace, *item) for item in fixing.left.items()],
    }
    pieces = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(told)
    output.writelines(map(without_hidden, pieces))
    output.write("\n")


def _corrected(workspace: Workspace, position: int, correction: Correction) -> dict[str, Any]:
    account = workspace.account(position)
    rights = workspace.export.rights
    return {
        **_identity(workspace, position),
        "clicks": correction.price.clicks,
        "granted": correction.price.granted,
        "taken": correction.price.taken,
        "changes": [
            _change(change)
            for change in net_changes(account, account.boxes, correction.after, rights)
        ],
    }


def _left(workspace: Workspace, position: int, refusal: Refusal) -> dict[str, Any]:
    account = workspace.account(position)
    return {
        **_identity(workspace, position),
        "verdict": workspace.verdict(position),
        "code": refusal.code,
        "text": refusal_text(refusal, account, workspace.export.rights),
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
