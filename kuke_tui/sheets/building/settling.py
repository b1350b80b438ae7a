"""Rows that were set aside: whose they are after all, or what is to be told of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kuke_tui.domain.export import ProblemCode
from kuke_tui.sheets.building.blocks import Blocks
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.identities import is_blank, problem_of
from kuke_tui.sheets.building.patterns import Pattern
from kuke_tui.sheets.building.policies import policy_number
from kuke_tui.sheets.building.reading import PermissionReader
from kuke_tui.sheets.building.remarks import Remarks
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.values import value_text

ALL_RIGHTS = -1


@dataclass(slots=True)
class Unsettled:
    """Permissions of accounts that can't be put in one cell.

    What they might say makes the cells in question unreadable: a permission is never taken for
    not granted because its policy, right or client is not named.
    """

    without_policy: list[tuple[int, int]] = field(default_factory=list)
    """(account, mask of rights or ``ALL_RIGHTS``)"""
    without_right: list[tuple[int, int]] = field(default_factory=list)
    """(account, policy)"""
    without_client: list[tuple[int, int]] = field(default_factory=list)
    """(account, policy)"""
    without_login: list[tuple[str, int, int]] = field(default_factory=list)
    """(client, policy, mask of rights or ``ALL_RIGHTS``)"""
    without_header: list[tuple[int, int]] = field(default_factory=list)
    """(account, policy): what the columns of the row mean is not known."""
    headings: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """By table, rows that name the client of those below, where no column does."""


class Settler:
    """Settles the rows a reader set aside, when everything else of the file is known."""

    def __init__(self, reader: PermissionReader, unsettled: Unsettled) -> None:
        self._reader = reader
        self._draft: Draft = reader.draft
        self._columns = reader.columns
        self._unsettled = unsettled
        self._blocks = Blocks(reader)
        self._owners: dict[str, set[str]] | None = None

    def settle(self) -> None:
        """Go through the rows."""
        if not self._reader.set_aside:
            return
        self._draft.records.begin(self._reader.position)
        remarks = Remarks(self._reader, self._unsettled.headings)
        for number, cells in self._reader.set_aside:
            if self._blocks.passes_over(number, cells) or remarks.passes_over(number, cells):
                continue
            self._settle(number, cells)
        self._unsettled.without_header += self._blocks.records()

    def _settle(self, number: int, cells: Sequence[Value]) -> None:
        reader, columns, problems = self._reader, self._columns, self._draft.problems
        login, policy = cells[columns.login], cells[columns.policy]
        if is_blank(login):
            code, found = problem_of(login, ProblemCode.NO_LOGIN)
            open_policy = self._without_login(number, cells)
            problems.add(code, reader.at(number, columns.login), found, subject=open_policy)
            return
        pattern = reader.pattern_in(cells)
        client, is_known = self._client(cells)
        account = reader.account_in(client or "", number, cells)
        if not is_known:
            at = reader.at(number, columns.client if columns.client >= 0 else columns.login)
            problems.add(
                ProblemCode.NO_CLIENT, at, account=account, subject=value_text(login)
            )  # fmt: skip
        if is_blank(policy):
            self._without_policy(account, pattern, number, cells)
            return
        position = reader.policy_of(account, number, policy)
        if client is None:
            self._unsettled.without_client.append((account, position))
        right = self._right(cells)
        if right is None:
            if pattern.says_something:
                self._without_right(account, position, number, cells)
            return
        reader.writer.add(account, position, right, pattern, number, cells)

    def _right(self, cells: Sequence[Value]) -> int | None:
        column = self._reader.right_column
        if column < 0:
            return -1
        return None if is_blank(cells[column]) else self._reader.right_of(cells[column])

    def _without_policy(
        self, account: int, pattern: Pattern, number: int, cells: Sequence[Value]
    ) -> None:
        if not pattern.says_something:
            return  # an account listed with no permission at all
        column = self._columns.policy
        code, found = problem_of(cells[column], ProblemCode.NO_POLICY)
        subject = self._draft.logins[account]
        at = self._reader.at(number, column)
        self._draft.problems.add(code, at, found, account=account, subject=subject)
        self._unsettled.without_policy.append((account, self._rights_in(pattern, cells)))

    def _without_right(
        self, account: int, policy: int, number: int, cells: Sequence[Value]
    ) -> None:
        column = self._reader.right_column
        code, found = problem_of(cells[column], ProblemCode.NO_RIGHT)
        subject = self._draft.logins[account]
        at = self._reader.at(number, column)
        self._draft.problems.add(code, at, found, account=account, subject=subject)
        self._unsettled.without_right.append((account, policy))

    def _client(self, cells: Sequence[Value]) -> tuple[str | None, bool]:
        """The row's client, and whether the row or a sheet of accounts or policies says so.

        A row that does not say belongs to the client of its login, else of its policy, where
        the file knows exactly one.
        """
        columns = self._columns
        login, policy = value_text(cells[columns.login]), policy_number(cells[columns.policy])
        if columns.client >= 0:
            stated = cells[columns.client]
            if not is_blank(stated):
                return value_text(stated), True
        else:
            found = self._reader.lookup.find(login, policy)
            if found is not None:
                return found, True
        clients = {client for client in self._draft.clients_of_login.get(login, ()) if client}
        if len(clients) != 1 and policy:
            clients = self._owners_of(policy)
        return (next(iter(clients)), False) if len(clients) == 1 else (None, False)

    def _owners_of(self, policy: str) -> set[str]:
        if self._owners is None:
            self._owners = {}
            for client in self._draft.clients.values():
                for number in client.policies:
                    self._owners.setdefault(number, set()).add(client.key)
        return self._owners.get(policy, set()) - {""}

    def _without_login(self, number: int, cells: Sequence[Value]) -> str:
        """Count the policy of a row without a login as its client's all the same.

        What the row grants on it may be any account's that has no row of its own for it: give
        that policy, nothing where it grants nothing.
        """
        policy = "" if is_blank(value := cells[self._columns.policy]) else policy_number(value)
        client = self._client_of_policy(policy, cells) if policy else None
        if client is None:
            return ""
        owner = self._draft.client(client)
        position = self._draft.policy(owner, policy, self._reader.at(number, self._columns.policy))
        pattern = self._reader.pattern_in(cells)
        if not pattern.says_something:
            return ""
        granted = self._rights_in(pattern, cells)
        self._unsettled.without_login.append((owner.key, position, granted))
        return policy

    def _client_of_policy(self, policy: str, cells: Sequence[Value]) -> str | None:
        if self._columns.client < 0:
            return self._reader.lookup.find("", policy)
        stated = cells[self._columns.client]
        if not is_blank(stated):
            return value_text(stated)
        owners = self._owners_of(policy)
        return next(iter(owners)) if len(owners) == 1 else None

    def _rights_in(self, pattern: Pattern, cells: Sequence[Value]) -> int:
        """The mask of the rights that a row grants, ``ALL_RIGHTS`` where it does not say which."""
        right = self._right(cells)
        if right is None:
            return ALL_RIGHTS
        return pattern.view | pattern.change | pattern.unreadable if right < 0 else 1 << right
