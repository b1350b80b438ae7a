"""The values that stand in columns of permissions and roles, for a person to say what they mean."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kuke_tui.domain.export import Problem, ProblemCode
from kuke_tui.sheets.grid import CellError
from kuke_tui.sheets.recognition.draft import MappingDraft, Said, SheetDraft, ValueKind
from kuke_tui.sheets.recognition.mapping import Column, TableKind
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.preview import BookPreview, SheetPreview
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_MOST_VALUES = 200
_LONGEST = 500
_KINDS = {
    Meaning.LEVEL: ValueKind.LEVEL,
    Meaning.VIEW: ValueKind.BOX,
    Meaning.CHANGE: ValueKind.BOX,
    Meaning.TICK: ValueKind.BOX,
    Meaning.ROLE: ValueKind.ROLE,
}


class FoundValue(NamedTuple):
    """A value as it stands in the file, trimmed, and in how many cells it was met."""

    kind: ValueKind
    text: str
    cells: int

    def said(self, values: ValueMeanings) -> Said | None:
        """What it means; None where it can't be read."""
        if self.kind is ValueKind.ROLE:
            return values.role(self.text)
        return values.level(self.text) if self.kind is ValueKind.LEVEL else values.box(self.text)

    def said_by_person(self, values: ValueMeanings) -> bool:
        """Whether somebody explained it, rather than the program knowing it."""
        by_kind = {
            ValueKind.LEVEL: values.levels,
            ValueKind.BOX: values.boxes,
            ValueKind.ROLE: values.roles,
        }
        return self.text in by_kind[self.kind]


def find_values(preview: BookPreview, draft: MappingDraft) -> list[FoundValue]:
    """List the values of the sheets that are read: unreadable ones first, then the frequent."""
    counted: Counter[tuple[ValueKind, str]] = Counter()
    for sheet, of_sheet in zip(preview.sheets, draft.sheets, strict=True):
        for column, kind in _columns_with_values(of_sheet):
            counted.update((kind, text) for text in _texts(sheet, of_sheet, column))
    return in_order([FoundValue(*value, cells) for value, cells in counted.items()], draft.values)


def in_order(found: list[FoundValue], values: ValueMeanings) -> list[FoundValue]:
    """Put what is still to be explained first; beyond two hundred the rarest are left out."""
    ordered = sorted(found, key=lambda v: (v.said(values) is not None, -v.cells, v.kind, v.text))
    return ordered[:_MOST_VALUES]


def values_in_problems(problems: tuple[Problem, ...], draft: MappingDraft) -> list[FoundValue]:
    """List the values that reading the whole file could not read."""
    kinds = {
        (sheet.sheet, column.letter): kind
        for sheet in draft.sheets
        for column, kind in _columns_with_values(sheet)
    }
    counted: Counter[tuple[ValueKind, str]] = Counter()
    for problem in problems:
        if problem.code in (ProblemCode.UNKNOWN_LEVEL, ProblemCode.UNKNOWN_ROLE) and problem.found:
            kind = kinds.get((problem.at.sheet or "", problem.at.column or ""))
            if kind is not None:
                counted[kind, problem.found] += 1
    return [FoundValue(*value, cells) for value, cells in counted.items()]


def _columns_with_values(draft: SheetDraft) -> Iterator[tuple[Column, ValueKind]]:
    if draft.kind is None:
        return
    for column in draft.columns:
        kind = _KINDS.get(column.meaning)
        if kind is ValueKind.ROLE or (kind and draft.kind is TableKind.PERMISSIONS):
            yield column, kind


def _texts(preview: SheetPreview, draft: SheetDraft, column: Column) -> Iterator[str]:
    for row in preview.rows:
        if row.number <= draft.header_row or column.index >= len(row.cells):
            continue
        value = row.cells[column.index]
        if isinstance(value, CellError):
            continue
        text = value_text(value)
        if text and text != column.header and len(text) <= _LONGEST:
            yield text
