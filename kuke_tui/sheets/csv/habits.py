"""When the writer of a file puts a field in quotes, learned from the cells that stay as they are.

Edits never count, so the inverse of an edit meets the same habits and restores the same bytes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.fields import is_quoted, must_quote, spaces_before, spell, split_record


@dataclass(slots=True)
class _Tally:
    """Counts of fields where quotes are a matter of habit."""

    quoted: int = 0
    plain: int = 0
    quoted_empty: int = 0
    plain_empty: int = 0

    def add(self, *, empty: bool, quoted: bool) -> None:
        if empty:
            self.quoted_empty += quoted
            self.plain_empty += not quoted
        else:
            self.quoted += quoted
            self.plain += not quoted

    def quotes_values(self) -> bool | None:
        return self.quoted > self.plain if self.quoted or self.plain else None

    def quotes_empties(self) -> bool | None:
        if not self.quoted_empty and not self.plain_empty:
            return None
        return self.quoted_empty > self.plain_empty


@dataclass(slots=True)
class QuotingHabits:
    """How values and empty fields are quoted, in each column and in the file as a whole."""

    dialect: CsvDialect
    columns: defaultdict[int, _Tally] = field(default_factory=lambda: defaultdict(_Tally))
    everywhere: _Tally = field(default_factory=_Tally)

    def quotes_values(self, column: int) -> bool | None:
        """Whether the column's values stand in quotes; ``None`` if the file has no other value."""
        own = self.columns[column].quotes_values()
        return self.everywhere.quotes_values() if own is None else own

    def quotes_empties(self, column: int) -> bool | None:
        """Whether the column's empty fields are written ``""``; ``None`` if there are none."""
        own = self.columns[column].quotes_empties()
        return self.everywhere.quotes_empties() if own is None else own

    def respell(self, column: int, old: str | None, old_value: str, value: str) -> str:
        """Spell a new value in place of the field ``old``; ``None`` where the row ended before."""
        if old is not None and value == old_value:
            return old
        before = self.spaces(column) if old is None else spaces_before(old, self.dialect)
        return before + spell(
            value, self.dialect, quoted=self._quoted(column, old, old_value, value)
        )

    def spaces(self, column: int) -> str:
        """What stands before a new field of a column."""
        return " " if self.dialect.spaced and column else ""

    def _quoted(self, column: int, old: str | None, old_value: str, value: str) -> bool:
        if old is None:
            return bool(value) and self.quotes_values(column) is True
        kept = is_quoted(old, self.dialect)
        if must_quote(old_value, self.dialect):
            habit = None if value else self.quotes_empties(column)
            return self.quotes_values(column) is True if habit is None else habit
        if old_value and not value:
            return kept and self.quotes_empties(column) is not False
        if not old_value and not kept:
            return self.quotes_values(column) is True and self.quotes_empties(column) is False
        return kept


def learn_habits(
    rows: Iterable[tuple[int, list[str], str]],
    edited: Collection[tuple[int, int]],
    dialect: CsvDialect,
) -> QuotingHabits:
    """Learn from numbered records, leaving out the cells that are about to change."""
    habits = QuotingHabits(dialect)
    for number, values, record in rows:
        fields, _end = split_record(record, dialect)
        for column, (value, text) in enumerate(zip(values, fields, strict=True)):
            if (number, column) in edited or must_quote(value, dialect):
                continue
            for tally in (habits.columns[column], habits.everywhere):
                tally.add(empty=not value, quoted=is_quoted(text, dialect))
    return habits
