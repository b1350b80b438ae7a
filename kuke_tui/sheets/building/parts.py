"""Sheets that may not belong to the table: joined, copied, of several clients, or not read.

Each is told with its sheet, and what it leaves open can't be read.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kuke_tui.domain.boxes import shape_of
from kuke_tui.domain.export import Location, ProblemCode
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.places import Origin, Records
from kuke_tui.sheets.recognition.books import UnreadSheet

Headings = Mapping[int, list[tuple[int, str]]]
"""By table: the rows among its records that name a client, in ascending order, and their texts."""


def report_joined(draft: Draft, origin: Origin) -> None:
    """Tell of each sheet after the first that it is read as a part of the same table."""
    first, *parts = (Location(table.sheet, None, None) for table in origin.tables)
    for part in parts:
        draft.problems.add(ProblemCode.JOINED_SHEET, part, other=first, subject=part.sheet or "")


def unread_rights(draft: Draft, sheets: Sequence[UnreadSheet], known: Collection[str]) -> set[int]:
    """Tell of sheets of permissions that are no part of the table; give the rights left open.

    Those that the table, of the rights ``known``, lacks; where it lacks none, all of them, since
    the sheet may say otherwise.
    """
    left_open: set[int] = set()
    for sheet, rights in sheets:
        unsure = [right for right in rights if right not in known] or rights
        left_open.update(map(draft.right, unsure))
        at = Location(sheet, None, None)
        draft.problems.add(
            ProblemCode.UNREAD_PERMISSIONS, at, ", ".join(unsure), subject=sheet
        )  # fmt: skip
    return left_open


def doubt_rights(draft: Draft, rights: Collection[int]) -> None:
    """Make rights unreadable for everyone."""
    for account, client in enumerate(draft.client_of) if rights else ():
        columns = shape_of(len(client.policies), len(draft.rights)).columns
        draft.make_unreadable(account, sum(columns[right] for right in rights))


# Copies


def doubt_copies(draft: Draft, origin: Origin) -> set[tuple[int, int]]:
    """Tell of sheets most of whose rows stand on another one too, as another state of the same.

    Which of them is true nobody says, so that what only one of them names can't be read. Cells
    of which they say different things are contradictions, told as such. Gives the pairs of
    tables.
    """
    copies: set[tuple[int, int]] = set()
    if len(origin.tables) < 2 or not draft.repeated:
        return copies
    records = draft.records
    shared = Counter(
        (records.table_of(first), records.table_of(again))
        for first, again in draft.repeated_records()
    )
    lengths = Counter[int]()
    for table, stretch in records.stretches():
        lengths[table] += len(stretch)
    for (one, other), rows in shared.items():
        if one != other and rows * 2 > min(lengths[one], lengths[other]):
            first, copy = (Location(origin.tables[at].sheet, None, None) for at in (one, other))
            draft.problems.add(
                ProblemCode.COPIED_SHEET, copy, str(rows), other=first, subject=copy.sheet or ""
            )  # fmt: skip
            _doubt_copy(draft, *(_stated_in(draft, table) for table in (one, other)))
            copies.add((one, other))
    return copies


def _stated_in(draft: Draft, table: int) -> dict[int, int]:
    """The cells that a table speaks of, by account."""
    records, rights = draft.records, len(draft.rights)
    row = (1 << rights) - 1
    stated: dict[int, int] = {}
    for of_table, stretch in records.stretches():
        for at in stretch if of_table == table else ():
            account, policy, right, *_where = records[at]
            cells = row if right < 0 else 1 << right
            stated[account] = stated.get(account, 0) | cells << policy * rights
    return stated


def _doubt_copy(draft: Draft, one: dict[int, int], other: dict[int, int]) -> None:
    rights = len(draft.rights)
    apart = _by_client(draft, one)
    for key, policies in _by_client(draft, other).items():
        apart[key] = apart.get(key, 0) ^ policies
    for account, client in enumerate(draft.client_of):
        shape = shape_of(len(client.policies), rights)
        stated = one.get(account, 0) ^ other.get(account, 0)
        draft.make_unreadable(account, stated | shape.cells_of_policies(apart.get(client.key, 0)))


def _by_client(draft: Draft, stated: dict[int, int]) -> dict[str, int]:
    """The policies that a table names, by client."""
    policies: dict[str, int] = {}
    for account, cells in stated.items():
        client = draft.client_of[account]
        named = shape_of(len(client.policies), len(draft.rights)).policies_in(cells)
        policies[client.key] = policies.get(client.key, 0) | named
    return policies


# Clients


@dataclass(slots=True)
class _Group:
    """Accounts and policies, by position, that belong to one client as far as can be seen."""

    at: Location
    accounts: set[int] = field(default_factory=set)
    policies: set[int] = field(default_factory=set)


def doubt_clients(draft: Draft, origin: Origin, headings: Headings) -> None:
    """Tell of parts that look like several clients' in a file without a column of clients.

    What an account may do on the policies of another part can't be read. Parts are stretches
    below rows that name a client, and sheets that share neither an account nor a policy.
    """
    groups = _groups(draft.records, origin, headings)
    if len(groups) < 2:
        return
    own: dict[int, set[int]] = {}
    for group in groups:
        if group is not groups[0]:
            draft.problems.add(ProblemCode.SEVERAL_CLIENTS, group.at, other=groups[0].at)
        for account in group.accounts:
            own.setdefault(account, set()).update(group.policies)
    for account, policies in own.items():
        client = draft.client_of[account]
        foreign = sum(1 << at for at in range(len(client.policies)) if at not in policies)
        shape = shape_of(len(client.policies), len(draft.rights))
        draft.make_unreadable(account, shape.cells_of_policies(foreign))


def _groups(records: Records, origin: Origin, headings: Headings) -> list[_Group]:
    groups: list[_Group] = []
    named: dict[str, _Group] = {}
    for table, stretch in records.stretches():
        sheet = origin.tables[table].sheet
        if table not in headings:
            span = slice(stretch.start, stretch.stop)
            group = _Group(
                Location(sheet), set(records.accounts[span]), set(records.policies[span])
            )  # fmt: skip
            groups = _with(groups, group)
            continue
        rows = [row for row, _text in headings[table]]
        for at in stretch:
            place = bisect_right(rows, records.rows[at]) - 1
            row, text = headings[table][place] if place >= 0 else (None, f"{table}")
            group = named.setdefault(text, _Group(Location(sheet, row)))
            group.accounts.add(records.accounts[at])
            group.policies.add(records.policies[at])
    return [*groups, *named.values()]


def _with(groups: list[_Group], group: _Group) -> list[_Group]:
    """Add a group, joined with those that share an account or a policy with it."""
    apart: list[_Group] = []
    for each in reversed(groups):
        if each.accounts & group.accounts or each.policies & group.policies:
            group = _Group(each.at, each.accounts | group.accounts, each.policies | group.policies)
        else:
            apart.insert(0, each)
    return [*apart, group] if group.accounts else apart
