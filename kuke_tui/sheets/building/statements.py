"""What a row states of an account beside its permissions: the person's name and the role."""

from collections.abc import Sequence

from kuke_tui.domain.export import ProblemCode, Role
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.identities import IdentityColumns
from kuke_tui.sheets.building.stated_places import SheetColumn
from kuke_tui.sheets.grid import NO_RESULT, Value, column_letter
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text


class Statements:
    """Takes names and roles from the rows of one table."""

    def __init__(
        self, draft: Draft, sheet: str, columns: IdentityColumns, values: ValueMeanings
    ) -> None:
        self._draft = draft
        self._columns = columns
        self._values = values
        named = (columns.name, columns.last_name, columns.first_name)
        self._name_column = SheetColumn(sheet, column_letter(max(0, *named)))
        self._role_column = SheetColumn(sheet, column_letter(max(0, columns.role)))
        self._roles: dict[str, Role] = {}
        """Roles by the texts that say them."""

    def take(self, account: int, number: int, cells: Sequence[Value]) -> None:
        """Note what a row states; blank cells state nothing."""
        columns = self._columns
        name = columns.name_in(cells)
        if name:
            self._draft.note_name(account, name, self._name_column, number)
        if columns.role < 0:
            return
        stated = cells[columns.role]
        known = self._roles.get(stated) if isinstance(stated, str) else None
        role = known or self._role_in(account, number, stated)
        if role is not None:
            self._draft.note_role(account, role, self._role_column, number)

    def _role_in(self, account: int, number: int, stated: Value) -> Role | None:
        """Read a cell's role; nothing where it is blank, or tells no role, which is noted."""
        found = value_text(stated)
        if not found:
            return None
        role = self._values.role(stated)
        if role is None:
            unread = ProblemCode.NO_RESULT if stated == NO_RESULT else ProblemCode.UNKNOWN_ROLE
            self._draft.lose_role(account, unread, found, self._role_column.at(number))
        elif isinstance(stated, str):
            self._roles[stated] = role
        return role
