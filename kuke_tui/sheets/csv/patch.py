"""Patching a csv file field by field: every other byte stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.fields import (
    bare,
    is_quoted,
    must_quote,
    spaces_before,
    spell,
    split_record,
)
from kuke_tui.sheets.csv.habits import QuotingHabits, learn_habits
from kuke_tui.sheets.csv.records import records
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import column_letter

Cells = Mapping[tuple[int, int], str | None]
"""New texts by 1-based row and 0-based column; ``None`` empties the field."""
Appended = Sequence[Mapping[int, str]]
"""New rows: texts by 0-based column."""

_HABIT_ROWS = 2_000
_FLUSH_RECORDS = 8_192


def patch_csv(
    source: Path,
    dialect: CsvDialect,
    cells: Cells,
    appended: Appended,
    target: BinaryIO,
    append_after: int | None = None,
) -> None:
    """Write ``source`` to ``target`` with some fields replaced and rows added.

    A field keeps its quotes, or gets those its column has; a cell beyond its row's end gets the
    delimiters it needs. New rows follow row ``append_after``, or the last row with a value where
    that is None, and are written as that row is, the missing line end at the end of the file
    included. Raises ``CANNOT_ENCODE`` before anything is written, and ``CHANGED_ON_DISK`` where
    the file turns out not to have a row.
    """
    last = appended_below(source, dialect, cells, append_after) if appended else None
    check_encodable(source, dialect, cells, appended, append_after)
    sample = islice(_numbered(source, dialect), _HABIT_ROWS)
    habits = learn_habits(sample, cells.keys(), dialect)
    target.write(dialect.prefix)
    texts = _patched(source, habits, cells, appended, last)
    while batch := "".join(islice(texts, _FLUSH_RECORDS)):
        target.write(batch.encode(dialect.encoding))


def appended_below(
    source: Path, dialect: CsvDialect, cells: Cells, append_after: int | None
) -> int:
    """Return the number of the row that new rows follow."""
    return last_row_number(source, dialect, cells) if append_after is None else append_after


def last_row_number(source: Path, dialect: CsvDialect, cells: Cells) -> int:
    """Return the number of the last row with a value, edits included, 0 if there is none.

    New rows follow it; the empty lines that Excel likes to leave below stay below.
    """
    last = max((row for (row, _column), value in cells.items() if value), default=0)
    for number, values, _record in _numbered(source, dialect):
        if number > last and any(values):
            last = number
    return last


def appended_cells(last: int, appended: Appended) -> dict[tuple[int, int], str]:
    """Number the cells of the new rows, which stand below row ``last``."""
    return {
        (number, column): value
        for number, row in enumerate(appended, start=last + 1)
        for column, value in row.items()
    }


def by_row(cells: Cells) -> dict[int, dict[int, str]]:
    """Group cells by row; ``None`` becomes empty text."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), value in cells.items():
        rows.setdefault(row, {})[column] = value or ""
    return rows


def _numbered(source: Path, dialect: CsvDialect) -> Iterator[tuple[int, list[str], str]]:
    for number, (values, record) in enumerate(records(source, dialect), start=1):
        yield number, values, record


def check_encodable(
    source: Path,
    dialect: CsvDialect,
    cells: Cells,
    appended: Appended,
    append_after: int | None = None,
) -> None:
    """Raise ``CANNOT_ENCODE``, with the cell and the character, where one can't be written."""
    values = {*cells.values(), *chain.from_iterable(row.values() for row in appended)}
    unwritable = {value: _unwritable(value or "", dialect.encoding) for value in values}
    if not any(unwritable.values()):
        return
    last = appended_below(source, dialect, cells, append_after) if appended else 0
    places = {**cells, **appended_cells(last, appended)}
    row, column = min(place for place, value in places.items() if unwritable[value])
    raise SheetError(
        SheetErrorCode.CANNOT_ENCODE,
        path=str(source),
        row=row,
        column=column_letter(column),
        found=unwritable[places[row, column]],
        detail=dialect.encoding,
    )


def _unwritable(value: str, encoding: str) -> str:
    """The first character a file in this encoding can't hold, or nothing."""
    try:
        value.encode(encoding)
    except UnicodeEncodeError as error:
        return value[error.start]
    return "\0" if "\0" in value else ""


def _patched(
    source: Path, habits: QuotingHabits, cells: Cells, appended: Appended, last: int | None
) -> Iterator[str]:
    changes = by_row(cells)
    number, above = 0, ""
    if last == 0:
        yield _new_rows(habits.dialect.newline, appended, habits)
    for number, values, record in _numbered(source, habits.dialect):
        wanted = changes.get(number)
        text = _respelled(values, record, wanted, habits, above) if wanted else record
        yield text
        above = text
        if number == last:
            yield _new_rows(text, appended, habits)
    if number < max([*changes, last or 0]):
        raise SheetError(
            SheetErrorCode.CHANGED_ON_DISK, path=str(source), row=max([*changes, last or 0])
        )


def _respelled(
    values: Sequence[str],
    record: str,
    wanted: Mapping[int, str],
    habits: QuotingHabits,
    above: str,
) -> str:
    fields, end = split_record(record, habits.dialect)
    for column, value in sorted(wanted.items()):
        if column < len(values):
            fields[column] = habits.respell(column, fields[column], values[column], value)
        elif value:
            fields += [""] * (column + 1 - len(fields))
            fields[column] = habits.respell(column, None, "", value)
    text = habits.dialect.delimiter.join(fields)
    return (text or _empty_row(end, above, habits.dialect)) + end


def _empty_row(end: str, above: str, dialect: CsvDialect) -> str:
    """Nothing, unless a row of nothing would not be a row: at the end, or by making a CRLF."""
    vanishes = not end or (end == "\n" and above.endswith("\r"))
    return spell("", dialect, quoted=vanishes)


def _new_rows(above: str, appended: Appended, habits: QuotingHabits) -> str:
    """Rows that look like the one ``above``; where that has no line end, they get one before."""
    dialect = habits.dialect
    model, end = split_record(above, dialect)
    newline = end or dialect.newline
    rows = newline.join(
        dialect.delimiter.join(
            _spelled_like(model, column, row.get(column, ""), habits)
            for column in range(max(len(model), max(row, default=-1) + 1))
        )
        for row in appended
    )
    return rows + end if end else newline + rows


def _spelled_like(model: list[str], column: int, value: str, habits: QuotingHabits) -> str:
    dialect = habits.dialect
    field = model[column] if column < len(model) else habits.spaces(column)
    above = bare(field, dialect)
    is_empty_above = above in {"", dialect.quotechar * 2}
    if value and is_empty_above:
        quoted = habits.quotes_values(column) or is_quoted(above, dialect)
    elif value and must_quote(above[1:-1], dialect):
        quoted = habits.quotes_values(column) is True
    elif value or is_empty_above:
        quoted = is_quoted(above, dialect)
    else:
        quoted = is_quoted(above, dialect) and habits.quotes_empties(column) is not False
    return spaces_before(field, dialect) + spell(value, dialect, quoted=quoted)
