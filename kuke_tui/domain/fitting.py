"""Planned changes held against an export: what fits, what is there already, what conflicts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.change_list import accounts_by_key
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.export import Account, Export, Layout, Location, Lock, LockReason


class Fit(StrEnum):
    """How a planned change stands to an export."""

    FITS = "fits"
    ALREADY = "already"
    NO_ACCOUNT = "no_account"
    NO_POLICY = "no_policy"
    NO_RIGHT = "no_right"
    UNREADABLE = "unreadable"
    """What the box says now is not known, and the plan does not set the whole cell."""
    LOCKED = "locked"
    OTHERWISE = "otherwise"
    """The cell was unreadable in the plan's export and says something else now."""


class FittedChange(NamedTuple):
    """A planned change held against an export.

    ``found`` is what the export says of the box (None: not known), ``account`` its position there
    (None: no such account), ``cell`` the mask of its cell (0: no such cell), ``lock`` what keeps
    it from being set.
    """

    change: BoxChange
    fit: Fit
    found: bool | None = None
    account: int | None = None
    cell: int = 0
    lock: Lock | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """All planned changes held against an export."""

    changes: tuple[FittedChange, ...]
    accounts: Sequence[Account]

    def of(self, *fits: Fit) -> tuple[FittedChange, ...]:
        """Return the changes that fit in one of these ways."""
        return tuple(change for change in self.changes if change.fit in fits)

    @property
    def conflicts(self) -> tuple[FittedChange, ...]:
        """Return the changes that neither fit nor are there already."""
        return tuple(c for c in self.changes if c.fit not in (Fit.FITS, Fit.ALREADY))

    def wanted(self, *fits: Fit) -> dict[int, Boxes]:
        """Map account positions to the boxes with every change made that fits so."""
        wanted: dict[int, list[int]] = {}
        for change, fit, _found, account, cell, _lock in self.changes:
            if fit in fits and account is not None and cell:
                masks = wanted.get(account)
                if masks is None:
                    masks = wanted[account] = list(self.accounts[account].boxes)
                _set_box(masks, cell, change)
        return {account: Boxes(*masks) for account, masks in wanted.items()}


def fit_changes(export: Export, changes: Collection[BoxChange]) -> Fitting:
    """Hold planned changes against an export.

    A long export names no policy and no right that nobody holds, so a box that it does not name
    is not ticked there. A wide one without the row or the column says nothing of the box.
    """
    accounts = accounts_by_key(export)
    rights = {right: position for position, right in enumerate(export.rights)}
    blind = {change.box_key for change in changes if change.before is None}
    fitted: list[FittedChange] = []
    for change in changes:
        known = accounts.get(change.account_key)
        if known is None:
            fitted.append(FittedChange(change, Fit.NO_ACCOUNT))
        else:
            whole = change.before is None and change.box_key.twin in blind
            fitted.append(_fitted(export, *known, rights, change, sets_whole_cell=whole))
    fitting = Fitting(tuple(fitted), export.accounts)
    return _without_change_alone(export, fitting) if export.no_change_alone else fitting


def _fitted(
    export: Export,
    position: int,
    account: Account,
    rights: Mapping[str, int],
    change: BoxChange,
    *,
    sets_whole_cell: bool,
) -> FittedChange:
    right, policies = rights.get(change.right), account.client.policies
    if right is None or change.policy not in policies:
        if export.source.layout is Layout.LONG and not change.after:
            return FittedChange(change, Fit.ALREADY, False, position)
        missing = Fit.NO_RIGHT if right is None else Fit.NO_POLICY
        return FittedChange(change, missing, account=position)
    policy = policies.index(change.policy)
    cell = export.shape(account).cell(policy, right)
    fit, found = _fit(account.boxes, cell, change, sets_whole_cell=sets_whole_cell)
    lock = _lock(export.locks.get(position, ()), policy, right, change) if fit is Fit.FITS else None
    return FittedChange(change, Fit.LOCKED if lock else fit, found, position, cell, lock)


def _fit(
    boxes: Boxes, cell: int, change: BoxChange, *, sets_whole_cell: bool
) -> tuple[Fit, bool | None]:
    if boxes.unreadable & cell:
        return (Fit.FITS if sets_whole_cell else Fit.UNREADABLE), None
    found = bool((boxes.view if change.box is Box.VIEW else boxes.change) & cell)
    if found is change.after:
        return Fit.ALREADY, found
    return (Fit.OTHERWISE if change.before is None else Fit.FITS), found


def _lock(locks: Iterable[Lock], policy: int, right: int, change: BoxChange) -> Lock | None:
    for lock in locks:
        if (lock.policy, lock.right) == (policy, right) and lock.box in (None, change.box):
            return lock
    return None


def _without_change_alone(export: Export, fitting: Fitting) -> Fitting:
    """Lock what would leave changes without view where the file has no level for that."""
    wanted = fitting.wanted(Fit.FITS)
    changes = list(fitting.changes)
    for at, each in enumerate(changes):
        if each.fit is not Fit.FITS or each.account is None:
            continue
        boxes, shape = wanted[each.account], export.shape(export.accounts[each.account])
        policy, right = shape.first_place(each.cell)
        if right in export.no_change_alone and boxes.change & ~boxes.view & each.cell:
            lock = Lock(policy, right, LockReason.NO_LEVEL, Location())
            changes[at] = each._replace(fit=Fit.LOCKED, lock=lock)
    return Fitting(tuple(changes), export.accounts)


def _set_box(masks: list[int], cell: int, change: BoxChange) -> None:
    """Set a box in the masks of view, change and unreadable; its cell becomes known."""
    mask = 0 if change.box is Box.VIEW else 1
    masks[mask] = masks[mask] | cell if change.after else masks[mask] & ~cell
    masks[2] &= ~cell
