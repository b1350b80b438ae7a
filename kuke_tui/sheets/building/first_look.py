"""What a row looks like at first sight: a record, or perhaps a remark of whoever made the sheet."""

from collections.abc import Sequence

from kuke_tui.sheets.building.identities import IdentityColumns, is_blank
from kuke_tui.sheets.building.labels import first_text, has_digit, names_note, number_columns
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import is_total
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text


class FirstLook:
    """Looks at rows of accounts not met before; the last word is said when all rows are read."""

    def __init__(self, table: TableMapping, values: ValueMeanings) -> None:
        self._first = table.header_row + 1
        self._columns = IdentityColumns.of(table)
        self._values = values
        self._roles: dict[Value, bool] = {}

    def is_first(self, number: int) -> bool:
        """Whether a row stands right below the header."""
        return number == self._first

    def has_role(self, cells: Sequence[Value]) -> bool:
        """Whether a row states a role that can be read."""
        if self._columns.role < 0:
            return False
        role = cells[self._columns.role]
        known = self._roles.get(role)
        if known is None:
            known = self._roles[role] = self._values.role(role) is not None
        return known

    def is_odd(self, number: int, cells: Sequence[Value]) -> bool:
        """Whether a row may be a total, a note or numbers of columns, for want of a role."""
        columns = self._columns
        if columns.role >= 0 and self._roles.get(cells[columns.role]):
            return False  # what nearly all rows come to
        if self.has_role(cells):
            return False
        login = value_text(cells[columns.login])
        if is_total(login) or (login.isdecimal() and is_total(first_text(cells))):
            return True
        if self.is_first(number) and number_columns(list(map(value_text, cells))):
            return True
        if columns.role < 0:
            return False
        is_note = is_blank(cells[columns.role]) and names_note(login)
        return is_note or not has_digit(cells[columns.policy])
