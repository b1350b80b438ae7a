"""Where a draft of a mapping begins: with what was recognised, or with the best guess."""

from collections.abc import Sequence
from dataclasses import replace

from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.recognition.books import recognise
from kuke_tui.sheets.recognition.draft import MappingDraft, SheetDraft
from kuke_tui.sheets.recognition.headers import Header, header_candidates
from kuke_tui.sheets.recognition.mapping import (
    Column,
    ColumnMapping,
    TableKind,
    TableMapping,
    header_fingerprint,
)
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning
from kuke_tui.sheets.recognition.preview import BookPreview, SheetPreview, grid_of
from kuke_tui.sheets.recognition.sampling import is_filled
from kuke_tui.sheets.recognition.tables import (
    TableGuess,
    guess_columns,
    guess_table,
    records_below,
)
from kuke_tui.sheets.recognition.values import BUILT_IN_MEANINGS

_MOST_COLUMNS = 2_000
_TITLE_ROWS = 20


def understood(
    preview: BookPreview, mapping: ColumnMapping | None, sheets: Sequence[str] = ()
) -> ColumnMapping | None:
    """What a file is taken for by its first rows; None where nothing in it fits."""
    try:
        return recognise(grid_of(preview), sheets=sheets, mapping=mapping).recognition.mapping
    except SheetError:
        return None


def begin_draft(
    preview: BookPreview, mapping: ColumnMapping | None = None, sheets: Sequence[str] = ()
) -> MappingDraft:
    """Draft a mapping: as ``mapping`` or recognition understands the file, or by guessing."""
    known = understood(preview, mapping, sheets)
    if known is None and mapping is not None:
        known = understood(preview, None)
    if known is None:
        return _guessed(preview)
    tables = {table.sheet: table for table in known.tables}
    drafts = (
        _of_table(sheet, tables[sheet.name]) if sheet.name in tables else _of_guess(sheet, None)
        for sheet in preview.sheets
    )
    return MappingDraft(tuple(drafts), known.values)


def with_header(draft: SheetDraft, preview: SheetPreview, row: int) -> SheetDraft:
    """Say which row holds the column names, and guess the columns anew; 0 where none does."""
    header = _header_at(preview, row, 0)
    if header is None:
        columns = tuple(replace(column, header="") for column in draft.columns)
        return replace(draft, header_row=0, header_lines=1, columns=columns)
    below = records_below(header, preview.rows)
    columns = _whole(preview, header, guess_columns(header, below, BUILT_IN_MEANINGS))
    return replace(draft, header_row=row, header_lines=len(header.lines), columns=columns)


def header_names(preview: BookPreview) -> dict[str, tuple[str, ...]]:
    """The names in each row that may be a header, by their fingerprint."""
    return {
        header_fingerprint(header.names): tuple(filter(None, header.names))
        for sheet in preview.sheets
        for header in header_candidates(sheet.rows)
        if any(header.names)
    }


def _header_at(preview: SheetPreview, row: int, lines: int) -> Header | None:
    """Find the row as a header, of so many lines, or of those whose names are known best."""
    candidates = [header for header in header_candidates(preview.rows) if header.row == row]
    exact = [header for header in candidates if len(header.lines) == lines]
    fitting = exact or candidates
    return max(fitting, key=lambda each: (each.score, -len(each.lines)), default=None)


def _of_table(preview: SheetPreview, table: TableMapping) -> SheetDraft:
    header = _header_at(preview, table.header_row, table.header_lines)
    draft = SheetDraft(
        table.sheet,
        table.kind,
        table.header_row,
        _whole(preview, header, table.columns),
        table.header_lines,
    )
    for column in table.columns:  # a long table's columns of levels get the right they would have
        if column.meaning in PERMISSION_MEANINGS and not column.right:
            draft = draft.with_meaning(column.index, column.meaning)
    return draft


def _guessed(preview: BookPreview) -> MappingDraft:
    guesses = [
        guess_table(sheet.name, list(sheet.rows), BUILT_IN_MEANINGS) for sheet in preview.sheets
    ]

    def weight(at: int) -> tuple[bool, bool, int, int, int]:
        sheet, guess = preview.sheets[at], guesses[at]
        score = guess.header.score if guess else 0
        aside = guess is not None and guess.kind is not None
        return (not sheet.is_empty, not (sheet.hidden or aside), score, len(sheet.rows), -at)

    pairs = zip(preview.sheets, guesses, strict=True)
    draft = MappingDraft(tuple(_of_guess(sheet, guess) for sheet, guess in pairs))
    if not guesses:
        return draft
    main = max(range(len(guesses)), key=weight)
    draft = draft.with_kind(main, TableKind.PERMISSIONS)
    for at, sheet in enumerate(preview.sheets):
        part = replace(draft.sheets[at], kind=TableKind.PERMISSIONS)
        if at != main and not sheet.hidden and part.goes_on_from(draft.sheets[main]):
            draft = draft.with_kind(at, TableKind.PERMISSIONS)
    return draft


def _of_guess(preview: SheetPreview, guess: TableGuess | None) -> SheetDraft:
    if guess is not None:
        table = guess.mapping
        return SheetDraft(
            preview.name,
            guess.kind,
            table.header_row,
            _whole(preview, guess.header, table.columns),
            table.header_lines,
        )
    first = [row for row in preview.rows if any(map(is_filled, row.cells))][:_TITLE_ROWS]
    row = max(first, key=lambda each: sum(map(is_filled, each.cells)), default=None)
    empty = SheetDraft(preview.name, None, 0, _whole(preview, None, ()))
    return empty if row is None else with_header(empty, preview, row.number)


def _whole(
    preview: SheetPreview, header: Header | None, known: Sequence[Column]
) -> tuple[Column, ...]:
    """One column for each that the sheet has, whether it has a name or not."""
    names = header.names if header else ()
    by_index = {column.index: column for column in known}
    width = max((_width(row.cells) for row in preview.rows), default=0)
    width = min(max(width, len(names), *(at + 1 for at in by_index), 0), _MOST_COLUMNS)
    return tuple(
        by_index.get(at) or Column(at, names[at] if at < len(names) else "", Meaning.OTHER)
        for at in range(width)
    )


def _width(cells: Sequence[object]) -> int:
    width = len(cells)
    while width and cells[width - 1] in (None, ""):
        width -= 1
    return width
