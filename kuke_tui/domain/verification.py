"""From planned to confirmed: a fresh export held against the change list.

*Confirmed* is only ever said of what the fresh export itself shows, *planned* of what the list
says and the export does not show yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.changes import BoxChange, ExportDifference, changes_between
from kuke_tui.domain.export import Account, Export
from kuke_tui.domain.fitting import Fit, FittedChange, fit_changes
from kuke_tui.domain.rules import Verdict, assess


class ChangeState(StrEnum):
    """What became of one planned change."""

    DONE = "done"
    NOT_DONE = "not_done"
    DIFFERENT = "different"


class AccountState(StrEnum):
    """Where one account stands."""

    CONFIRMED = "confirmed"
    """TAK by the fresh export's own data."""
    PLANNED = "planned"
    """Not TAK yet; it will be once the rest of the plan is done."""
    LEFT = "left"
    """Not TAK, and the plan does not make it so."""


class VerifiedChange(NamedTuple):
    """A planned change as the fresh export shows it, and its state."""

    fitted: FittedChange
    state: ChangeState


class VerifiedAccount(NamedTuple):
    """An account of the fresh export: its verdict there, its state, whether the plan names it."""

    account: Account
    verdict: Verdict
    state: AccountState
    in_plan: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """The whole comparison. ``difference`` is None where the list carries no baseline.

    ``remaining`` are the planned changes still to be made, ``wanted`` the boxes of the fresh
    export's accounts, by position, with these made: the new to-do list. An account that is TAK
    by other means, and would not be with the rest of the plan, is in neither.
    """

    plan: ChangeList
    fresh: Export
    changes: tuple[VerifiedChange, ...]
    unplanned: tuple[BoxChange, ...]
    accounts: tuple[VerifiedAccount, ...]
    remaining: tuple[BoxChange, ...]
    wanted: Mapping[int, Boxes]
    difference: ExportDifference | None

    @property
    def complete(self) -> bool:
        """Whether everything planned is there."""
        return all(change.state is ChangeState.DONE for change in self.changes)

    def count(self, state: ChangeState) -> int:
        """Count the planned changes in a state."""
        return sum(change.state is state for change in self.changes)

    def count_accounts(self, state: AccountState) -> int:
        """Count the accounts of the fresh export in a state."""
        return sum(account.state is state for account in self.accounts)


_NOT_DONE = (Fit.FITS, Fit.LOCKED)
_TO_BE_MADE = (*_NOT_DONE, Fit.OTHERWISE)
"""The box is known to be otherwise than planned, so that a click would make it so.

A lock is of the file, not of Ekstranet.
"""


def verify(plan: ChangeList, fresh: Export) -> Verification:
    """Hold a fresh export against the plan, under the plan's reading of the rule."""
    fitting = fit_changes(fresh, plan.changes)
    difference = None if plan.baseline is None else changes_between(plan.baseline, fresh)
    wanted = _without_spoilt(plan, fresh, difference, fitting.wanted(*_TO_BE_MADE))
    still = {fresh.accounts[position].key for position in wanted}
    return Verification(
        plan=plan,
        fresh=fresh,
        changes=tuple(VerifiedChange(each, _state(each.fit)) for each in fitting.changes),
        unplanned=_unplanned(plan, difference),
        accounts=_accounts(plan, fresh, wanted),
        remaining=tuple(
            each.change for each in fitting.of(*_TO_BE_MADE) if each.change.account_key in still
        ),
        wanted=wanted,
        difference=difference,
    )


def _without_spoilt(
    plan: ChangeList,
    fresh: Export,
    difference: ExportDifference | None,
    wanted: Mapping[int, Boxes],
) -> dict[int, Boxes]:
    """Leave out accounts that somebody made TAK by other means and the rest would make NIE."""
    touched = None if difference is None else {change.account_key for change in difference.changes}

    def is_spoilt(position: int, boxes: Boxes) -> bool:
        account = fresh.accounts[position]
        if touched is not None and account.key not in touched:
            return False
        now, then = (
            assess(account.role, state, fresh.shape(account), plan.reading).verdict
            for state in (account.boxes, boxes)
        )
        return now is Verdict.TAK and then is not Verdict.TAK

    return {at: boxes for at, boxes in wanted.items() if not is_spoilt(at, boxes)}


def _unplanned(plan: ChangeList, difference: ExportDifference | None) -> tuple[BoxChange, ...]:
    if difference is None or not difference.changes:
        return ()
    planned = {change.box_key for change in plan.changes}
    return tuple(change for change in difference.changes if change.box_key not in planned)


def _state(fit: Fit) -> ChangeState:
    if fit is Fit.ALREADY:
        return ChangeState.DONE
    return ChangeState.NOT_DONE if fit in _NOT_DONE else ChangeState.DIFFERENT


def _accounts(
    plan: ChangeList, fresh: Export, wanted: Mapping[int, Boxes]
) -> tuple[VerifiedAccount, ...]:
    named = {change.account_key for change in plan.changes}
    result = []
    for position, account in enumerate(fresh.accounts):
        shape = fresh.shape(account)
        verdict = assess(account.role, account.boxes, shape, plan.reading).verdict
        state = AccountState.CONFIRMED if verdict is Verdict.TAK else AccountState.LEFT
        if state is AccountState.LEFT and position in wanted:
            planned = assess(account.role, wanted[position], shape, plan.reading).verdict
            if planned is Verdict.TAK:
                state = AccountState.PLANNED
        result.append(VerifiedAccount(account, verdict, state, account.key in named))
    return tuple(result)
