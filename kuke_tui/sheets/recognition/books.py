"""Which sheets of a file hold accounts, policies and permissions, and how they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kuke_tui.domain.export import Layout
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import GridBook, column_letter
from kuke_tui.sheets.recognition.headers import MAX_COLUMNS, header_candidates
from kuke_tui.sheets.recognition.mapping import Column, ColumnMapping, TableKind, TableMapping
from kuke_tui.sheets.recognition.names import Meaning, fold_name
from kuke_tui.sheets.recognition.parts import (
    continued,
    continued_without_header,
    place_columns,
    rights_of,
)
from kuke_tui.sheets.recognition.sampling import SampledSheet, is_filled
from kuke_tui.sheets.recognition.tables import TableGuess, duplicate_columns, guess_table
from kuke_tui.sheets.recognition.values import BUILT_IN_MEANINGS, value_text

_NAMED_HEADERS = 40
_MAX_SHEETS = 200
_MAX_SAMPLED_CELLS = 20_000_000
"""Cells of the samples of all sheets added up."""


HeaderLines = tuple[tuple[str, ...], ...]


class UnreadSheet(NamedTuple):
    """A sheet of permissions that is no part of the table that is read, and the rights it names."""

    sheet: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file was taken for, to be shown and, where it is wrong, overridden.

    ``encoding`` and ``delimiter`` are None but for text files. ``unused_sheets`` hold something
    that was not read; ``unread`` are those of them with permissions. ``duplicates`` are, by
    sheet, columns whose name stood there already.
    """

    format: str
    layout: Layout
    mapping: ColumnMapping
    encoding: str | None = None
    delimiter: str | None = None
    unused_sheets: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, Column], ...] = ()
    unread: tuple[UnreadSheet, ...] = ()


class ReadTable(NamedTuple):
    """A table ready to be read: its mapping, its sheet, and the header to know again."""

    mapping: TableMapping
    sheet: SampledSheet
    header_lines: HeaderLines


@dataclass(slots=True)
class ReadBook:
    """A book understood: the tables in the order of reading, and what was decided."""

    tables: list[ReadTable]
    recognition: Recognition


@dataclass(slots=True)
class _Sheets:
    samples: list[SampledSheet]
    guesses: dict[int, TableGuess] = field(default_factory=dict)
    unread: list[UnreadSheet] = field(default_factory=list)

    def unused(self, used: set[int]) -> tuple[str, ...]:
        return tuple(
            sample.sheet.name
            for at, sample in enumerate(self.samples)
            if at not in used and not sample.is_empty
        )


def recognise(
    book: GridBook,
    *,
    sheets: Sequence[str] = (),
    mapping: ColumnMapping | None = None,
) -> ReadBook:
    """Find the tables of a book.

    ``sheets`` limits the search to these tabs; ``mapping`` says what is what instead of finding
    out. Raises ``SheetError`` EMPTY where no sheet holds anything, OTHER_TABLE
    where one stands beside the table, and NO_TABLE with the headers seen where no sheet has
    accounts with their permissions, or none fits the mapping.
    """
    found = _Sheets(list(_sampled(book, sheets)))
    if all(sample.is_empty for sample in found.samples):
        raise SheetError(SheetErrorCode.NO_TABLE if sheets else SheetErrorCode.EMPTY)
    chosen = _recognised(found) if mapping is None else _mapped(found, mapping)
    values = BUILT_IN_MEANINGS if mapping is None else mapping.values
    for at, table, _lines in chosen:
        _check_width(found.samples[at], table)
        if mapping is None:
            _check_beside(found.samples[at], table)
    tables = [
        ReadTable(table, found.samples[at], lines)
        for kind in (TableKind.ACCOUNTS, TableKind.POLICIES, TableKind.PERMISSIONS)
        for at, table, lines in chosen
        if table.kind is kind
    ]
    understood = ColumnMapping(tuple(table.mapping for table in tables), values)
    layout = understood.of_kind(TableKind.PERMISSIONS)[0].layout
    return ReadBook(
        tables,
        Recognition(
            format=book.format,
            layout=layout or Layout.LONG,
            mapping=understood,
            unused_sheets=found.unused({at for at, _table, _lines in chosen}),
            duplicates=tuple(
                (table.mapping.sheet, column)
                for table in tables
                for column in duplicate_columns(table.mapping.columns)
            ),
            unread=tuple(found.unread),
        ),
    )


def _sampled(book: GridBook, sheets: Sequence[str]) -> Iterator[SampledSheet]:
    cells = 0
    for sheet in list(book.sheets)[:_MAX_SHEETS]:
        if sheets and sheet.name not in sheets:
            continue
        sample = SampledSheet(sheet)
        cells += sum(len(row.cells) for row in sample.sample)
        if cells > _MAX_SAMPLED_CELLS:
            raise SheetError(SheetErrorCode.TOO_LARGE, sheet=sheet.name, detail="sheets")
        yield sample


def _check_width(sample: SampledSheet, table: TableMapping) -> None:
    """Refuse a header that goes on where nobody looks, rather than leave columns out unseen."""
    for row in sample.sample:
        if row.number == table.header_row and any(map(is_filled, row.cells[MAX_COLUMNS:])):
            column = column_letter(MAX_COLUMNS)
            raise SheetError(
                SheetErrorCode.TOO_LARGE, sheet=table.sheet, row=row.number, column=column
            )


def _check_beside(sample: SampledSheet, table: TableMapping) -> None:
    """Refuse a sheet with a second column of logins, of other ones: a table beside the table."""
    login = table.column(Meaning.LOGIN)
    for other in duplicate_columns(table.columns):
        if login is None or fold_name(other.header) != fold_name(login.header):
            continue
        for number, cells in sample.sample:
            if number <= table.header_row or len(cells) <= other.index:
                continue
            if value_text(cells[other.index]) not in ("", value_text(cells[login.index])):
                raise SheetError(
                    SheetErrorCode.OTHER_TABLE,
                    sheet=table.sheet,
                    row=table.header_row,
                    column=other.letter,
                    found=other.header,
                )


_Chosen = list[tuple[int, TableMapping, HeaderLines]]


def _recognised(found: _Sheets) -> _Chosen:
    for at, sample in enumerate(found.samples):
        guess = guess_table(sample.sheet.name, sample.sample, BUILT_IN_MEANINGS)
        if guess is not None:
            found.guesses[at] = guess
    kinds = {at: guess.kind for at, guess in found.guesses.items()}
    holders = [at for at, kind in kinds.items() if kind is TableKind.PERMISSIONS]
    if not holders:
        raise _no_table(found)
    visible = [at for at in holders if not found.samples[at].sheet.hidden]
    main = max(visible or holders, key=lambda at: _weight(found, at))
    begun = found.guesses[main].mapping
    chosen: _Chosen = []
    for at, sample in enumerate(found.samples):
        guess = found.guesses.get(at)
        aside = at != main and sample.sheet.hidden and bool(visible)
        if guess is not None and guess.kind in (TableKind.ACCOUNTS, TableKind.POLICIES):
            chosen.append((at, guess.mapping, guess.header.lines))
        elif aside:
            continue
        elif guess is not None and (part := continued(begun, guess)):
            chosen.append((at, part, guess.header.lines))
        elif guess is not None and guess.kind is TableKind.PERMISSIONS:
            found.unread.append(UnreadSheet(sample.sheet.name, rights_of(guess, sample)))
        elif part := continued_without_header(begun, found.samples[main], sample):
            chosen.append((at, part, ()))
    return chosen


def _weight(found: _Sheets, at: int) -> tuple[int, int, int]:
    guess = found.guesses[at]
    return (guess.header.score, len(found.samples[at].sample), -at)


def _mapped(found: _Sheets, mapping: ColumnMapping) -> _Chosen:
    chosen: _Chosen = []
    claimed: set[int] = set()
    for table in mapping.tables:
        matches = [
            (at, fitted)
            for at in _in_order_of_name(found, table.sheet)
            if at not in claimed and (fitted := _fit(table, found.samples[at]))
        ]
        if not matches:
            if any(table.kind is known.kind for _at, known, _lines in chosen):
                continue
            raise _no_table(found)
        many = table.kind is TableKind.PERMISSIONS and table.header_row
        for at, (fitted_table, lines) in matches if many else matches[:1]:
            if at != matches[0][0] and found.samples[at].sheet.hidden:
                continue
            claimed.add(at)
            chosen.append((at, fitted_table, lines))
    if not any(table.kind is TableKind.PERMISSIONS for _at, table, _lines in chosen):
        raise _no_table(found)
    return sorted(chosen, key=lambda each: each[0])


def _in_order_of_name(found: _Sheets, name: str) -> Iterator[int]:
    places = range(len(found.samples))
    return iter(sorted(places, key=lambda at: found.samples[at].sheet.name != name))


def _fit(table: TableMapping, sample: SampledSheet) -> tuple[TableMapping, HeaderLines] | None:
    """Place a mapping's columns on a sheet by their headers; None where one is not there."""
    name = sample.sheet.name
    if not table.header_row:
        return (replace(table, sheet=name), ()) if not sample.is_empty else None
    nameless = not any(c.header for c in table.columns if c.meaning is not Meaning.OTHER)
    for header in header_candidates(sample.sample):
        if nameless and header.row != table.header_row:
            continue
        columns = place_columns(table, header)
        if columns is not None:
            lines = len(header.lines)
            fitted = replace(
                table, sheet=name, header_row=header.row, columns=columns, header_lines=lines
            )
            return fitted, header.lines
    return None


def _no_table(found: _Sheets) -> SheetError:
    """Say which headers were seen, on the sheet most like an export."""
    best = max(found.guesses.values(), key=lambda guess: guess.header.score, default=None)
    if best is not None:
        named = best.header.stated
        seen = [name for at, name in enumerate(best.header.names) if at in named]
        sheet, row = best.mapping.sheet, best.header.row
    else:
        sample = next(sample for sample in found.samples if not sample.is_empty)
        first = max(sample.sample[:20], key=lambda row: sum(1 for cell in row.cells if cell))
        seen = [text for cell in first.cells if isinstance(cell, str) and (text := cell.strip())]
        sheet, row = sample.sheet.name, first.number
    return SheetError(
        SheetErrorCode.NO_TABLE, sheet=sheet, row=row, found=", ".join(seen[:_NAMED_HEADERS])
    )
