"""What a person does, as values: a step holds the before and after of all that it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from kuke_tui.domain.boxes import Box, Boxes


class StepKind(StrEnum):
    """What a step was, for history, journal and audit trail."""

    TOGGLE = "toggle"
    SET_POLICY = "set_policy"
    SET_RIGHT = "set_right"
    SET_ACCOUNT = "set_account"
    SET_RANGE = "set_range"
    COPY_POLICY = "copy_policy"
    FILL = "fill"
    PASTE = "paste"
    CORRECTION = "correction"
    BULK = "bulk"
    RESTORE = "restore"
    DECISION = "decision"
    RECOVERY = "recovery"


class Cursor(NamedTuple):
    """Where in the matrix something is: positions of account, policy and right, and the box."""

    account: int
    policy: int = 0
    right: int = 0
    box: Box = Box.VIEW


class AccountEdit(NamedTuple):
    """The boxes of one account before and after a step."""

    account: int
    before: Boxes
    after: Boxes


LONGEST_REASON = 500
"""How many characters the written reason of a decision may have."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An account left behind on purpose, with the reason that a person wrote."""

    reason: str


class DecisionEdit(NamedTuple):
    """The decision about one account before and after a step."""

    account: int
    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change, of one account or of many."""

    kind: StepKind
    cursor: Cursor
    edits: tuple[AccountEdit, ...] = ()
    decisions: tuple[DecisionEdit, ...] = ()
    note: str = ""
    """What tells this step from others of its kind: a strategy, a policy, a right."""


class Recorder(Protocol):
    """Whatever keeps the steps safe. Each call returns once the record would survive a kill.

    ``position`` is the number of steps in force before the call. A recorder that fails raises
    its own error: then the step, undo or redo is not made, and what was saved still counts as
    saved. Work goes on without a recorder once ``Workspace.recorder`` is None.
    """

    def step(self, position: int, step: Step) -> None:
        """Record a step made at ``position``; steps undone beyond it are no longer to be redone."""

    def move(self, position: int, new_position: int) -> None:
        """Record an undo or a redo: from now on ``new_position`` steps are in force."""

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        """Record that a file holds the export with these accounts (by position) changed."""
