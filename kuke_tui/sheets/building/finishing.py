"""The end of building: contradictions, roles, policies and accounts as the domain knows them."""

from collections.abc import Collection, Iterator

from kuke_tui.domain.boxes import Boxes, bits
from kuke_tui.domain.export import NOWHERE, Account, Client, Location, ProblemCode, Role
from kuke_tui.sheets.building.draft import Draft, respaced
from kuke_tui.sheets.building.patterns import Patterns
from kuke_tui.sheets.building.places import Cell, Origin
from kuke_tui.sheets.building.settling import ALL_RIGHTS, Unsettled
from kuke_tui.sheets.recognition.values import value_text


def even_out(draft: Draft, *, wide: bool) -> None:
    """Bring the masks to as many bits a policy as there are rights."""
    rights = len(draft.rights)
    if draft.stride == rights:
        return
    draft.view = [respaced(mask, draft.stride, rights) for mask in draft.view]
    draft.change = [respaced(mask, draft.stride, rights) for mask in draft.change]
    draft.unreadable = [respaced(mask, draft.stride, rights) for mask in draft.unreadable]
    if not wide:
        draft.stated = [respaced(mask, draft.stride, rights) for mask in draft.stated]
    draft.stride = rights


def compare_repeated(
    draft: Draft, origin: Origin, patterns: Patterns, copies: Collection[tuple[int, int]]
) -> None:
    """Merge records of one cell that agree; where two contradict, the cell can't be read.

    That rows of ``copies``, pairs of tables, agree is not told row by row.
    """
    if not draft.repeated:
        return
    by_number = list(patterns.values())
    for first, again in draft.repeated_records():
        account, policy, right, *_where = draft.records[first]
        old = by_number[draft.records.patterns[first]]
        new = by_number[draft.records.patterns[again]]
        either = old.unreadable | new.unreadable
        apart = ((old.view ^ new.view) | (old.change ^ new.change)) & ~either
        if apart | either:
            shift = policy * draft.stride + max(right, 0)
            draft.make_unreadable(account, (apart | either) << shift)
        tables = draft.records.table_of(first), draft.records.table_of(again)
        if apart or tables not in copies:
            _tell_repeated(draft, origin, (first, again), apart, account)


def _tell_repeated(
    draft: Draft, origin: Origin, pair: tuple[int, int], apart: int, account: int
) -> None:
    first, again = pair
    records = draft.records
    if not apart:
        policies = tuple(draft.client_of[account].policies)
        draft.problems.add(
            ProblemCode.DUPLICATE_ROW,
            _row(origin, again),
            policies[records.policies[again]],
            other=_row(origin, first),
            account=account,
            subject=draft.logins[account],
        )
        return
    names = tuple(draft.rights)
    for bit in bits(apart):
        right = records.rights[again] if records.rights else bit
        slot = _differing_slot(origin, first, again, right)
        draft.problems.add(
            ProblemCode.CONTRADICTION,
            origin.location(_cell(origin, again, slot)),
            _text(origin, again, slot),
            other=origin.location(_cell(origin, first, slot)),
            other_found=_text(origin, first, slot),
            account=account,
            subject=names[right],
        )


def _row(origin: Origin, record: int) -> Location:
    table = origin.tables[origin.records.table_of(record)]
    return Location(table.sheet, origin.records.rows[record], None)


def _cell(origin: Origin, record: int, slot: int) -> Cell:
    table = origin.records.table_of(record)
    return Cell(table, origin.records.rows[record], origin.slot_columns[table][slot])


def _text(origin: Origin, record: int, slot: int) -> str:
    return value_text(origin.patterns[origin.records.patterns[record]][slot])


def _differing_slot(origin: Origin, first: int, again: int, right: int) -> int:
    slots = origin.slots_of(right)
    return next(
        (slot for slot in slots if _text(origin, first, slot) != _text(origin, again, slot)),
        slots[0],
    )


def apply_unsettled(draft: Draft, unsettled: Unsettled, *, wide: bool) -> None:
    """Make unreadable what permissions without a login, policy, right or client leave open."""
    rights = len(draft.rights)
    row = (1 << rights) - 1
    _apply_without_login(draft, unsettled, wide=wide)
    for account, policy in (*unsettled.without_client, *unsettled.without_header):
        draft.make_unreadable(account, row << policy * rights)
    for account, policy in unsettled.without_right:
        open_cells = row << policy * rights
        stated = draft.stated_cells(account, wide=wide)
        draft.make_unreadable(account, open_cells & ~stated or open_cells)
    for account, mask in unsettled.without_policy:
        client = draft.client_of[account]
        if not client.policies:
            draft.policy(client, "", NOWHERE)
        rights_open = row if mask == ALL_RIGHTS else mask
        stated = draft.stated_cells(account, wide=wide)
        for right in bits(rights_open):
            column = sum(1 << policy * rights + right for policy in range(len(client.policies)))
            draft.make_unreadable(account, column & ~stated or column)


def _apply_without_login(draft: Draft, unsettled: Unsettled, *, wide: bool) -> None:
    rights = len(draft.rights)
    open_cells: dict[str, int] = {}
    for key, policy, mask in unsettled.without_login:
        cells = (mask & (1 << rights) - 1) << policy * rights
        open_cells[key] = open_cells.get(key, 0) | cells
    for account, client in enumerate(draft.client_of if open_cells else ()):
        if client.key in open_cells:
            stated = draft.stated_cells(account, wide=wide)
            draft.make_unreadable(account, open_cells[client.key] & ~stated)


def settle_roles(
    draft: Draft, origin: Origin, *, has_column: bool, default_role: Role | None, sheet: str
) -> None:
    """Report accounts that no row gives a role; without any column of roles, all have the default.

    A role that contradicts another or can't be read is unknown.
    """
    for account in draft.role_lost:
        draft.roles[account] = None
    if not has_column:
        if default_role is None:
            draft.problems.add(ProblemCode.NO_ROLE_COLUMN, Location(sheet, None, None))
        draft.roles = [default_role] * len(draft.logins)
        return
    for account, role in enumerate(draft.roles):
        if role is None and account not in draft.role_lost:
            draft.problems.add(
                ProblemCode.NO_ROLE,
                origin.row_location(account) or Location(sheet, None, None),
                account=account,
                subject=draft.logins[account],
            )


def report_two_owners(draft: Draft) -> None:
    """Report policies that stand under two clients."""
    first_owner: dict[str, tuple[str, Location]] = {}
    for client in draft.clients.values():
        for number, place in zip(client.policies, client.places, strict=True):
            owner = first_owner.setdefault(number, (client.key, place))
            if owner[0] != client.key and number:
                draft.problems.add(
                    ProblemCode.POLICY_OF_TWO_CLIENTS,
                    place,
                    client.key,
                    other=owner[1],
                    other_found=owner[0],
                    subject=number,
                )


def finished_clients(draft: Draft) -> dict[str, Client]:
    """Make the clients, by key."""
    return {key: Client(key, tuple(draft_.policies)) for key, draft_ in draft.clients.items()}


def finished_accounts(draft: Draft, clients: dict[str, Client]) -> Iterator[Account]:
    """Make the accounts, in their order."""
    for login, name, role, client, *masks in zip(
        draft.logins,
        draft.names,
        draft.roles,
        draft.client_of,
        draft.view,
        draft.change,
        draft.unreadable,
        strict=True,
    ):
        yield Account(clients[client.key], login, name, role, Boxes(*masks))
