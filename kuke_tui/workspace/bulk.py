"""Doing one thing to many accounts: worked out first, looked at, then done as one step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes, Level, blended, with_level
from kuke_tui.domain.corrections import (
    Colleagues,
    Correction,
    CorrectionKind,
    Refusal,
    RefusalCode,
)
from kuke_tui.domain.price import Price, held_in, lost_rights, price_of
from kuke_tui.domain.rules import Verdict
from kuke_tui.workspace.proposals import correction_of
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Outcome, Workspace


class Obstacle(StrEnum):
    """Why an account is passed over."""

    NOTHING_TO_CHANGE = "nothing_to_change"
    """It is so already."""
    LOCKED = "locked"
    """Every cell that would have to change is locked."""
    OTHER_CLIENT = "other_client"
    """Its policies are those of another client."""
    WILL_MIGRATE = "will_migrate"
    """There is nothing to leave behind."""
    NOT_LEFT = "not_left"
    """It was not left behind, so that there is nothing to take back."""


_FREE = Price(0, 0, 0)


class Planned(NamedTuple):
    """What becomes of one account: its verdict before and after, and what that costs in Ekstranet.

    The price is counted from the export as loaded, earlier edits of the account included. ``lost``
    are the rights, by position, that the person has there on some policy and would have on none;
    ``locked`` counts the cells that should change and can't. ``like`` are the logins of those whose
    boxes it gets, if it gets anybody's.
    """

    account: int
    before: Verdict
    after: Verdict
    price: Price = _FREE
    lost: tuple[int, ...] = ()
    locked: int = 0
    like: tuple[str, ...] = ()


class PassedOver(NamedTuple):
    """An account that stays as it is, and why."""

    account: int
    why: Obstacle | Refusal

    @property
    def code(self) -> Obstacle | RefusalCode:
        """The cause, whichever cells it concerns."""
        return self.why if isinstance(self.why, Obstacle) else self.why.code


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """All that is to be done, by account, and the accounts that are passed over."""

    kind: StepKind
    note: str
    planned: tuple[Planned, ...]
    passed_over: tuple[PassedOver, ...]
    boxes: Mapping[int, Boxes] = field(default_factory=dict)
    decisions: Mapping[int, Decision | None] = field(default_factory=dict)

    @property
    def price(self) -> Price:
        """What all of it costs, new powers left out."""
        prices = [each.price for each in self.planned]
        return Price(
            sum(price.clicks for price in prices),
            sum(price.granted for price in prices),
            sum(price.taken for price in prices),
        )

    @property
    def widened(self) -> int:
        """How many people may do more than before."""
        return sum(each.price.widens for each in self.planned)

    @property
    def losing(self) -> int:
        """How many people lose a right on every policy."""
        return sum(bool(each.lost) for each in self.planned)

    def ending(self, verdict: Verdict) -> tuple[Planned, ...]:
        """Return those that end with this verdict."""
        return tuple(each for each in self.planned if each.after is verdict)


def _nobody(_account: int) -> Sequence[Colleagues]:
    return ()


def plan_corrections(
    workspace: Workspace,
    accounts: Iterable[int],
    kind: CorrectionKind,
    colleagues_of: Callable[[int], Sequence[Colleagues]] = _nobody,
) -> BulkPlan:
    """Plan one kind of correction for every account that has it.

    ``colleagues_of`` gives those whom an account may be made like, for that kind of correction.
    """
    planned: list[Planned] = []
    passed: list[PassedOver] = []
    wanted: dict[int, Boxes] = {}
    for account in accounts:
        outcome = correction_of(workspace, account, kind, colleagues_of(account))
        if isinstance(outcome, Correction):
            subject = workspace.account(account)
            held = held_in(subject.boxes, workspace.boxes(account))
            lost = lost_rights(held, outcome.after, workspace.export.shape(subject))
            before = workspace.verdict(account)
            like = outcome.colleagues.logins if outcome.colleagues else ()
            planned.append(Planned(account, before, Verdict.TAK, outcome.price, lost, like=like))
            wanted[account] = outcome.after
        else:
            passed.append(PassedOver(account, outcome))
    return BulkPlan(StepKind.BULK, kind.value, tuple(planned), tuple(passed), wanted)


def plan_right(workspace: Workspace, accounts: Iterable[int], right: int, level: Level) -> BulkPlan:
    """Plan to set one right to a level on all policies of each account."""

    def wanted(account: int) -> Boxes:
        shape = workspace.export.shape(workspace.account(account))
        return with_level(workspace.boxes(account), shape.columns[right], level)

    note = f"{level.name.lower()}: {workspace.export.rights[right]}"
    return _plan_boxes(workspace, note, {account: wanted(account) for account in accounts}, ())


def plan_copy(workspace: Workspace, source: int, accounts: Iterable[int]) -> BulkPlan:
    """Plan to give accounts of one client the boxes of one of them; the others are passed over.

    What is unreadable there leaves what stands here.
    """
    subject, copied = workspace.account(source), workspace.boxes(source)
    wanted: dict[int, Boxes] = {}
    strangers: list[PassedOver] = []
    for account in accounts:
        if workspace.account(account).client.key != subject.client.key:
            strangers.append(PassedOver(account, Obstacle.OTHER_CLIENT))
        elif account != source:
            wanted[account] = blended(copied, workspace.boxes(account), copied.unreadable)
    return _plan_boxes(workspace, f"copy: {subject.login}", wanted, strangers)


def plan_leaving(workspace: Workspace, accounts: Iterable[int], reason: str) -> BulkPlan:
    """Plan to leave behind on purpose every account that would stay behind or can't be judged."""
    decision = Decision(reason)
    decisions: dict[int, Decision | None] = {}
    passed: list[PassedOver] = []
    for account in accounts:
        if workspace.verdict(account) is Verdict.TAK:
            passed.append(PassedOver(account, Obstacle.WILL_MIGRATE))
        elif workspace.decisions.get(account) == decision:
            passed.append(PassedOver(account, Obstacle.NOTHING_TO_CHANGE))
        else:
            decisions[account] = decision
    return _plan_decisions(workspace, decisions, passed)


def plan_taking_back(workspace: Workspace, accounts: Iterable[int]) -> BulkPlan:
    """Plan to take back that accounts are left behind."""
    decisions: dict[int, Decision | None] = {}
    passed: list[PassedOver] = []
    for account in accounts:
        if account in workspace.decisions:
            decisions[account] = None
        else:
            passed.append(PassedOver(account, Obstacle.NOT_LEFT))
    return _plan_decisions(workspace, decisions, passed)


def recorded(workspace: Workspace, plan: BulkPlan, cursor: Cursor) -> Outcome:
    """Have the journal keep what was planned, as one step that is still to be applied.

    Nothing else may have changed in between. Raises the journal's errors.
    """
    outcome = workspace.prepared(
        plan.kind, cursor, plan.boxes, decisions=plan.decisions, note=plan.note
    )
    if outcome.step:
        workspace.record(outcome.step)
    return outcome


def _plan_boxes(
    workspace: Workspace,
    note: str,
    wanted: Mapping[int, Boxes],
    strangers: Iterable[PassedOver],
) -> BulkPlan:
    planned: list[Planned] = []
    passed = list(strangers)
    possible: dict[int, Boxes] = {}
    for account, boxes in wanted.items():
        before = workspace.boxes(account)
        after, locked = workspace.without_locked(account, boxes)
        if after == before:
            why = Obstacle.LOCKED if locked else Obstacle.NOTHING_TO_CHANGE
            passed.append(PassedOver(account, why))
            continue
        possible[account] = after
        subject = workspace.account(account)
        shape, held = workspace.export.shape(subject), held_in(subject.boxes, before)
        planned.append(
            Planned(
                account,
                workspace.verdict(account),
                workspace.assessment_of(account, after).verdict,
                price_of(held, after, shape),
                lost_rights(held, after, shape),
                locked,
            )
        )
    return BulkPlan(StepKind.BULK, note, tuple(planned), tuple(passed), possible)


def _plan_decisions(
    workspace: Workspace, decisions: Mapping[int, Decision | None], passed: list[PassedOver]
) -> BulkPlan:
    planned = tuple(
        Planned(account, workspace.verdict(account), workspace.verdict(account))
        for account in decisions
    )
    return BulkPlan(StepKind.DECISION, "", planned, tuple(passed), decisions=decisions)
