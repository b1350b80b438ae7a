"""From planned to confirmed: a fresh export held against the change list.

*Confirmed* is only ever said of what the fresh export itself shows, *planned* of what the list
says and the export does not show yet.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.changes import BoxChange, ExportDifference, changes_between
from kuke_tui.domain.export import Account, Export
from kuke_tui.domain.fitting import Fit, FittedChange, Fitting, fit_changes
from kuke_tui.domain.outlook import NOTHING_IN_THE_WAY, Before, Outlook, outlook_of
from kuke_tui.domain.rules import Reason, Verdict, assess


class ChangeState(StrEnum):
    """What became of one planned change."""

    DONE = "done"
    NOT_DONE = "not_done"
    """The box is as it was, or the fresh export says nothing of it."""
    DIFFERENT = "different"
    """The box is otherwise than planned, because the account was changed in another way."""


class AccountState(StrEnum):
    """Where one account stands."""

    CONFIRMED = "confirmed"
    """TAK by the fresh export's own data."""
    PLANNED = "planned"
    """Not confirmed TAK; it will be once the rest of the plan is done."""
    LEFT = "left"
    """Not TAK, and the plan does not make it so."""


class NotFresh(StrEnum):
    """Why a file is no fresh export, so that nothing it shows is confirmed."""

    PLANNED_AGAINST = "planned_against"
    """It is the one that the plan was made against."""
    PLANNED = "planned"
    """It is the one that the change list leads to."""
    SAVED = "saved"
    """The program saved it."""


class VerifiedChange(NamedTuple):
    """A planned change as the fresh export shows it, and its state."""

    fitted: FittedChange
    state: ChangeState

    @property
    def is_told(self) -> bool:
        """Whether the fresh export says anything of the box."""
        return self.fitted.fit not in _UNTOLD


class VerifiedAccount(NamedTuple):
    """An account of the fresh export: its verdict there, its state, whether the plan names it.

    ``reasons`` are those of the verdict. ``lost`` says that it was TAK when the plan was made and
    was to stay so, ``insufficient`` that it was to become TAK and the rest of the plan does not
    lead there any more.
    """

    account: Account
    verdict: Verdict
    state: AccountState
    in_plan: bool
    reasons: tuple[Reason, ...] = ()
    lost: bool = False
    insufficient: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """The whole comparison. ``difference`` is None where the list carries no baseline.

    ``remaining`` are the planned changes still to be made, ``wanted`` the boxes of the fresh
    export's accounts, by position, with these made: the new to-do list. Accounts that the rest
    would not help are in neither. Where the export is ``not_fresh``, nothing is done or confirmed.
    """

    plan: ChangeList
    fresh: Export
    changes: tuple[VerifiedChange, ...]
    unplanned: tuple[BoxChange, ...]
    accounts: tuple[VerifiedAccount, ...]
    remaining: tuple[BoxChange, ...]
    wanted: Mapping[int, Boxes]
    difference: ExportDifference | None
    not_fresh: NotFresh | None = None

    @property
    def complete(self) -> bool:
        """Whether everything planned is there, and leads to what it was planned for."""
        return (
            self.not_fresh is None
            and all(change.state is ChangeState.DONE for change in self.changes)
            and not any(account.insufficient for account in self.accounts)
        )

    @property
    def is_of_others(self) -> bool:
        """Whether none of the accounts planned is in the export: it may be a wrong file."""
        return bool(self.changes) and all(
            change.fitted.fit is Fit.NO_ACCOUNT for change in self.changes
        )

    def count(self, state: ChangeState) -> int:
        """Count the planned changes in a state."""
        return sum(change.state is state for change in self.changes)

    def count_accounts(self, state: AccountState) -> int:
        """Count the accounts of the fresh export in a state."""
        return sum(account.state is state for account in self.accounts)


_UNTOLD = (Fit.NO_ACCOUNT, Fit.NO_POLICY, Fit.NO_RIGHT, Fit.UNREADABLE)
_TO_BE_MADE = (*NOTHING_IN_THE_WAY, Fit.OTHERWISE)
"""The box is known to be otherwise than planned, so that a click would make it so."""


def known_not_to_be_fresh(plan: ChangeList, sha256: str, *, saved: bool) -> NotFresh | None:
    """Say why a file is no fresh export, by its hash and by whether the program saved such a one.

    None where it may be one.
    """
    if sha256 == plan.sha256:
        return NotFresh.PLANNED_AGAINST
    if sha256 == plan.target_sha256:
        return NotFresh.PLANNED
    return NotFresh.SAVED if saved else None


def verify(plan: ChangeList, fresh: Export, not_fresh: NotFresh | None = None) -> Verification:
    """Hold a fresh export against the plan, under the plan's reading of the rule.

    ``not_fresh`` is what :func:`known_not_to_be_fresh` says of it.
    """
    fitting = fit_changes(fresh, plan.changes)
    difference = None if plan.baseline is None else changes_between(plan.baseline, fresh)
    unplanned = _unplanned(plan, difference)
    named = {each.account for each in fitting.changes if each.account is not None}
    before = Before(plan)
    outlook = outlook_of(plan, before, fresh, named, fitting.wanted(*_TO_BE_MADE))
    changes: Iterable[VerifiedChange] = _changes(fitting, outlook, unplanned)
    accounts: Iterable[VerifiedAccount] = _accounts(plan, fresh, before, outlook, named)
    if not_fresh is not None:
        changes, accounts = map(_unconfirmed_change, changes), map(_unconfirmed_account, accounts)
    return Verification(
        plan=plan,
        fresh=fresh,
        changes=tuple(changes),
        unplanned=unplanned,
        accounts=tuple(accounts),
        remaining=tuple(
            each.change for each in fitting.of(*_TO_BE_MADE) if each.account in outlook.rest
        ),
        wanted=outlook.rest,
        difference=difference,
        not_fresh=not_fresh,
    )


def _unplanned(plan: ChangeList, difference: ExportDifference | None) -> tuple[BoxChange, ...]:
    if difference is None or not difference.changes:
        return ()
    planned = {change.box_key for change in plan.changes}
    return tuple(change for change in difference.changes if change.box_key not in planned)


def _changes(
    fitting: Fitting, outlook: Outlook, unplanned: Collection[BoxChange]
) -> Iterator[VerifiedChange]:
    """Tell what became of each; a box is done differently where its right was changed otherwise."""
    touched = {(*change.account_key, change.right) for change in unplanned}
    for each in fitting.changes:
        state = ChangeState.NOT_DONE
        if each.fit is Fit.ALREADY:
            state = ChangeState.DONE
        elif each.fit in _TO_BE_MADE and (
            each.fit is Fit.OTHERWISE
            or each.account in outlook.by_other_means
            or (touched and (*each.change.account_key, each.change.right) in touched)
        ):
            state = ChangeState.DIFFERENT
        yield VerifiedChange(each, state)


def _accounts(
    plan: ChangeList, fresh: Export, before: Before, outlook: Outlook, named: Collection[int]
) -> Iterator[VerifiedAccount]:
    for position, account in enumerate(fresh.accounts):
        shape = fresh.shape(account)
        verdict, reasons = assess(account.role, account.boxes, shape, plan.reading)
        in_plan = position in named
        if verdict is Verdict.TAK:
            yield VerifiedAccount(account, verdict, AccountState.CONFIRMED, in_plan, reasons)
            continue
        state = AccountState.LEFT
        if position in outlook.rest:
            planned = assess(account.role, outlook.rest[position], shape, plan.reading).verdict
            if planned is Verdict.TAK:
                state = AccountState.PLANNED
        was_to_be = (before.verdict(account.key), outlook.goals.get(position, Verdict.TAK))
        yield VerifiedAccount(
            account,
            verdict,
            state,
            in_plan,
            reasons,
            lost=was_to_be == (Verdict.TAK, Verdict.TAK),
            insufficient=position in outlook.insufficient,
        )


def _unconfirmed_change(verified: VerifiedChange) -> VerifiedChange:
    if verified.state is not ChangeState.DONE:
        return verified
    return verified._replace(state=ChangeState.NOT_DONE)


def _unconfirmed_account(verified: VerifiedAccount) -> VerifiedAccount:
    if verified.state is not AccountState.CONFIRMED:
        return verified
    return verified._replace(state=AccountState.PLANNED)
