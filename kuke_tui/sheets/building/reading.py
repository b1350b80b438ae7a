"""One pass over the rows of a table of permissions.

Half a million rows are common, so the loops do per row what can't be done less often, and all
else is worked out once for each distinct account, policy, right and pattern of permissions.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import NamedTuple

from kuke_tui.domain.export import Location
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.first_look import FirstLook
from kuke_tui.sheets.building.header_rows import HeaderRows
from kuke_tui.sheets.building.identities import (
    ClientLookup,
    IdentityColumns,
    is_blank,
    shown_text,
)
from kuke_tui.sheets.building.patterns import Pattern, Patterns
from kuke_tui.sheets.building.places import Slot
from kuke_tui.sheets.building.policies import policy_number
from kuke_tui.sheets.building.record_writer import RecordWriter
from kuke_tui.sheets.building.slots import slot_columns
from kuke_tui.sheets.building.statements import Statements
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import GridRow, Value, column_letter
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.sampling import is_filled
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_MAX_COLUMNS_KEPT = 512
"""Cells of a row put by that keep their places, more only where the table is wider; of those
beyond, the blank ones are left out."""

_MAX_SET_ASIDE = 1_048_576
"""Rows put by; as many as a whole sheet has."""


def _getter(columns: Sequence[int]) -> Callable[[Sequence[Value]], tuple[Value, ...]]:
    """Take cells from a row; a single one twice, so that a tuple comes of it too."""
    return itemgetter(*(columns if len(columns) > 1 else (*columns, *columns)))


class RowRead(NamedTuple):
    """What a row speaks of; ``right`` is -1 in wide tables."""

    account: int
    policy: int
    right: int
    pattern: Pattern


class PermissionReader:
    """Reads one table of permissions into a draft.

    Rows that do not name their account, policy or right are set aside: what they may be told by
    is known when everything else was read.
    """

    def __init__(
        self,
        draft: Draft,
        table: TableMapping,
        header: HeaderRows,
        position: int,
        slots: Sequence[Slot],
        rights: tuple[str, ...],
        patterns: Patterns,
        lookup: ClientLookup,
        values: ValueMeanings,
    ) -> None:
        self.draft = draft
        self.table = table
        self.header = header
        self.position = position
        self.columns = IdentityColumns.of(table)
        self.slot_columns = slot_columns(table, slots, rights)
        self.patterns = patterns
        self.lookup = lookup
        self.look = FirstLook(table, values)
        right = table.column(Meaning.RIGHT)
        self.right_column = -1 if right is None or table.rights else right.index
        self.writer = RecordWriter(draft, table, slots, self.slot_columns, self.right_column)
        """Takes what the rows say."""
        self.set_aside: list[GridRow] = []
        self._statements = Statements(draft, table.sheet, self.columns, values)
        self._known: dict[tuple[Value, ...], int] = {}
        self._rights: dict[Value, int] = {}
        self.identity = self._identity_columns()
        """The columns that tell accounts apart."""
        last = max(*self.identity, *self.slot_columns, self.columns.policy, self.right_column)
        self._blanks = [None] * (1 + last)
        self._take_identity = _getter(self.identity)
        self._take_slots = _getter(self.slot_columns)

    def at(self, row: int, column: int) -> Location:
        """A place in this table's sheet."""
        return Location(self.table.sheet, row, column_letter(column))

    # The pass

    def forget_rows(self) -> None:
        """Let go of what knows rows again: nothing more is read, and it takes much memory."""
        self._known.clear()

    def read_rows(self, rows: Sequence[GridRow]) -> None:
        """Read those of the rows that stand below the header."""
        if rows and rows[0].number <= self.table.header_row:
            rows = [row for row in rows if row.number > self.table.header_row]
        if self.right_column < 0:
            self._read_wide(rows)
        else:
            self._read_long(rows)

    def meet_account(self, number: int, cells: Sequence[Value]) -> int | None:
        """Find or begin the account of a row; None where the row is set aside."""
        cells = self._whole(cells)
        account = self._known.get(self._take_identity(cells))
        return self._meet_account(number, cells) if account is None else account

    def read_row(self, number: int, cells: Sequence[Value], account: int) -> RowRead | None:
        """Read one row of an account; None where it is set aside."""
        cells = self._whole(cells)
        policy = self.draft.policies_of[account].get(cells[self.columns.policy])
        if policy is None:
            policy = self._meet_policy(account, number, cells)
            if policy is None:
                return None
        right = self._right_in(number, cells)
        if right is None:
            return None
        pattern = self.patterns[self._take_slots(cells)]
        self.writer.add(account, policy, right, pattern, number, cells)
        return RowRead(account, policy, right, pattern)

    def _whole(self, cells: Sequence[Value]) -> Sequence[Value]:
        missing = self._blanks[len(cells) :]
        return [*cells, *missing] if missing else cells

    def _right_in(self, number: int, cells: Sequence[Value]) -> int | None:
        if self.right_column < 0:
            return -1
        right = self._rights.get(cells[self.right_column])
        return self._meet_right(number, cells) if right is None else right

    def _identity_columns(self) -> tuple[int, ...]:
        columns = self.columns
        identity = [
            columns.login, columns.client, columns.role, columns.name, columns.first_name,
            columns.last_name,
        ]  # fmt: skip
        if self.lookup.by_policy and columns.client < 0:
            identity.append(columns.policy)
        return tuple(at for at in identity if at >= 0)

    def _read_wide(self, rows: Sequence[GridRow]) -> None:
        take_identity, take_slots, blanks = self._take_identity, self._take_slots, self._blanks
        width, policy_column = len(blanks), self.columns.policy
        draft, known, patterns = self.draft, self._known, self.patterns
        policies_of, stated, stride = draft.policies_of, draft.stated, draft.stride
        view, change, unreadable = draft.view, draft.change, draft.unreadable
        records = draft.records
        add_account, add_policy = records.accounts.append, records.policies.append
        add_row, add_pattern = records.rows.append, records.patterns.append
        get_account = known.get
        for number, cells in rows:
            if len(cells) < width:
                cells = [*cells, *blanks[len(cells) :]]  # noqa: PLW2901 - the row, made whole
            account = get_account(take_identity(cells))
            if account is None:
                account = self._meet_account(number, cells)
                if account is None:
                    continue
            policy = policies_of[account].get(cells[policy_column])
            if policy is None:
                policy = self._meet_policy(account, number, cells)
                if policy is None:
                    continue
            pattern = patterns[take_slots(cells)]
            if pattern.bad:
                self.writer.tell_bad(pattern, account, number, cells)
            add_account(account)
            add_policy(policy)
            add_row(number)
            add_pattern(pattern.number)
            if stated[account] >> policy & 1:
                self.writer.repeat(account, policy, -1)
                continue
            stated[account] |= 1 << policy
            if pattern.says_something:
                shift = policy * stride
                view[account] |= pattern.view << shift
                change[account] |= pattern.change << shift
                if pattern.unreadable:
                    unreadable[account] |= pattern.unreadable << shift

    def _read_long(self, rows: Sequence[GridRow]) -> None:
        take_identity, take_slots, blanks = self._take_identity, self._take_slots, self._blanks
        width, policy_column, right_column = len(blanks), self.columns.policy, self.right_column
        known, patterns, rights = self._known, self.patterns, self._rights
        policies_of, add = self.draft.policies_of, self.writer.add
        for number, cells in rows:
            if len(cells) < width:
                cells = [*cells, *blanks[len(cells) :]]  # noqa: PLW2901 - the row, made whole
            account = known.get(take_identity(cells))
            if account is None:
                account = self._meet_account(number, cells)
                if account is None:
                    continue
            policy = policies_of[account].get(cells[policy_column])
            if policy is None:
                policy = self._meet_policy(account, number, cells)
                if policy is None:
                    continue
            right = rights.get(cells[right_column])
            if right is None:
                right = self._meet_right(number, cells)
                if right is None:
                    continue
            add(account, policy, right, patterns[take_slots(cells)], number, cells)

    # What is met for the first time

    def _meet_account(self, number: int, cells: Sequence[Value]) -> int | None:
        """Find out whose row it is; None where the row is set aside."""
        columns = self.columns
        login, policy = shown_text(cells[columns.login]), cells[columns.policy]
        if not login or is_blank(policy) or self.header.is_heading(login):
            self._put_by(number, cells)
            return None
        if columns.client >= 0:
            client: str | None = shown_text(cells[columns.client]) or None
        else:
            client = self.lookup.find(login, policy_number(policy))
        if client is None or (
            self.look.is_odd(number, cells) and (client, login) not in self.draft.ids
        ):
            self._put_by(number, cells)
            return None
        account = self.account_in(client, number, cells)
        self._known[self._take_identity(cells)] = account
        return account

    def _put_by(self, number: int, cells: Sequence[Value]) -> None:
        if not any(map(is_filled, cells)):  # of blank rows there may be millions
            return
        if len(self.set_aside) >= _MAX_SET_ASIDE:
            raise SheetError(SheetErrorCode.TOO_LARGE, row=number, detail="rows of no account")
        kept = max(_MAX_COLUMNS_KEPT, len(self._blanks))
        if len(cells) > kept:
            cells = [*cells[:kept], *filter(is_filled, cells[kept:])]
        self.set_aside.append(GridRow(number, cells))

    def account_in(self, client: str, number: int, cells: Sequence[Value]) -> int:
        """Find or begin the account a row names, and take what the row says of it."""
        owner = self.draft.clients.get(client)
        if owner is None:
            owner = self.draft.client(client, self.at(number, max(0, self.columns.client)))
        account = self.draft.account(owner.key, value_text(cells[self.columns.login]))
        self._statements.take(account, number, cells)
        return account

    def _meet_policy(self, account: int, number: int, cells: Sequence[Value]) -> int | None:
        value = cells[self.columns.policy]
        if is_blank(value):
            self._put_by(number, cells)
            return None
        return self.policy_of(account, number, value)

    def policy_of(self, account: int, number: int, value: Value) -> int:
        """Find or begin the policy a row names."""
        client = self.draft.client_of[account]
        place = self.at(number, self.columns.policy)
        policy = self.draft.policy(client, policy_number(value), place)
        client.by_value[value] = policy
        return policy

    def _meet_right(self, number: int, cells: Sequence[Value]) -> int | None:
        value = cells[self.right_column]
        if is_blank(value):
            self._put_by(number, cells)
            return None
        return self.right_of(value)

    def right_of(self, value: Value) -> int:
        """Find or begin the right a row names."""
        right = self._rights[value] = self.draft.right(value_text(value))
        return right

    def pattern_in(self, cells: Sequence[Value]) -> Pattern:
        """What the permission cells of a row say."""
        return self.patterns[self._take_slots(cells)]
