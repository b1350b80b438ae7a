"""Sheets of accounts and of policies, read before the permissions and joined to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kuke_tui.domain.export import NOWHERE, Location, ProblemCode
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.identities import (
    ClientLookup,
    IdentityColumns,
    is_blank,
    problem_of,
)
from kuke_tui.sheets.building.places import Origin
from kuke_tui.sheets.building.policies import policy_number
from kuke_tui.sheets.building.statements import Statements
from kuke_tui.sheets.building.watch import Watch
from kuke_tui.sheets.grid import GridRow, Value, column_letter
from kuke_tui.sheets.recognition.books import ReadTable
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning, fold_name
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_CHUNK = 4_096


@dataclass(slots=True)
class SideTables:
    """What the sheets of accounts and policies say that the permissions' rows may not.

    An account or policy whose client its sheet does not name waits until the permissions tell.
    """

    lookup: ClientLookup = field(default_factory=ClientLookup)
    logins: set[str] = field(default_factory=set)
    """Every login on a sheet of accounts."""
    waiting_accounts: list[tuple[Statements, Location, Sequence[Value], str]] = field(
        default_factory=list
    )
    waiting_policies: list[tuple[str, Location]] = field(default_factory=list)


def read_accounts(
    draft: Draft,
    table: ReadTable,
    side: SideTables,
    values: ValueMeanings,
    watch: Watch,
    *,
    one_client: bool,
) -> None:
    """Read a sheet of accounts; ``one_client`` where no sheet of the file names clients."""
    mapping = table.mapping
    columns = IdentityColumns.of(mapping)
    statements = Statements(draft, mapping.sheet, columns, values)
    for number, cells in _rows_below(table, columns.last + 1, Meaning.LOGIN, watch):
        at = Location(mapping.sheet, number, column_letter(columns.login))
        if is_blank(cells[columns.login]):
            code, found = problem_of(cells[columns.login], ProblemCode.NO_LOGIN)
            draft.problems.add(code, at, found)
            continue
        login = value_text(cells[columns.login])
        side.logins.add(login)
        client = _client_in(draft, mapping, columns, number, cells)
        if client or one_client:
            if client:
                side.lookup.by_login.setdefault(login, set()).add(client)
            statements.take(draft.account(client, login), number, cells)
        else:
            side.waiting_accounts.append((statements, at, cells, login))


def read_policies(
    draft: Draft, table: ReadTable, side: SideTables, watch: Watch, *, one_client: bool
) -> None:
    """Read a sheet of policies."""
    mapping = table.mapping
    columns = IdentityColumns.of(mapping)
    for number, cells in _rows_below(table, columns.last + 1, Meaning.POLICY, watch):
        at = Location(mapping.sheet, number, column_letter(columns.policy))
        value = cells[columns.policy]
        if is_blank(value):
            code, found = problem_of(value, ProblemCode.NO_POLICY)
            draft.problems.add(code, at, found)
            continue
        policy = policy_number(value)
        client = _client_in(draft, mapping, columns, number, cells)
        if client or one_client:
            if client:
                side.lookup.by_policy.setdefault(policy, set()).add(client)
            owner = draft.client(client)
            owner.by_value[value] = draft.policy(owner, policy, at)
        else:
            side.waiting_policies.append((policy, at))


def _client_in(
    draft: Draft,
    mapping: TableMapping,
    columns: IdentityColumns,
    number: int,
    cells: Sequence[Value],
) -> str:
    """The key of the client that a row names; empty where it names none."""
    stated = "" if columns.client < 0 else value_text(cells[columns.client])
    if not stated:
        return ""
    at = Location(mapping.sheet, number, column_letter(columns.client))
    return draft.client(stated, at).key


def join(draft: Draft, side: SideTables) -> None:
    """Give the waiting accounts and policies to clients, now that the permissions are read."""
    clients = [key for key in draft.clients if key]
    only = clients[0] if len(clients) == 1 else ""
    for statements, at, cells, login in side.waiting_accounts:
        owners = draft.clients_of_login.get(login) or [only]
        for client in tuple(owners):
            account = draft.account(client, login)
            statements.take(account, at.row or 0, cells)
            if not client and len(clients) > 1:
                draft.problems.add(ProblemCode.NO_CLIENT, at, account=account, subject=login)
    known = {policy for client in draft.clients.values() for policy in client.policies}
    for policy, at in side.waiting_policies:
        if policy in known:
            continue
        if only or not clients:
            draft.policy(draft.client(only), policy, at)
        else:
            draft.problems.add(ProblemCode.NO_CLIENT, at, policy, subject=policy)


def report_unknown_accounts(draft: Draft, side: SideTables, origin: Origin) -> None:
    """Report accounts with permissions that no sheet of accounts lists."""
    if not side.logins:
        return
    for account, login in enumerate(draft.logins):
        if login not in side.logins:
            at = origin.row_location(account) or NOWHERE
            draft.problems.add(
                ProblemCode.UNKNOWN_ACCOUNT, at, login, account=account, subject=login
            )


def _rows_below(
    table: ReadTable, width: int, key: Meaning, watch: Watch
) -> Iterator[tuple[int, Sequence[Value]]]:
    """The rows of a table that are neither empty, nor its header again, nor a line of text."""
    mapping = table.mapping
    blanks = [None] * width
    for count, row in enumerate(table.sheet.rows()):
        if count % _CHUNK == 0:
            watch.count(_CHUNK if count else 0)
        if row.number > mapping.header_row and not _is_passed_over(mapping, key, row):
            cells = row.cells
            yield row.number, [*cells, *blanks[len(cells) :]] if len(cells) < width else cells


def _is_passed_over(mapping: TableMapping, key: Meaning, row: GridRow) -> bool:
    texts = [text for cell in row.cells if (text := value_text(cell))]
    column = mapping.column(key)
    if not texts or column is None:
        return True
    stated = row.cells[column.index] if column.index < len(row.cells) else None
    if fold_name(value_text(stated)) == fold_name(column.header) and column.header:
        return True
    return is_blank(stated) and len(texts) == 1 and len(mapping.columns) > 1
