"""Proof before a file is replaced: the patched workbook is the old one with the edits, no more."""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import GridRow, Value, column_letter
from kuke_tui.sheets.xlsx.ahead import made_ahead
from kuke_tui.sheets.xlsx.archive import Archive, data_start, opened
from kuke_tui.sheets.xlsx.differences import (
    RowPair,
    SheetSide,
    UnplainSheetError,
    differing_rows,
)
from kuke_tui.sheets.xlsx.directory import LOCAL, Entry
from kuke_tui.sheets.xlsx.edits import Growth, Move, NewValue, SheetEdits
from kuke_tui.sheets.xlsx.fast_rows import stream_rows
from kuke_tui.sheets.xlsx.limits import MAX_SMALL_PART
from kuke_tui.sheets.xlsx.package import Package, SheetPart, located, open_package
from kuke_tui.sheets.xlsx.parser import SheetParser
from kuke_tui.sheets.xlsx.patch import appended_after, small_parts
from kuke_tui.sheets.xlsx.strings import read_strings
from kuke_tui.sheets.xlsx.values import CellDecoder

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension [^<>]*>")
_REFERENCE = re.compile(
    rb'(?<=[ :]ref=")[^"]*|(?<=[ :]sqref=")[^"]*|(?<=:sqref>)[^<]*|(?<=brk id=")[^"]*'
)
_BLOCK = 1 << 20


def verify_patched(source: Path, patched: Path | BinaryIO, edits: Mapping[str, SheetEdits]) -> None:
    """Check a patched workbook against its source.

    The grids of the edited sheets must be the old ones with the edits, every other part must be
    the same byte for byte once unpacked, and the zip directory must be sound. Raises
    ``SheetError`` VERIFY_FAILED, located where a cell differs.
    """
    with located(source):
        old = open_package(source)
        try:
            new = open_package(patched)
            _verify(old, new, edits)
        except SheetError as error:
            if error.code is SheetErrorCode.VERIFY_FAILED:
                raise
            raise _failed(f"{error.code}: {error.detail}") from error


def _failed(detail: str) -> SheetError:
    return SheetError(SheetErrorCode.VERIFY_FAILED, detail=detail)


def _verify(old: Package, new: Package, edits: Mapping[str, SheetEdits]) -> None:
    olds, news = old.archive.directory.entries, new.archive.directory.entries
    if [entry.name for entry in olds] != [entry.name for entry in news]:
        raise _failed("the parts are not the same ones")
    touched = {
        part.entry: part
        for part in old.sheets
        if part.entry and (part.name in edits) and (edits[part.name] != SheetEdits())
    }
    growths = {
        part.name: Growth(after, after + len(edits[part.name].appended))
        for part in touched.values()
        if edits[part.name].appended
        for after in (appended_after(old, part, edits[part.name]),)
    }
    moves = {
        name: Move(growth.after, growth.last - growth.after)
        for name, growth in growths.items()
        if edits[name].moves_below
    }
    grown = [
        (part, growths[part.name], moves.get(part.name))
        for part in touched.values()
        if part.name in growths
    ]
    expected = small_parts(old, grown)
    for before, after in zip(olds, news, strict=True):
        if _local_name(old.archive, before) != _local_name(new.archive, after):
            raise _failed(f"the zip entry {before.name} is not sound")
        if before in touched:
            part = touched[before]
            growth, move = growths.get(part.name), moves.get(part.name)
            _verify_sheet(old, new, part, edits[part.name], growth, move)
        elif before in expected:
            if new.archive.read(after, MAX_SMALL_PART) != expected[before]:
                raise _failed(f"{before.name} was not grown as it should be")
        elif not _same_packed(old.archive, before, new.archive, after):
            _compare_parts(old.archive, before, new.archive, after)


def _local_name(archive: Archive, entry: Entry) -> bytes:
    """Read a part's name from its own header, which must lie before the directory."""
    with opened(archive.source) as file:
        if data_start(file, entry) + entry.packed > archive.directory.start:
            raise _failed(f"the zip entry {entry.name} is cut off")
        file.seek(entry.offset)
        length = int(LOCAL.unpack(file.read(LOCAL.size))[9])
        return file.read(length)


def _same_packed(old: Archive, before: Entry, new: Archive, after: Entry) -> bool:
    if before[1:6] != after[1:6]:
        return False
    with opened(old.source) as first, opened(new.source) as second:
        left, right = data_start(first, before), data_start(second, after)
        for at in range(0, before.packed, _BLOCK):
            size = min(_BLOCK, before.packed - at)
            first.seek(left + at)
            second.seek(right + at)
            if first.read(size) != second.read(size):
                return False
    return True


def _compare_parts(old: Archive, before: Entry, new: Archive, after: Entry) -> None:
    if old.read(before, MAX_SMALL_PART) != new.read(after, MAX_SMALL_PART):
        raise _failed(f"{before.name} has changed")


def _verify_sheet(
    old: Package,
    new: Package,
    part: SheetPart,
    edits: SheetEdits,
    growth: Growth | None,
    move: Move | None,
) -> None:
    wanted: dict[int, dict[int, NewValue]] = {}
    for (row, column), value in edits.cells.items():
        wanted.setdefault(row, {})[column] = value
    for number, values in enumerate(edits.appended, growth.after + 1 if growth else 1):
        wanted.setdefault(number, {}).update(values)
    try:
        try:
            pairs = _plain_pairs(old, new, part, move, sorted(wanted), grows=growth is not None)
            with closing(pairs):
                told = not _check_rows(pairs, wanted)
        except UnplainSheetError:
            told = False
        if not told:
            left = _check_rows(_all_pairs(old, new, part, move), wanted)
            _check_rows(((GridRow(row, ()), GridRow(row, ())) for row in left), wanted)
    except SheetError as error:
        error.sheet = error.sheet or part.name
        raise


def _check_rows(pairs: Iterable[RowPair], wanted: Mapping[int, Mapping[int, NewValue]]) -> set[int]:
    """Check pairs of rows; give the edited rows that were not among them."""
    left = set(wanted)
    for before, after in pairs:
        row = before or after
        if row is None:
            continue
        left.discard(row.number)
        edits = wanted.get(row.number, {})
        if before and after and _is_plainly(after.cells, before.cells, edits):
            continue
        expected = _with_edits(before.cells if before else (), edits)
        found = _with_edits(after.cells if after else (), {})
        if expected != found:
            columns = sorted(expected.keys() | found.keys())
            column = next(at for at in columns if expected.get(at) != found.get(at))
            raise SheetError(
                SheetErrorCode.VERIFY_FAILED,
                row=row.number,
                column=column_letter(column),
                found=repr(found.get(column)),
            )
    return left


def _is_plainly(
    found: Sequence[Value], before: Sequence[Value], edits: Mapping[int, NewValue]
) -> bool:
    """Tell at a glance that a row is the old one with the edits; False where that takes a look."""
    expected = list(before)
    expected.extend([None] * (max(edits, default=-1) + 1 - len(expected)))
    for column, value in edits.items():
        expected[column] = value
    while expected and expected[-1] is None:
        expected.pop()
    return list(found) == expected and list(map(type, found)) == list(map(type, expected))


def _with_edits(
    cells: Iterable[Value], edits: Mapping[int, NewValue]
) -> dict[int, tuple[type, Value]]:
    """Give a row's values by column, each with its type, since 1, 1.0 and True compare equal."""
    values = dict(enumerate(cells))
    values.update(edits)
    return {
        column: (type(value), value)
        for column, value in values.items()
        if value is not None and value != ""
    }


def _plain_pairs(
    old: Package,
    new: Package,
    part: SheetPart,
    move: Move | None,
    wanted: list[int],
    *,
    grows: bool,
) -> Generator[RowPair, None, None]:
    entry = next(each.entry for each in new.sheets if each.name == part.name)
    if part.entry is None or entry is None:
        raise _failed("the sheet's part is missing")
    decoder = _raw_decoder(old)
    with (
        made_ahead(old.archive.chunks(part.entry)) as olds,
        made_ahead(new.archive.chunks(entry)) as news,
    ):
        before, after = SheetSide(olds, decoder, move), SheetSide(news, decoder)
        if _DIMENSION.sub(b"", before.head) != _DIMENSION.sub(b"", after.head):
            raise _failed("what stands before the rows has changed")
        yield from differing_rows(before, after, wanted)
        first, second = before.rest(), after.rest()
        if grows:
            first, second = _REFERENCE.sub(b"", first), _REFERENCE.sub(b"", second)
        if first != second:
            raise _failed("what stands behind the rows has changed")


def _raw_decoder(package: Package) -> CellDecoder:
    """Decode numbers as they are stored, whatever their format makes of them."""
    strings = read_strings(package.archive, package.strings)
    return CellDecoder(strings, (), since_1904=False)


def _all_rows(package: Package, name: str) -> Iterator[GridRow]:
    entry = next(part.entry for part in package.sheets if part.name == name)
    if entry is None:
        raise _failed("the sheet's part is missing")
    decoder = _raw_decoder(package)
    return stream_rows(package.archive.chunks(entry), SheetParser(decoder), decoder)


def _all_pairs(old: Package, new: Package, part: SheetPart, move: Move | None) -> Iterator[RowPair]:
    olds, news = _all_rows(old, part.name), _all_rows(new, part.name)
    if move:
        olds = (GridRow(move.row(number), cells) for number, cells in olds)
    before, after = next(olds, None), next(news, None)
    while before or after:
        if before and after and before.number == after.number:
            yield before, after
            before, after = next(olds, None), next(news, None)
        elif after and (before is None or after.number < before.number):
            yield None, after
            after = next(news, None)
        else:
            yield before, None
            before = next(olds, None)
