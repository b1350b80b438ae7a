"""A csv file as a book of one sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kuke_tui.sheets.csv.dialect import CsvDialect, Recognises, detect_dialect
from kuke_tui.sheets.csv.rows import stream_pieces
from kuke_tui.sheets.grid import NO_EXTENT, CellRange, Extent, GridRow, LockReason
from kuke_tui.sheets.pieces import Piece, rows_of
from kuke_tui.sheets.source import opened


class CsvSheet:
    """The one sheet of a csv file: nothing in it is hidden, merged or locked."""

    hidden: bool = False
    merges: Sequence[CellRange] = ()
    tables: Sequence[CellRange] = ()

    def __init__(self, path: Path, dialect: CsvDialect) -> None:
        self._path = path
        self._dialect = dialect
        self._extent = NO_EXTENT

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self._path.stem

    @property
    def locked(self) -> Mapping[tuple[int, int], LockReason]:
        """No cell of a csv file is locked."""
        return {}

    @property
    def extent(self) -> Extent:
        """How much of the file was read so far."""
        return self._extent

    def rows(self) -> Iterator[GridRow]:
        """Stream the rows that have cells; every value is text, an empty one too.

        Raises ``SheetError`` with the row, as ``records`` does.
        """
        for piece in self.pieces():
            yield from rows_of(piece)

    def pieces(self) -> Iterator[Piece]:
        """Stream the rows that have cells many at a time, as lines where no cell is quoted."""
        return stream_pieces(self._path, self._dialect, self._note_extent)

    def _note_extent(self, extent: Extent) -> None:
        self._extent = extent


@dataclass(frozen=True, slots=True)
class CsvBook:
    """An opened csv or tsv file and how it is written."""

    path: Path
    dialect: CsvDialect

    @property
    def format(self) -> str:
        """``tsv`` by the file's name, otherwise ``csv``, whatever the delimiter."""
        return "tsv" if self.path.suffix.lower() in {".tsv", ".tab"} else "csv"

    @property
    def sheets(self) -> Sequence[CsvSheet]:
        """The one sheet."""
        return (CsvSheet(self.path, self.dialect),)


def open_csv(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    recognises: Recognises | None = None,
) -> CsvBook:
    """Recognise how the file is written; its rows are read when they are asked for.

    ``encoding`` and ``delimiter`` override what would be detected; ``recognises`` scores how much
    a row looks like the header. Raises ``SheetError``: ``NOT_FOUND``, ``IS_FOLDER``,
    ``NO_PERMISSION``, ``EMPTY``, ``NOT_A_SPREADSHEET``, ``UNSUPPORTED_ENCODING``, ``DAMAGED``.
    """
    with opened(path) as stream:
        dialect = detect_dialect(
            stream, path, encoding=encoding, delimiter=delimiter, recognises=recognises
        )
    return CsvBook(path, dialect)
