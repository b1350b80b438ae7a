"""Trying a mapping on the first rows of a file, before all of it is read."""

from dataclasses import dataclass, replace

from kuke_tui.domain.export import Export, Source
from kuke_tui.sheets.building.build import build
from kuke_tui.sheets.opening import ReadOptions
from kuke_tui.sheets.recognition.books import recognise
from kuke_tui.sheets.recognition.draft import MappingDraft
from kuke_tui.sheets.recognition.drafting import understood
from kuke_tui.sheets.recognition.found_values import FoundValue, values_in_problems
from kuke_tui.sheets.recognition.preview import BookPreview, grid_of


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping makes of a file: how many of what, and the values that can't be read."""

    clients: int
    accounts: int
    policies: int
    rights: int
    problems: int
    unread: tuple[FoundValue, ...] = ()


def options_of(preview: BookPreview, draft: MappingDraft, asked: ReadOptions) -> ReadOptions:
    """Say how to read the file as drafted; ``asked`` has the encoding and delimiter.

    The sheets are named only where the mapping would take in one that is not to be read.
    """
    mapping = draft.mapping
    options = replace(asked, mapping=mapping, sheets=())
    found = understood(preview, mapping)
    if found and not {table.sheet for table in found.tables} <= set(draft.used):
        options = replace(options, sheets=draft.used)
    return options


def try_mapping(preview: BookPreview, draft: MappingDraft, options: ReadOptions) -> Trial:
    """Read the rows kept as drafted. Raises ``SheetError`` as reading the file does."""
    book = recognise(grid_of(preview), sheets=options.sheets, mapping=options.mapping)
    source = Source("", "", preview.format, book.recognition.layout)
    return trial_of(build(book, source)[0], draft)


def trial_of(export: Export, draft: MappingDraft) -> Trial:
    """Count what was read."""
    return Trial(
        len(export.clients),
        len(export.accounts),
        sum(len(client.policies) for client in export.clients),
        len(export.rights),
        len(export.problems),
        tuple(values_in_problems(export.problems, draft)),
    )
