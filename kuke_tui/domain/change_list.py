"""The change list: what is planned for Ekstranet, told by name so that it fits any export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.domain.export import Account, AccountKey, Export
from kuke_tui.domain.reading import Reading


class LeftAccount(NamedTuple):
    """An account left behind on purpose, with the reason that a person wrote."""

    client: str
    login: str
    reason: str

    @property
    def account_key(self) -> AccountKey:
        """Whose it is."""
        return AccountKey(self.client, self.login)


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The net changes planned against one export.

    ``file`` and ``sha256`` name that export; ``time`` is ISO 8601. ``baseline`` is the export as it
    was, carried along so that changes which nobody planned can be told later; None where the list
    was written by other means. ``target_sha256`` names the export that shows all of it, where the
    list was made by comparing two: that one confirms nothing.
    """

    file: str
    sha256: str
    reading: Reading
    changes: tuple[BoxChange, ...]
    time: str = ""
    baseline: Export | None = None
    left: tuple[LeftAccount, ...] = ()
    target_sha256: str = ""

    @property
    def reasons_for_leaving(self) -> dict[AccountKey, str]:
        """The written reason by account."""
        return {left.account_key: left.reason for left in self.left}


def plan_of(
    export: Export,
    wanted: Mapping[int, Boxes],
    reading: Reading,
    left: Mapping[int, str],
    time: str,
) -> ChangeList:
    """Plan the boxes wanted, by account position. Toggled back means not listed.

    ``left`` holds the written reason for each account left behind on purpose, by position.
    """
    changes: list[BoxChange] = []
    for position in sorted(wanted):
        account = export.accounts[position]
        changes += net_changes(account, account.boxes, wanted[position], export.rights)
    accounts = ((export.accounts[position], left[position]) for position in sorted(left))
    return ChangeList(
        file=export.source.file,
        sha256=export.source.sha256,
        reading=reading,
        changes=tuple(changes),
        time=time,
        baseline=export,
        left=tuple(LeftAccount(*account.key, reason) for account, reason in accounts),
    )


def plan_between(
    before: Export,
    after: Export,
    changes: Iterable[BoxChange],
    reading: Reading,
    time: str,
    left: Mapping[AccountKey, str] = MappingProxyType({}),
) -> ChangeList:
    """Plan changes that lead from one export to another (see ``changes_between``).

    ``left`` holds the written reason for each account left behind on purpose.
    """
    return ChangeList(
        file=before.source.file,
        sha256=before.source.sha256,
        reading=reading,
        changes=tuple(changes),
        time=time,
        baseline=before,
        left=tuple(LeftAccount(*key, reason) for key, reason in left.items()),
        target_sha256=after.source.sha256,
    )


def accounts_by_key(export: Export) -> dict[AccountKey, tuple[int, Account]]:
    """Find accounts and their positions by client and login."""
    return {account.key: (index, account) for index, account in enumerate(export.accounts)}
