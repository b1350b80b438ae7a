"""How a file's tables are understood: by recognition, or because a person said so."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kuke_tui.domain.export import Layout
from kuke_tui.sheets.grid import column_letter
from kuke_tui.sheets.recognition.names import Meaning, fold_name
from kuke_tui.sheets.recognition.values import BUILT_IN_MEANINGS, ValueMeanings


class TableKind(StrEnum):
    """What the rows of a table are."""

    PERMISSIONS = "permissions"
    ACCOUNTS = "accounts"
    POLICIES = "policies"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: 0-based place, the header as it stands (trimmed), and what it says.

    ``right`` is the right's name where the whole column belongs to one (wide layouts).
    """

    index: int
    header: str
    meaning: Meaning
    right: str = ""

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet."""
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table: its sheet, the 1-based row of its last header line, and its columns.

    ``header_row`` is 0 where the table has no header. Columns stand in ascending order.
    """

    sheet: str
    kind: TableKind
    header_row: int
    columns: tuple[Column, ...]
    header_lines: int = 1

    def column(self, meaning: Meaning) -> Column | None:
        """Find the column with a meaning that belongs to no single right."""
        return next((c for c in self.columns if c.meaning is meaning and not c.right), None)

    @property
    def rights(self) -> tuple[str, ...]:
        """The rights that have columns of their own, in the order of their columns."""
        return tuple(dict.fromkeys(c.right for c in self.columns if c.right))

    @property
    def layout(self) -> Layout | None:
        """How permissions stand in the table; None where they don't, or not all of what it takes.

        A wide table whose rights differ in kind counts by its first right.
        """
        if self.kind is not TableKind.PERMISSIONS:
            return None
        of_right = next((c for c in self.columns if c.right), None)
        if of_right is not None:
            wide = of_right.meaning is Meaning.LEVEL
            return Layout.WIDE_LEVELS if wide else Layout.WIDE_BOXES
        boxed = self.column(Meaning.VIEW) and self.column(Meaning.CHANGE)
        if self.column(Meaning.RIGHT) and (self.column(Meaning.LEVEL) or boxed or self.is_by_box):
            return Layout.LONG
        return None

    @property
    def is_by_box(self) -> bool:
        """Whether each row is of one box of a right.

        A column of its own says which, or else the name of the right does.
        """
        return any(self.column(meaning) for meaning in (Meaning.BOX, Meaning.TICK))

    @property
    def missing(self) -> tuple[Meaning, ...]:
        """What a table of this kind needs and lacks; ``LEVEL`` stands for the rights' columns."""
        needed = {
            TableKind.PERMISSIONS: (Meaning.LOGIN, Meaning.POLICY),
            TableKind.ACCOUNTS: (Meaning.LOGIN,),
            TableKind.POLICIES: (Meaning.POLICY,),
        }[self.kind]
        lacking = tuple(meaning for meaning in needed if self.column(meaning) is None)
        if self.kind is TableKind.PERMISSIONS and self.layout is None:
            lacking += (Meaning.LEVEL,)
        return lacking

    @property
    def signature(self) -> tuple[str, ...]:
        """The folded headers: two tables with the same are one table on two sheets."""
        return tuple(folded for column in self.columns if (folded := fold_name(column.header)))


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a whole file is understood: its tables, and what their values mean."""

    tables: tuple[TableMapping, ...]
    values: ValueMeanings = BUILT_IN_MEANINGS

    def of_kind(self, kind: TableKind) -> tuple[TableMapping, ...]:
        """The tables of one kind, in the order in which they are read."""
        return tuple(table for table in self.tables if table.kind is kind)

    @property
    def fingerprint(self) -> str:
        """Names the header of the permissions, so that the mapping is offered for it again."""
        return header_fingerprint(
            column.header
            for table in self.of_kind(TableKind.PERMISSIONS)[:1]
            for column in table.columns
        )

    def read_as(self, other: "ColumnMapping") -> "ColumnMapping":
        """Take the columns of the permissions for what they are in a file with the same header."""
        known = other.of_kind(TableKind.PERMISSIONS)
        if self.fingerprint != other.fingerprint or not known:
            return self
        tables = (
            replace(table, columns=known[0].columns)
            if table.kind is TableKind.PERMISSIONS
            else table
            for table in self.tables
        )
        return replace(self, tables=tuple(tables))


def header_fingerprint(headers: Iterable[str]) -> str:
    """Name a header by its column names, whatever their case, spaces and diacritics."""
    folded = "|".join(filter(None, map(fold_name, headers)))
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]
