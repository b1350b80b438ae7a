"""What the grid of the mapping screen shows: cells as text, widths, and what can't be read."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len

from kuke_tui.messages.visible import visible_short
from kuke_tui.sheets.grid import GridRow, Value
from kuke_tui.sheets.recognition.draft import SheetDraft
from kuke_tui.sheets.recognition.mapping import Column, TableKind
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text
from kuke_tui.tui.taken_as import meaning_name

HEADING_LINES = 2
_MOST_ROWS = 200
_MEASURED_ROWS = 40
_NARROWEST, _WIDEST = 5, 24
_LONGEST = 200


@dataclass(frozen=True)
class SheetPicture:
    """One sheet as drafted: its first rows, its columns and how wide they are."""

    draft: SheetDraft
    values: ValueMeanings
    all_rows: Sequence[GridRow]

    @cached_property
    def rows(self) -> Sequence[GridRow]:
        """The rows shown."""
        return self.all_rows[:_MOST_ROWS]

    @cached_property
    def gutter(self) -> int:
        """How wide the row numbers are, with the mark of the header and a space."""
        return len(str(self.rows[-1].number if self.rows else 0)) + 3

    @cached_property
    def starts(self) -> list[int]:
        """Where each column starts, counted from the gutter; the last entry is the whole width."""
        starts = [0]
        for column in self.draft.columns:
            starts.append(starts[-1] + self._width(column) + 1)
        return starts

    def _width(self, column: Column) -> int:
        texts = [column.letter, self.meaning(column)]
        texts += [self.text(row, column.index) for row in self.rows[:_MEASURED_ROWS]]
        return min(max(_NARROWEST, *map(cell_len, texts)), _WIDEST)

    def column_at(self, x: int) -> int | None:
        """The column at a distance from the gutter."""
        at = bisect_right(self.starts, x) - 1
        return at if 0 <= at < len(self.draft.columns) else None

    def meaning(self, column: Column) -> str:
        """What a column is, in a word; a dash where it is not used."""
        return "—" if column.meaning is Meaning.OTHER else meaning_name(column.meaning)

    def text(self, row: GridRow, column: int) -> str:
        """What stands in a cell, safe to show."""
        if column >= len(row.cells):
            return ""
        return visible_short(value_text(row.cells[column]), _LONGEST)

    def row_label(self, row: GridRow) -> str:
        """The row's number, with a mark where it holds the names."""
        mark = "▸" if row.number == self.draft.header_row else " "
        return f"{mark}{row.number:>{self.gutter - 2}} "

    def is_unreadable(self, row: GridRow, column: Column) -> bool:
        """Whether a cell says something of permissions or a role that can't be read."""
        if row.number <= self.draft.header_row or column.index >= len(row.cells):
            return False
        value: Value = row.cells[column.index]
        if column.meaning is Meaning.ROLE:
            return bool(value_text(value)) and self.values.role(value) is None
        if self.draft.kind is not TableKind.PERMISSIONS:
            return False
        if column.meaning is Meaning.LEVEL:
            return self.values.level(value) is None
        if column.meaning is Meaning.BOX:
            return bool(value_text(value)) and self.values.which_box(value) is None
        if column.meaning in (Meaning.VIEW, Meaning.CHANGE, Meaning.TICK):
            return self.values.box(value) is None
        return False
