"""The first rows of a file, kept to try on them how it may be understood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kuke_tui.domain.export import LockReason
from kuke_tui.sheets.grid import NO_EXTENT, CellRange, Extent, GridBook, GridRow
from kuke_tui.sheets.recognition.sampling import SampledSheet, has_content

_MOST_ROWS = 2_000


class SheetPreview(NamedTuple):
    """The first rows of a sheet; ``is_whole`` where there are no more. Merges may be partial."""

    name: str
    hidden: bool
    rows: tuple[GridRow, ...]
    merges: tuple[CellRange, ...] = ()
    is_whole: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no cell of the rows holds anything."""
        return not any(map(has_content, self.rows))


@dataclass(frozen=True, slots=True)
class BookPreview:
    """The first rows of each sheet; ``encoding`` and ``delimiter`` are None but for text files."""

    format: str
    sheets: tuple[SheetPreview, ...]
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the file holds no more than this."""
        return all(sheet.is_whole for sheet in self.sheets)


def preview_sheet(sampled: SampledSheet) -> SheetPreview:
    """Keep what was sampled of a sheet."""
    return SheetPreview(
        sampled.sheet.name,
        sampled.sheet.hidden,
        tuple(GridRow(row.number, tuple(row.cells)) for row in sampled.sample[:_MOST_ROWS]),
        tuple(sampled.sheet.merges),
        sampled.is_whole and len(sampled.sample) <= _MOST_ROWS,
    )


def grid_of(preview: BookPreview) -> GridBook:
    """Make a book of the rows kept, to be recognised and read like a file."""
    return _PreviewBook(preview.format, tuple(_PreviewedSheet(each) for each in preview.sheets))


@dataclass(frozen=True, slots=True)
class _PreviewBook:
    format: str
    sheets: Sequence["_PreviewedSheet"]


@dataclass(frozen=True, slots=True)
class _PreviewedSheet:
    preview: SheetPreview

    @property
    def name(self) -> str:
        return self.preview.name

    @property
    def hidden(self) -> bool:
        return self.preview.hidden

    @property
    def merges(self) -> Sequence[CellRange]:
        return self.preview.merges

    @property
    def tables(self) -> Sequence[CellRange]:
        return ()

    @property
    def locked(self) -> Mapping[tuple[int, int], LockReason]:
        return {}

    @property
    def extent(self) -> Extent:
        return NO_EXTENT

    def rows(self) -> Iterator[GridRow]:
        return iter(self.preview.rows)
