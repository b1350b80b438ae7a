"""Net changes: which checkboxes differ between two states of an account, or between two exports.

Exports are compared by name (client, login, policy, right), never by position: a fresh export may
order its columns and rows in another way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kuke_tui.domain.boxes import Box, Boxes, Shape, bits, changed_cells, shape_of
from kuke_tui.domain.export import Account, AccountKey, Client, Export, Layout, Role


class CellKey(NamedTuple):
    """A cell's identity across exports."""

    client: str
    login: str
    policy: str
    right: str


class BoxKey(NamedTuple):
    """A checkbox's identity across exports."""

    client: str
    login: str
    policy: str
    right: str
    box: Box

    @property
    def twin(self) -> "BoxKey":
        """The other checkbox of the cell."""
        return self._replace(box=self.box.other)


class BoxChange(NamedTuple):
    """One checkbox that ends otherwise than it began. ``before`` is None where it was unreadable.

    An unreadable cell that a person set gives a change for each of its boxes.
    """

    client: str
    login: str
    policy: str
    right: str
    box: Box
    before: bool | None
    after: bool

    @property
    def account_key(self) -> AccountKey:
        """Whose box it is."""
        return AccountKey(self.client, self.login)

    @property
    def cell_key(self) -> CellKey:
        """In which cell it stands."""
        return CellKey(self.client, self.login, self.policy, self.right)

    @property
    def box_key(self) -> BoxKey:
        """Which box it is."""
        return BoxKey(self.client, self.login, self.policy, self.right, self.box)


class PolicyKey(NamedTuple):
    """A policy's identity across exports."""

    client: str
    policy: str


class RoleChange(NamedTuple):
    """An account whose role differs; None where it could not be read."""

    client: str
    login: str
    before: Role | None
    after: Role | None


@dataclass(frozen=True, slots=True)
class ExportDifference:
    """What differs between two exports, in the order of the first.

    ``changes`` are those of accounts in both exports. Policies are told for clients in both.
    A right in one export only is compared where the other is a long one, which names no right
    that nobody holds; a wide export without the column says nothing about it. A cell that could be
    read in the first and is ``unreadable`` in the second gives no change.
    """

    changes: tuple[BoxChange, ...] = ()
    new_accounts: tuple[AccountKey, ...] = ()
    vanished_accounts: tuple[AccountKey, ...] = ()
    new_policies: tuple[PolicyKey, ...] = ()
    vanished_policies: tuple[PolicyKey, ...] = ()
    new_rights: tuple[str, ...] = ()
    vanished_rights: tuple[str, ...] = ()
    role_changes: tuple[RoleChange, ...] = ()
    unreadable: tuple[CellKey, ...] = ()


def net_changes(
    account: Account, before: Boxes, after: Boxes, rights: Sequence[str]
) -> tuple[BoxChange, ...]:
    """List an account's changed boxes by policy, then right, view before change.

    A cell that is unreadable afterwards gives no change.
    """
    client = account.client
    return tuple(_changes(client.key, account.login, client.policies, rights, before, after))


def changes_between(before: Export, after: Export) -> ExportDifference:
    """Compare two whole exports. No box is ticked on a policy that an export does not name."""
    rights = _compared_rights(before, after)
    fresh = {account.key: account for account in after.accounts}
    changes: list[BoxChange] = []
    vanished: list[AccountKey] = []
    roles: list[RoleChange] = []
    unreadable: list[CellKey] = []
    joined: dict[str, _Joined] = {}
    for account in before.accounts:
        key = account.key
        counterpart = fresh.pop(key, None)
        if counterpart is None:
            vanished.append(key)
            continue
        if account.role is not counterpart.role:
            roles.append(RoleChange(*key, account.role, counterpart.role))
        common = joined.get(key.client)
        if common is None:
            common = _Joined(account.client, counterpart.client, before, after, rights)
            joined[key.client] = common
        if common.same and account.boxes == counterpart.boxes:
            continue
        old, new = common.before.placed(account.boxes), common.after.placed(counterpart.boxes)
        if old != new:
            changes += _changes(*key, common.policies, rights, old, new)
            for cell in bits(new.unreadable & ~old.unreadable):
                policy, right = divmod(cell, len(rights))
                unreadable.append(CellKey(*key, common.policies[policy], rights[right]))
    known = {client.key: client for client in after.clients}
    pairs = [(client, known[client.key]) for client in before.clients if client.key in known]
    return ExportDifference(
        changes=tuple(changes),
        new_accounts=tuple(fresh),
        vanished_accounts=tuple(vanished),
        new_policies=_only_first([(new, old) for old, new in pairs]),
        vanished_policies=_only_first(pairs),
        new_rights=tuple(right for right in after.rights if right not in before.rights),
        vanished_rights=tuple(right for right in before.rights if right not in after.rights),
        role_changes=tuple(roles),
        unreadable=tuple(unreadable),
    )


def lost_rights(before: Export, after: Export) -> tuple[str, ...]:
    """Find the rights that accounts hold before and of which a wide export says nothing after.

    What became of them can't be told, so that a list of changes would be short of them unseen.
    """
    compared = set(_compared_rights(before, after))
    missing = {at for at, right in enumerate(before.rights) if right not in compared}
    held: set[int] = set()
    for account in before.accounts if missing else ():
        columns = before.shape(account).columns
        boxes = account.boxes
        some = boxes.view | boxes.change | boxes.unreadable
        held.update(at for at in missing - held if some & columns[at])
    return tuple(before.rights[at] for at in sorted(held))


def _changes(
    client: str,
    login: str,
    policies: Sequence[str],
    rights: Sequence[str],
    before: Boxes,
    after: Boxes,
) -> Iterator[BoxChange]:
    for position in bits(changed_cells(before, after) & ~after.unreadable):
        policy, right = divmod(position, len(rights))
        cell = 1 << position
        for box, old, new in (
            (Box.VIEW, before.view, after.view),
            (Box.CHANGE, before.change, after.change),
        ):
            was = None if before.unreadable & cell else bool(old & cell)
            becomes = bool(new & cell)
            if was is not becomes:
                yield BoxChange(client, login, policies[policy], rights[right], box, was, becomes)


def _compared_rights(before: Export, after: Export) -> tuple[str, ...]:
    vanished_count = after.source.layout is Layout.LONG
    new_count = before.source.layout is Layout.LONG
    return (
        *(right for right in before.rights if vanished_count or right in after.rights),
        *(right for right in after.rights if new_count and right not in before.rights),
    )


def _only_first(pairs: Sequence[tuple[Client, Client]]) -> tuple[PolicyKey, ...]:
    return tuple(
        PolicyKey(one.key, policy)
        for one, other in pairs
        if one.policies != other.policies
        for policy in one.policies
        if policy not in other.policies
    )


class _Joined:
    """One client's policies of both exports, and how each export's masks are laid out on them."""

    __slots__ = ("after", "before", "policies", "same")

    def __init__(
        self, old: Client, new: Client, before: Export, after: Export, rights: tuple[str, ...]
    ) -> None:
        known = set(old.policies)
        self.policies = (*old.policies, *(each for each in new.policies if each not in known))
        self.before = _Placement(old.policies, before.rights, self.policies, rights)
        self.after = _Placement(new.policies, after.rights, self.policies, rights)
        self.same = old.policies == new.policies and before.rights == after.rights


class _Placement:
    """Moves masks of one client and export to where the policies and rights stand in another."""

    __slots__ = ("_columns", "_in_place", "_shape", "_starts")

    def __init__(
        self,
        policies: tuple[str, ...],
        rights: tuple[str, ...],
        to_policies: tuple[str, ...],
        to_rights: tuple[str, ...],
    ) -> None:
        self._in_place = rights == to_rights and policies == to_policies[: len(policies)]
        self._shape: Shape = shape_of(len(policies), len(rights))
        starts = {policy: row * len(to_rights) for row, policy in enumerate(to_policies)}
        columns = {right: column for column, right in enumerate(to_rights)}
        self._starts = tuple(starts[policy] for policy in policies)
        self._columns = tuple(columns.get(right) for right in rights)

    def placed(self, boxes: Boxes) -> Boxes:
        if self._in_place:
            return boxes
        return Boxes(*map(self._moved, boxes))

    def _moved(self, cells: int) -> int:
        moved = 0
        for start in self._starts:
            row = cells & self._shape.row
            if row:
                moved |= _moved_row(row, self._columns) << start
            cells >>= self._shape.rights
        return moved


@lru_cache(maxsize=4096)
def _moved_row(row: int, columns: tuple[int | None, ...]) -> int:
    return sum(1 << to for right in bits(row) if (to := columns[right]) is not None)
