"""A column mapping in the making: what a person says of sheets, columns and values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Role
from kuke_tui.sheets.grid import column_letter
from kuke_tui.sheets.recognition.mapping import Column, ColumnMapping, TableKind, TableMapping
from kuke_tui.sheets.recognition.names import (
    PERMISSION_MEANINGS,
    Meaning,
    fold_name,
    split_box_header,
)
from kuke_tui.sheets.recognition.values import BUILT_IN_MEANINGS, ValueMeanings

_OTHER_BOX = {Meaning.VIEW: Meaning.CHANGE, Meaning.CHANGE: Meaning.VIEW}
_T = TypeVar("_T")


class ValueKind(StrEnum):
    """What a value belongs to: a level, a checkbox or a role."""

    LEVEL = "level"
    BOX = "box"
    ROLE = "role"


Said = Level | bool | Role
"""What a value means, by its kind."""


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One sheet: what its rows are (None: it is not read), its header and all its columns.

    ``columns`` has one for each column of the sheet; those that hold permissions know a right
    even while the table is long and doesn't need it. ``header_row`` is 0 where there is none.
    """

    sheet: str
    kind: TableKind | None
    header_row: int
    columns: tuple[Column, ...]
    header_lines: int = 1

    @property
    def is_long(self) -> bool:
        """Whether each row names its right."""
        return any(column.meaning is Meaning.RIGHT for column in self.columns)

    @property
    def table(self) -> TableMapping:
        """The sheet's table; one that is not read counts as one of permissions."""
        kind = self.kind or TableKind.PERMISSIONS
        columns = (
            column if self._keeps_right(column) else replace(column, right="")
            for column in self.columns
            if column.header or column.meaning is not Meaning.OTHER
        )
        return TableMapping(self.sheet, kind, self.header_row, tuple(columns), self.header_lines)

    def _keeps_right(self, column: Column) -> bool:
        return column.meaning in PERMISSION_MEANINGS and not self.is_long

    def with_meaning(self, index: int, meaning: Meaning) -> "SheetDraft":
        """Say what a column is; what only one column can be is taken from the one that was it."""
        columns = list(self.columns)
        several = meaning in PERMISSION_MEANINGS or meaning is Meaning.OTHER
        for at, column in enumerate(columns):
            if column.meaning is meaning and not several:
                columns[at] = replace(column, meaning=Meaning.OTHER, right="")
        right = self._right_of(index, meaning) if meaning in PERMISSION_MEANINGS else ""
        columns[index] = replace(columns[index], meaning=meaning, right=right)
        return replace(self, columns=tuple(columns))

    def _right_of(self, index: int, meaning: Meaning) -> str:
        """Name a column's right: as its header says, or as the lone box beside it is named."""
        column = self.columns[index]
        plain = column.header or column_letter(index)
        if column.right not in ("", plain):
            return column.right
        named = split_box_header(column.header)
        if named and meaning is not Meaning.LEVEL:
            return named.right
        other = _OTHER_BOX.get(meaning)
        for at in (index - 1, index + 1):
            if 0 <= at < len(self.columns) and self.columns[at].meaning is other:
                right = self.columns[at].right
                if sum(each.right == right for each in self.columns) == 1:
                    return right
        return plain

    def with_right(self, index: int, right: str) -> "SheetDraft":
        """Name the right that a column of permissions belongs to."""
        columns = list(self.columns)
        columns[index] = replace(columns[index], right=right)
        return replace(self, columns=tuple(columns))

    def goes_on_from(self, other: "SheetDraft") -> bool:
        """Whether another sheet's columns have the same names in the same places."""
        names = [column.header for column in self.columns]
        same = names == [column.header for column in other.columns]
        return same and self.is_like(other)

    def is_like(self, other: "SheetDraft") -> bool:
        """Whether two sheets have the same header, so that they are parts of one table."""
        names = self.table.signature
        return bool(names) and self.kind is other.kind and names == other.table.signature


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """What is said so far: of each sheet in the order of tabs, and of the values."""

    sheets: tuple[SheetDraft, ...]
    values: ValueMeanings = BUILT_IN_MEANINGS

    @property
    def mapping(self) -> ColumnMapping:
        """The mapping that says this; a table that goes on over several sheets stands once."""
        tables: list[TableMapping] = []
        for draft in self.sheets:
            if draft.kind is None:
                continue
            table = draft.table
            goes_on = any(table.kind is each.kind and _same(table, each) for each in tables)
            if not (goes_on and table.kind is TableKind.PERMISSIONS):
                tables.append(table)
        return ColumnMapping(tuple(tables), self.values)

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the sheets that are read."""
        return tuple(draft.sheet for draft in self.sheets if draft.kind is not None)

    def with_sheet(self, at: int, sheet: SheetDraft) -> "MappingDraft":
        """Put another draft of one sheet in."""
        return replace(self, sheets=(*self.sheets[:at], sheet, *self.sheets[at + 1 :]))

    def with_kind(self, at: int, kind: TableKind | None) -> "MappingDraft":
        """Say what the rows of a sheet are, or that it is not read.

        Where a table of that kind goes on there, its columns are what they are on its other sheet.
        """
        sheet = replace(self.sheets[at], kind=kind)
        others = (other for place, other in enumerate(self.sheets) if place != at)
        begun = next((each for each in others if kind and sheet.goes_on_from(each)), None)
        if begun is not None:
            sheet = replace(sheet, columns=begun.columns)
        return self.with_sheet(at, sheet)

    def with_meaning(self, at: int, index: int, meaning: Meaning) -> "MappingDraft":
        """Say what a column of a sheet is, and of the sheets on which its table goes on."""
        return self._on_alike(at, lambda sheet: sheet.with_meaning(index, meaning))

    def with_right(self, at: int, index: int, right: str) -> "MappingDraft":
        """Name the right of a column, on all sheets of the table."""
        return self._on_alike(at, lambda sheet: sheet.with_right(index, right))

    def _on_alike(self, at: int, change: Callable[[SheetDraft], SheetDraft]) -> "MappingDraft":
        changed = self.sheets[at]
        sheets = (
            change(sheet) if place == at or sheet.is_like(changed) else sheet
            for place, sheet in enumerate(self.sheets)
        )
        return replace(self, sheets=tuple(sheets))

    def with_value(self, kind: ValueKind, text: str, said: Said | None) -> "MappingDraft":
        """Say what a value means; None takes that back."""
        values = self.values
        if kind is ValueKind.ROLE:
            role = said if isinstance(said, Role) else None
            values = replace(values, roles=_with(values.roles, text, role))
        elif kind is ValueKind.BOX:
            ticked = said if isinstance(said, bool) else None
            values = replace(values, boxes=_with(values.boxes, text, ticked))
        else:
            level = said if isinstance(said, Level) else None
            values = replace(values, levels=_with(values.levels, text, level))
        return replace(self, values=values)

    def with_default_role(self, role: Role | None) -> "MappingDraft":
        """Say the role of all accounts of a file without a column of roles."""
        return replace(self, values=replace(self.values, default_role=role))

    @property
    def lacks_roles(self) -> bool:
        """Whether no column of a sheet that is read says roles."""
        read = (sheet for sheet in self.sheets if sheet.kind is not None)
        return not any(column.meaning is Meaning.ROLE for sheet in read for column in sheet.columns)


def _same(table: TableMapping, other: TableMapping) -> bool:
    return bool(table.signature) and bool(table.header_row) and table.signature == other.signature


def _with(meanings: Mapping[str, _T], text: str, said: _T | None) -> dict[str, _T]:
    kept = {value: meaning for value, meaning in meanings.items() if value != text}
    return kept if said is None else kept | {text: said}


class DraftFault(StrEnum):
    """What is wrong with a draft."""

    NO_PERMISSIONS = "no_permissions"
    LACKS = "lacks"
    TWICE = "twice"
    HALF = "half"
    """A right with one box only; the file can be read so, which a person may want."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to be said, or said otherwise: on which sheet, of which meaning or right."""

    code: DraftFault
    sheet: str = ""
    meaning: Meaning | None = None
    right: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the file can't be read until that is said."""
        return self.code is not DraftFault.HALF


def faults_of(mapping: ColumnMapping) -> tuple[Fault, ...]:
    """What is missing in a mapping, and what is said twice; what blocks stands first."""
    found: list[Fault] = []
    if not mapping.of_kind(TableKind.PERMISSIONS):
        found.append(Fault(DraftFault.NO_PERMISSIONS))
    for table in mapping.tables:
        found += [Fault(DraftFault.LACKS, table.sheet, meaning) for meaning in table.missing]
        found += _said_twice(table)
        found += _halves(table)
    return tuple(sorted(found, key=lambda fault: not fault.blocks))


def _said_twice(table: TableMapping) -> list[Fault]:
    seen: set[tuple[Meaning, str]] = set()
    twice: dict[tuple[Meaning, str], Fault] = {}
    for column in table.columns:
        if column.meaning is Meaning.OTHER:
            continue
        kind = (column.meaning, fold_name(column.right) or column.right)
        if kind in seen:
            twice[kind] = Fault(DraftFault.TWICE, table.sheet, column.meaning, column.right)
        seen.add(kind)
    return list(twice.values())


def _halves(table: TableMapping) -> list[Fault]:
    boxes = {(c.right, c.meaning) for c in table.columns if c.right and c.meaning in _OTHER_BOX}
    return [
        Fault(DraftFault.HALF, table.sheet, _OTHER_BOX[meaning], right)
        for right, meaning in sorted(boxes)
        if (right, _OTHER_BOX[meaning]) not in boxes
    ]
