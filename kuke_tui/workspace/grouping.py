"""Accounts still to be done, grouped by reason and by client, each group with its count."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.workspace.totals import codes_in
from kuke_tui.workspace.workspace import Workspace


class Grouping(StrEnum):
    """What accounts are grouped by first; within a group the other one follows."""

    REASON = "reason"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts still to be done that share a reason, a client, or both.

    Without either they are those left behind on purpose.
    """

    reason: ReasonCode | None
    client: str | None
    accounts: tuple[int, ...]
    parts: tuple["Group", ...] = ()


def grouped(workspace: Workspace, by: Grouping) -> tuple[Group, ...]:
    """Group every account that is neither TAK nor left behind on purpose, the largest group first.

    An account with two reasons stands in both groups. Where there is one client only, groups by
    reason have no parts. Those left behind on purpose come last, where there are any.
    """
    to_do = [
        account
        for account in range(len(workspace.export.accounts))
        if workspace.verdict(account) is not Verdict.TAK and account not in workspace.decisions
    ]
    if by is Grouping.REASON:
        several = len(workspace.export.clients) > 1
        groups = [
            Group(reason, None, tuple(members), _clients(workspace, reason, members, several))
            for reason, members in _by_reason(workspace, to_do).items()
        ]
    else:
        groups = [
            Group(None, client, tuple(members), _reasons(workspace, client, members))
            for client, members in _by_client(workspace, to_do).items()
        ]
    left = (Group(None, None, tuple(workspace.decisions)),) if workspace.decisions else ()
    return _largest_first(groups) + left


def _clients(
    workspace: Workspace, reason: ReasonCode, members: list[int], several: bool
) -> tuple[Group, ...]:
    if not several:
        return ()
    parts = _by_client(workspace, members)
    return _largest_first(Group(reason, client, tuple(part)) for client, part in parts.items())


def _reasons(workspace: Workspace, client: str, members: list[int]) -> tuple[Group, ...]:
    parts = _by_reason(workspace, members)
    return _largest_first(Group(reason, client, tuple(part)) for reason, part in parts.items())


def _largest_first(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: -len(group.accounts)))


def _by_reason(workspace: Workspace, accounts: Iterable[int]) -> dict[ReasonCode, list[int]]:
    found: dict[ReasonCode, list[int]] = {}
    for account in accounts:
        for code in codes_in(workspace.codes(account)):
            found.setdefault(code, []).append(account)
    return found


def _by_client(workspace: Workspace, accounts: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for account in accounts:
        found.setdefault(workspace.account(account).client.key, []).append(account)
    return found
