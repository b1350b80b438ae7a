"""What the rest of a plan still does for each of its accounts, on the export as it is now."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.change_list import ChangeList, accounts_by_key
from kuke_tui.domain.export import Account, AccountKey, Export, Role
from kuke_tui.domain.fitting import Fit, fit_changes
from kuke_tui.domain.rules import Assessment, ReasonCode, Verdict, assess

NOTHING_IN_THE_WAY = (Fit.FITS, Fit.LOCKED)
"""A lock is of the file, not of Ekstranet."""


class Outlook(NamedTuple):
    """Where the rest of a plan leads, by the account's position.

    ``rest`` are the boxes of the accounts for which it is to be made. ``by_other_means`` are
    those that are TAK already, and that the rest would not help or even make NIE.
    ``insufficient`` were to become TAK, and the rest does not lead there. ``goals`` are the
    verdicts that the plan meant, where that is known of an account whom the rest does not help.
    """

    rest: Mapping[int, Boxes]
    by_other_means: frozenset[int]
    insufficient: frozenset[int]
    goals: Mapping[int, Verdict]


class Before:
    """The accounts as they were when a plan was made; nothing is known without a baseline."""

    def __init__(self, plan: ChangeList) -> None:
        self._plan = plan
        self._accounts = {} if plan.baseline is None else accounts_by_key(plan.baseline)

    def verdict(self, key: AccountKey) -> Verdict | None:
        """Judge an account as it was; None where it is not known."""
        export, (_at, account) = self._plan.baseline, self._accounts.get(key, (0, None))
        if export is None or account is None:
            return None
        return assess(
            account.role, account.boxes, export.shape(account), self._plan.reading
        ).verdict

    def became_administrator(self, account: Account) -> bool:
        """Say whether an account was known and no administrator, and is one now."""
        _at, known = self._accounts.get(account.key, (0, None))
        was = None if known is None else known.role
        return account.role is Role.ADMINISTRATOR and was is Role.USER

    def meant(self, keys: Collection[AccountKey]) -> dict[AccountKey, Verdict]:
        """Judge accounts as the plan meant them to become, where that is known."""
        export = self._plan.baseline
        if export is None or not keys:
            return {}
        changes = [change for change in self._plan.changes if change.account_key in keys]
        fitting = fit_changes(export, changes)
        unclear = {
            each.change.account_key
            for each in fitting.changes
            if each.fit not in NOTHING_IN_THE_WAY
        }
        goals = fitting.wanted(*NOTHING_IN_THE_WAY)
        return {
            export.accounts[at].key: _assessed(self._plan, export, at, boxes).verdict
            for at, boxes in goals.items()
            if export.accounts[at].key not in unclear
        }


def outlook_of(
    plan: ChangeList,
    before: Before,
    fresh: Export,
    planned: Collection[int],
    rest: Mapping[int, Boxes],
) -> Outlook:
    """Judge the rest of the plan for the accounts ``planned``, by position.

    ``rest`` are the boxes with every change made that is still to be made. A plan that does not
    tell what it meant an account to become is taken to have meant TAK.
    """
    now = {at: _assessed(plan, fresh, at, fresh.accounts[at].boxes) for at in sorted(planned)}
    helped = {at for at in now if at in rest and _may_be_tak(_assessed(plan, fresh, at, rest[at]))}
    doubtful = {at for at in now if at in rest or now[at].verdict is not Verdict.TAK} - helped
    meant = before.meant({fresh.accounts[at].key for at in doubtful})
    goals = {at: meant[key] for at in doubtful if (key := fresh.accounts[at].key) in meant}
    made: dict[int, Boxes] = {}
    by_other_means: set[int] = set()
    insufficient: set[int] = set()
    for at in now:
        account, is_tak = fresh.accounts[at], now[at].verdict is Verdict.TAK
        if at in helped:
            is_needless = before.became_administrator(account)
        elif at in rest:
            is_spoiled = is_tak and before.verdict(account.key) is not Verdict.TAK
            is_needless = is_spoiled or goals.get(at, Verdict.TAK) is Verdict.TAK
        else:
            if goals.get(at) is Verdict.TAK:
                insufficient.add(at)
            continue
        if not is_needless:
            made[at] = rest[at]
        elif is_tak:
            by_other_means.add(at)
        else:
            insufficient.add(at)
    return Outlook(made, frozenset(by_other_means), frozenset(insufficient), goals)


def _assessed(plan: ChangeList, export: Export, position: int, boxes: Boxes) -> Assessment:
    account = export.accounts[position]
    return assess(account.role, boxes, export.shape(account), plan.reading)


def _may_be_tak(assessment: Assessment) -> bool:
    """Whether it is TAK, or nothing but what can't be read is in the way."""
    return assessment.verdict is Verdict.TAK or assessment.codes == {ReasonCode.UNREADABLE}
