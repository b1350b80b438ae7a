"""Open an export: tell its format, recognise its tables, read them."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import BinaryIO

from kuke_tui.domain.export import Export, Source
from kuke_tui.sheets.building.build import build
from kuke_tui.sheets.building.places import Origin
from kuke_tui.sheets.building.room import Room, rooms_of, with_rows_locked
from kuke_tui.sheets.building.watch import Progress
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind, file_kind
from kuke_tui.sheets.grid import GridBook
from kuke_tui.sheets.isolation import run_isolated
from kuke_tui.sheets.memory import bounded_memory
from kuke_tui.sheets.read_options import DEFAULT_OPTIONS as DEFAULT_OPTIONS
from kuke_tui.sheets.read_options import ReadOptions as ReadOptions
from kuke_tui.sheets.recognition.books import Recognition, recognise
from kuke_tui.sheets.recognition.headers import known_names
from kuke_tui.sheets.recognition.preview import BookPreview, preview_sheet
from kuke_tui.sheets.recognition.sampling import SampledSheet
from kuke_tui.sheets.source import opened

_MEMORY_LIMIT = 1 << 30
_LARGE_FILE = 4 << 20
_LARGE_UNPACKED = 32 << 20
_LARGEST_FILE = 512 << 20
_MOST_SHEETS = 200
_TEXT_KINDS = (FileKind.CSV, FileKind.TSV)
_OWN_KINDS = (*_TEXT_KINDS, FileKind.XLSX, FileKind.XLSM)


@dataclass(frozen=True, slots=True)
class OpenedExport:
    """An export, where each part of it stands in the file, and what the file was taken for."""

    path: Path
    kind: FileKind
    export: Export
    origin: Origin
    recognition: Recognition
    rooms: Mapping[int, Room] = field(default_factory=dict)
    """What stands below tables that may get new rows, by the table's position."""


def open_export(
    path: Path,
    options: ReadOptions = DEFAULT_OPTIONS,
    *,
    progress: Progress | None = None,
    cancel: Event | None = None,
    apart: bool = True,
) -> OpenedExport:
    """Read an export of any format.

    Formats that native code reads are read in a process of their own, bounded in memory. So are
    large text files and workbooks where ``apart``, which costs time but leaves a screen alive,
    while small ones are read in this process. Otherwise this process itself is bounded meanwhile.
    Safe to call from any thread where ``apart``. Raises ``SheetError`` for whatever is wrong with
    the file; NO_TABLE names in ``found`` the headers that were seen.
    """
    kind = file_kind(path)
    if apart and _is_small(path, kind):
        return read_export(path, kind, options, progress=progress, cancel=cancel)
    if not apart and kind in _OWN_KINDS and path.stat().st_size < _LARGEST_FILE:
        with bounded_memory(_MEMORY_LIMIT, str(path)):
            return read_export(path, kind, options, progress=progress, cancel=cancel)
    return run_isolated(
        read_export,
        path,
        kind,
        options,
        memory_limit=_MEMORY_LIMIT,
        progress=progress,
        cancel=cancel,
        path=str(path),
    )


def _is_small(path: Path, kind: FileKind) -> bool:
    """Whether reading a file takes little memory and time, whatever it is made of."""
    if kind not in _OWN_KINDS or path.stat().st_size >= _LARGE_FILE:
        return False
    if kind in _TEXT_KINDS:
        return True
    from kuke_tui.sheets.xlsx.archive import open_archive

    parts = open_archive(path).directory.entries
    return sum(part.size for part in parts) < _LARGE_UNPACKED


def read_export(
    path: Path,
    kind: FileKind,
    options: ReadOptions,
    *,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> OpenedExport:
    """Read an export in this process. Raises ``SheetError``."""
    with _naming(path):
        with opened(path) as file:
            sha256 = _sha256(file)
        book = open_book(path, kind, options)
        understood = recognise(book, sheets=options.sheets, mapping=options.mapping)
        recognition = _with_dialect(understood.recognition, book)
        understood.recognition = recognition
        source = Source(path.name, sha256, recognition.format, recognition.layout)
        export, origin = build(understood, source, progress=progress, cancel=cancel)
        rooms = rooms_of(book, export, origin)
        export = with_rows_locked(export, origin, rooms)
        return OpenedExport(path, kind, export, origin, recognition, rooms)


def preview(
    path: Path, options: ReadOptions = DEFAULT_OPTIONS, *, cancel: Event | None = None
) -> BookPreview:
    """Give the first rows of each sheet, for a person to say what is what.

    Of ``options`` only the encoding and the delimiter count. Raises ``SheetError``.
    """
    kind = file_kind(path)
    if kind in _OWN_KINDS:
        return read_preview(path, kind, options)
    return run_isolated(
        read_preview,
        path,
        kind,
        options,
        memory_limit=_MEMORY_LIMIT,
        cancel=cancel,
        path=str(path),
    )


def read_preview(path: Path, kind: FileKind, options: ReadOptions) -> BookPreview:
    """Give the first rows of each sheet in this process. Raises ``SheetError``."""
    with _naming(path):
        book = open_book(path, kind, options)
        sheets = (preview_sheet(SampledSheet(sheet)) for sheet in book.sheets[:_MOST_SHEETS])
        dialect = getattr(book, "dialect", None)
        if dialect is None:
            return BookPreview(book.format, tuple(sheets))
        return BookPreview(book.format, tuple(sheets), dialect.encoding, dialect.delimiter)


def open_book(path: Path, kind: FileKind, options: ReadOptions, *, looks: bool = False) -> GridBook:
    """Open a file's grid; ``looks`` asks for what is shown and stored differently too.

    Raises ``SheetError``.
    """
    if kind in _TEXT_KINDS:
        from kuke_tui.sheets.csv.book import open_csv

        return open_csv(
            path,
            encoding=options.encoding,
            delimiter=options.delimiter,
            recognises=known_names,
        )
    if kind in _OWN_KINDS:
        from kuke_tui.sheets.xlsx.reader import open_workbook

        return open_workbook(path, looks=looks)
    from kuke_tui.sheets.read_only_formats.book import open_book as open_read_only

    return open_read_only(path, kind, looks=looks)


def _with_dialect(recognition: Recognition, book: GridBook) -> Recognition:
    dialect = getattr(book, "dialect", None)
    if dialect is None:
        return recognition
    return replace(recognition, encoding=dialect.encoding, delimiter=dialect.delimiter)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Add the path to errors that do not know it."""
    try:
        yield
    except SheetError as error:
        error.path = error.path or str(path)
        raise
    except RecursionError as error:
        raise SheetError(SheetErrorCode.DAMAGED, path=str(path), detail="nesting") from error


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()
