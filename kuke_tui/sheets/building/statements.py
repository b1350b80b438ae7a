"""What a row states of an account beside its permissions: the person's name and the role."""

from collections.abc import Sequence

from kuke_tui.domain.export import Location, ProblemCode
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.identities import IdentityColumns
from kuke_tui.sheets.grid import NO_RESULT, Value, column_letter
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text


class Statements:
    """Takes names and roles from the rows of one table."""

    def __init__(
        self, draft: Draft, sheet: str, columns: IdentityColumns, values: ValueMeanings
    ) -> None:
        self._draft = draft
        self._sheet = sheet
        self._columns = columns
        self._values = values
        named = (columns.name, columns.last_name, columns.first_name)
        self._name_column = column_letter(max(0, *named))
        self._role_column = column_letter(max(0, columns.role))

    def take(self, account: int, number: int, cells: Sequence[Value]) -> None:
        """Note what a row states; blank cells state nothing."""
        columns = self._columns
        name = columns.name_in(cells)
        if name:
            at = Location(self._sheet, number, self._name_column)
            self._draft.note_name(account, name, at)
        if columns.role >= 0 and (found := value_text(cells[columns.role])):
            stated = cells[columns.role]
            at = Location(self._sheet, number, self._role_column)
            unread = ProblemCode.NO_RESULT if stated == NO_RESULT else ProblemCode.UNKNOWN_ROLE
            self._draft.note_role(account, self._values.role(stated), found, at, unread)
