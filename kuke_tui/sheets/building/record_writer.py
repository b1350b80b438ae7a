"""What rows say of accounts and policies, taken into a draft: a record each, and the boxes."""

from collections.abc import Sequence

from kuke_tui.domain.export import Location, ProblemCode
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.identities import problem_of, shown_text
from kuke_tui.sheets.building.patterns import Pattern
from kuke_tui.sheets.building.places import Slot
from kuke_tui.sheets.grid import Value, column_letter
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning


class RecordWriter:
    """Writes the records of one table's rows, of which it is known whom and what they speak of.

    ``slot_columns`` are the 0-based columns of the slots, ``right_column`` that of the rights'
    names, -1 in wide tables.
    """

    def __init__(
        self,
        draft: Draft,
        table: TableMapping,
        slots: Sequence[Slot],
        slot_columns: Sequence[int],
        right_column: int,
    ) -> None:
        self._draft = draft
        self._table = table
        self._slots = slots
        self._slot_columns = slot_columns
        self._right_column = right_column

    def add(
        self,
        account: int,
        policy: int,
        right: int,
        pattern: Pattern,
        number: int,
        cells: Sequence[Value],
    ) -> None:
        """Add the record of a row; ``right`` is -1 in wide tables, whose rows speak of all."""
        draft = self._draft
        if pattern.bad:
            self.tell_bad(pattern, account, number, cells)
        self._record(account, policy, number, pattern)
        shift = policy * draft.stride
        place = policy
        if right >= 0:
            draft.records.rights.append(right)
            place = shift = shift + right
        if draft.stated[account] >> place & 1:
            self.repeat(account, policy, right)
            return
        draft.stated[account] |= 1 << place
        if pattern.says_something:
            self._tick(account, shift, pattern)

    def _record(self, account: int, policy: int, number: int, pattern: Pattern) -> None:
        records = self._draft.records
        records.accounts.append(account)
        records.policies.append(policy)
        records.rows.append(number)
        records.patterns.append(pattern.number)

    def _tick(self, account: int, shift: int, pattern: Pattern) -> None:
        draft = self._draft
        draft.view[account] |= pattern.view << shift
        draft.change[account] |= pattern.change << shift
        draft.unreadable[account] |= pattern.unreadable << shift

    def repeat(self, account: int, policy: int, right: int) -> None:
        """Note that the last record speaks of what another one speaks of already."""
        draft = self._draft
        at = len(draft.records) - 1
        draft.repeated.setdefault((account, policy, right), []).append(at)

    def tell_bad(
        self, pattern: Pattern, account: int | None, number: int, cells: Sequence[Value]
    ) -> None:
        """Report the cells of a row that can't be read."""
        for slot in pattern.bad:
            column = self._slot_columns[slot]
            value = cells[column]
            code, found = problem_of(value, ProblemCode.UNKNOWN_LEVEL)
            self._draft.problems.add(
                code,
                Location(self._table.sheet, number, column_letter(column)),
                found,
                account=account,
                subject=self._subject_of(slot, cells),
                of_box=self._slots[slot].meaning is not Meaning.LEVEL,
            )

    def _subject_of(self, slot: int, cells: Sequence[Value]) -> str:
        """The right a slot of a row speaks of."""
        if self._right_column >= 0:
            return shown_text(cells[self._right_column])
        column = self._slot_columns[slot]
        return next(c.right for c in self._table.columns if c.index == column)
