"""Prove that a patched csv file differs from its source in the wanted cells alone."""

from itertools import zip_longest
from pathlib import Path

from kuke_tui.sheets.csv.dialect import CsvDialect
from kuke_tui.sheets.csv.fields import split_record
from kuke_tui.sheets.csv.patch import Appended, Cells, appended_below, appended_cells, by_row
from kuke_tui.sheets.csv.records import records
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.source import opened


def verify_patched_csv(
    source: Path,
    patched: Path,
    dialect: CsvDialect,
    cells: Cells,
    appended: Appended,
    append_after: int | None = None,
) -> None:
    """Compare both files: cells are the old ones plus the edits, all other text is the same.

    Encodings are strict both ways, so the same text is the same bytes. Raises ``VERIFY_FAILED``
    with the row where the files differ otherwise, or what makes the patched file unreadable.
    """
    with opened(source) as original, opened(patched) as result:
        length = len(dialect.prefix)
        if original.read(length) != result.read(length):
            raise _difference(patched, 1, "the first bytes")
    last = appended_below(source, dialect, cells, append_after) if appended else 0
    changes = by_row(cells)
    added = by_row(appended_cells(last, appended))
    before = records(source, dialect)
    number, record, old = 0, "", ([""], "\n" if appended else "")
    for number, (values, record) in enumerate(records(patched, dialect), start=1):
        if last < number <= last + len(appended):
            if _filled(values) != _filled(_as_row(added.get(number, {}))):
                raise _difference(patched, number, "a new row")
            continue
        old = next(before, ([""], ""))
        row = number if number <= last else number - len(appended)
        # New rows need the line end that the last row of a file may lack.
        lacks_end = bool(appended) and row == last and not _ends(old[1])
        new = (values, record.rstrip("\r\n") if lacks_end else record)
        wanted = changes.get(row)
        if wanted is not None:
            _compare_row(patched, number, dialect, old, new, wanted)
        elif new[1] != old[1]:
            raise _difference(patched, number, "a row without edits")
    if next(before, None) is not None or number < last + len(appended):
        raise _difference(patched, number + 1, "rows are missing")
    if _ends(record) != _ends(old[1]):
        raise _difference(patched, number, "the last line end")


def _compare_row(
    patched: Path,
    number: int,
    dialect: CsvDialect,
    old: tuple[list[str], str],
    new: tuple[list[str], str],
    wanted: dict[int, str],
) -> None:
    expected = [*old[0], *_as_row(wanted)[len(old[0]) :]]
    for column, value in wanted.items():
        if column < len(expected):
            expected[column] = value
    if _filled(new[0]) != _filled(expected):
        raise _difference(patched, number, "the edited cells")
    old_fields, old_end = split_record(old[1], dialect)
    new_fields, new_end = split_record(new[1], dialect)
    for column, (before, after) in enumerate(zip_longest(old_fields, new_fields, fillvalue="")):
        if column not in wanted and before != after:
            raise _difference(patched, number, "a cell beside the edited ones")
    if old_end != new_end:
        raise _difference(patched, number, "the line end")


def _ends(record: str) -> bool:
    return record.endswith(("\r", "\n"))


def _as_row(values: dict[int, str]) -> list[str]:
    return [values.get(column, "") for column in range(max(values, default=-1) + 1)]


def _filled(values: list[str]) -> list[str]:
    """The row up to its last value: delimiters after it are no cells."""
    width = len(values)
    while width and not values[width - 1]:
        width -= 1
    return values[:width]


def _difference(path: Path, row: int, detail: str) -> SheetError:
    return SheetError(SheetErrorCode.VERIFY_FAILED, path=str(path), row=row, detail=detail)
