"""Rows for policies an account has no row for, made like the account's other rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kuke_tui.domain.export import Account, Export, Role
from kuke_tui.sheets.building.identities import is_blank
from kuke_tui.sheets.building.places import Origin
from kuke_tui.sheets.building.policies import policy_number
from kuke_tui.sheets.building.room import Room, last_record, table_of
from kuke_tui.sheets.corrections.plan import NewRow
from kuke_tui.sheets.corrections.spelling import NewValue
from kuke_tui.sheets.grid import CellError, GridBook, GridRow, ShownNumber, Value
from kuke_tui.sheets.recognition.mapping import Column, TableMapping
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings

_ROLE_WORDS = {Role.ADMINISTRATOR: "administrator", Role.USER: "użytkownik"}


@dataclass(slots=True)
class AppendedRows:
    """New rows of one table, values by 0-based column.

    ``last`` is the table's last row that says something of a permission, which they follow; None
    where there is none. ``moves_below`` says that what stands below must make room.
    """

    rows: list[dict[int, NewValue]] = field(default_factory=list)
    last: int | None = None
    moves_below: bool = False


def appended_rows(
    book: GridBook,
    export: Export,
    origin: Origin,
    values: ValueMeanings,
    rows: Sequence[NewRow],
    rooms: Mapping[int, Room],
) -> dict[int, AppendedRows]:
    """Make the rows, by table: who an account is stands in them as in its other rows.

    Reads the tables again, since nothing of the kind is kept while an export is open. Raises
    ``SheetError`` as reading does.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    appended: dict[int, AppendedRows] = {}
    for table, added in rows_by_table(origin, rows).items():
        mapping = origin.tables[table]
        model = _Model(mapping, values, _rows_of(origin, table, {row.account for row in added}))
        model.learn(sheets[mapping.sheet].rows())
        appended[table] = AppendedRows(
            [_cells(model, origin, table, export, row) for row in added],
            last_record(origin, table) or None,
            table in rooms and rooms[table].must_move(len(added)),
        )
    return appended


def rows_by_table(origin: Origin, rows: Sequence[NewRow]) -> dict[int, list[NewRow]]:
    """Sort new rows by the tables they go to."""
    by_table: dict[int, list[NewRow]] = {}
    for row in rows:
        by_table.setdefault(table_of(origin, row.account), []).append(row)
    return by_table


def _rows_of(origin: Origin, table: int, accounts: set[int]) -> dict[int, int]:
    """The accounts' rows in a table, by row number."""
    records = origin.records
    return {
        records.rows[at]: account
        for account in accounts
        for at in origin.index.of(account)
        if records.table_of(at) == table
    }


class _Model:
    """What new rows of a table are made after."""

    def __init__(
        self, table: TableMapping, values: ValueMeanings, accounts: Mapping[int, int]
    ) -> None:
        self.table = table
        self._values = values
        self._accounts = accounts
        self._cells: dict[int, dict[int, Value]] = {}
        self._policies: dict[Value, str] = {}
        self._roles: Counter[Value] = Counter()
        self._alike = {c.index: 0 for c in table.columns if c.meaning is Meaning.OTHER}
        """Columns that never differ between neighbouring rows of one login, and how often not."""

    def learn(self, rows: Iterable[GridRow]) -> None:
        """Look at every row of the table."""
        login, policy, role = (
            -1 if column is None else column.index
            for column in map(self.table.column, (Meaning.LOGIN, Meaning.POLICY, Meaning.ROLE))
        )
        previous: Sequence[Value] = ()
        for number, cells in rows:
            if number <= self.table.header_row:
                continue
            account = self._accounts.get(number)
            if account is not None:
                self._take(account, cells)
            value = _at(cells, policy)
            if value not in self._policies and not isinstance(value, CellError):
                self._policies[value] = policy_number(value)
            self._roles[_at(cells, role)] += 1
            if self._alike and _at(previous, login) == _at(cells, login) is not None:
                self._compare(previous, cells)
            previous = cells

    def _take(self, account: int, cells: Sequence[Value]) -> None:
        known = self._cells.setdefault(account, {})
        for column, value in enumerate(cells):
            if not is_blank(value):
                known.setdefault(column, value)

    def _compare(self, previous: Sequence[Value], cells: Sequence[Value]) -> None:
        for column in list(self._alike):
            if _at(previous, column) != _at(cells, column):
                del self._alike[column]
            elif not is_blank(_at(cells, column)):
                self._alike[column] += 1

    def of_account(self, account: int) -> dict[int, Value] | None:
        """The first filled cell of each column in the account's rows; None where it has no row."""
        return self._cells.get(account)

    def is_of_account(self, column: Column) -> bool:
        """Whether a column says something of the account rather than of the policy or row."""
        return column.meaning is not Meaning.OTHER or self._alike.get(column.index, 0) > 0

    def policy_value(self, number: str) -> Value:
        """How the table writes a policy's number."""
        written = [value for value, text in self._policies.items() if text == number]
        if written:
            return written[0]
        numeric = sum(1 for value in self._policies if isinstance(value, int | float))
        plain = number.isascii() and number.isdigit() and str(int(number)) == number
        return int(number) if plain and numeric * 2 > len(self._policies) else number

    def role_word(self, role: Role | None) -> Value:
        """How the table writes a role."""
        if role is None:
            return None
        for value, _count in self._roles.most_common():
            if not is_blank(value) and self._values.role(value) is role:
                return value
        return _ROLE_WORDS[role]


def _at(cells: Sequence[Value], column: int) -> Value:
    value = cells[column] if 0 <= column < len(cells) else None
    return None if value == "" else value


def _cells(
    model: _Model, origin: Origin, table: int, export: Export, row: NewRow
) -> dict[int, NewValue]:
    account = export.accounts[row.account]
    known = model.of_account(row.account)
    right, word = _right_and_word(origin, export, row)
    policy = account.client.policies[row.policy]
    cells: dict[int, NewValue] = {}
    for column in model.table.columns:
        if column.meaning in PERMISSION_MEANINGS or column.meaning is Meaning.TICK:
            continue
        if column.meaning is Meaning.POLICY:
            value = model.policy_value(policy)
        elif column.meaning is Meaning.RIGHT:
            value = right
        elif column.meaning is Meaning.BOX:
            value = word
        elif known is None:
            value = _first_word(model, account, column.meaning)
        else:
            value = known.get(column.index) if model.is_of_account(column) else None
        if value is not None and value != "":
            cells[column.index] = _written(value, column.meaning)
    for slot, state in row.states.items():
        if state is not None:
            cells[origin.slot_columns[table][slot]] = state
    return cells


def _right_and_word(origin: Origin, export: Export, row: NewRow) -> tuple[str, str]:
    """How a row of a long table names its right, and its box where it is of one."""
    right = export.rights[row.right] if row.right >= 0 else ""
    if row.box is None or origin.box_words is None:
        return right, ""
    return origin.box_words.right(right, row.box), origin.box_words.words[row.box]


def _first_word(model: _Model, account: Account, meaning: Meaning) -> Value:
    """What the first row of an account says of it, as far as the export knows."""
    first, _space, last = account.name.rpartition(" ")
    match meaning:
        case Meaning.LOGIN:
            return account.login
        case Meaning.CLIENT:
            return account.client.key
        case Meaning.NAME:
            return account.name
        case Meaning.FIRST_NAME:
            return first
        case Meaning.LAST_NAME:
            return last
        case Meaning.ROLE:
            return model.role_word(account.role)
        case _other:
            return None


def _written(value: Value, meaning: Meaning) -> NewValue:
    """What is written for a value; names stay the text that they were read as."""
    if isinstance(value, CellError):
        return None
    if isinstance(value, ShownNumber) and meaning is Meaning.OTHER:
        return value.number
    return int(value) if isinstance(value, float) and value.is_integer() else value
