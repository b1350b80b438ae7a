"""Steps as JSON. Masks are hexadecimal because they outgrow other readers' numbers."""

import json
from collections.abc import Mapping
from typing import Any

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.workspace.journal_errors import decoding
from kuke_tui.workspace.steps import (
    AccountEdit,
    Cursor,
    Decision,
    DecisionEdit,
    Step,
    StepKind,
)


def step_to_json(step: Step) -> str:
    """Write a step."""
    data = {
        "kind": step.kind.value,
        "cursor": step.cursor,
        "note": step.note,
        "edits": [
            (account, boxes_to_json(before), boxes_to_json(after))
            for account, before, after in step.edits
        ],
        "decisions": [
            (account, _reason(before), _reason(after)) for account, before, after in step.decisions
        ],
    }
    return json.dumps(data, separators=(",", ":"))


@decoding()
def step_from_json(text: str) -> Step:
    """Read what :func:`step_to_json` wrote. Raises ``JournalError`` where it is damaged."""
    data: dict[str, Any] = json.loads(text)
    account, policy, right, box = data["cursor"]
    return Step(
        StepKind(data["kind"]),
        Cursor(int(account), int(policy), int(right), Box(box)),
        edits=tuple(
            AccountEdit(int(position), boxes_from_json(before), boxes_from_json(after))
            for position, before, after in data["edits"]
        ),
        decisions=tuple(
            DecisionEdit(int(position), _decision(before), _decision(after))
            for position, before, after in data["decisions"]
        ),
        note=str(data["note"]),
    )


def states_to_json(states: Mapping[int, Boxes]) -> str:
    """Write the boxes of some accounts, by position."""
    return json.dumps({position: boxes_to_json(boxes) for position, boxes in states.items()})


@decoding()
def states_from_json(text: str) -> dict[int, Boxes]:
    """Read what :func:`states_to_json` wrote. Raises ``JournalError`` where it is damaged."""
    data: dict[str, str] = json.loads(text)
    return {int(position): boxes_from_json(boxes) for position, boxes in data.items()}


def boxes_to_json(boxes: Boxes) -> str:
    """Write the three masks of an account."""
    return f"{boxes.view:x} {boxes.change:x} {boxes.unreadable:x}"


@decoding()
def boxes_from_json(text: str) -> Boxes:
    """Read three masks. Raises ``JournalError`` where they are none."""
    view, change, unreadable = (int(mask, 16) for mask in text.split(" "))
    return Boxes(view, change, unreadable)


def _reason(decision: Decision | None) -> str | None:
    return None if decision is None else decision.reason


def _decision(text: str | None) -> Decision | None:
    return None if text is None else Decision(str(text))
