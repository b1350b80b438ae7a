"""Cells as every reader yields them, whatever the file's format."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, Self

from kuke_tui.domain.export import LockReason as LockReason


class CellError(NamedTuple):
    """A cell that holds a spreadsheet error, such as ``#N/A``: present, but not readable."""

    text: str


NO_RESULT = CellError("=?")
"""A formula whose result the file does not hold: no spreadsheet program has reckoned it yet."""


class ShownNumber(str):
    """The text that a number's format makes of it, such as a date; ``number`` is what is stored."""

    __slots__ = ("number",)
    number: float

    def __new__(cls, text: str, number: float) -> Self:
        """Make a text that knows its number."""
        shown = super().__new__(cls, text)
        shown.number = number
        return shown

    def __getnewargs__(self) -> tuple[str, float]:  # type: ignore[override]
        return str(self), self.number


Value = str | bool | int | float | CellError | None
"""A cell's value. ``None`` and empty text are an absent or empty cell; text is not stripped, dates
are ISO text, a ``ShownNumber`` where a reader was asked for looks."""


class GridRow(NamedTuple):
    """One row: its 1-based number as a spreadsheet shows it, and its cells (index 0 is column A).

    ``cells`` may be shorter than the sheet is wide. Rows come in ascending order; empty rows may
    be left out.
    """

    number: int
    cells: Sequence[Value]


class CellRange(NamedTuple):
    """A rectangle of cells, 1-based rows and 0-based columns, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Extent(NamedTuple):
    """Bytes read so far, and in all; ``whole`` is 0 where that can't be told."""

    read: int
    whole: int


NO_EXTENT = Extent(0, 0)


class GridSheet(Protocol):
    """One sheet of a book."""

    @property
    def name(self) -> str:
        """The sheet's name; the file's stem for csv."""

    @property
    def hidden(self) -> bool:
        """Whether the person who made the file hid the sheet."""

    @property
    def merges(self) -> Sequence[CellRange]:
        """Ranges whose first cell speaks for all, as merged ones; known once the rows were read."""

    @property
    def tables(self) -> Sequence[CellRange]:
        """Ranges of Excel tables, header row included."""

    @property
    def locked(self) -> Mapping[tuple[int, int], LockReason]:
        """Cells (1-based row, 0-based column) not to be set; known once the rows were read."""

    @property
    def extent(self) -> Extent:
        """How much of the sheet's bytes was read so far."""

    def rows(self) -> Iterator[GridRow]:
        """Stream the rows. Raises ``SheetError`` where the file is not what it says it is."""


class GridBook(Protocol):
    """An opened file: its sheets in the order of their tabs."""

    @property
    def format(self) -> str:
        """``xlsx``, ``xlsm``, ``csv``, ``tsv``, ``xls``, ``xlsb`` or ``ods``."""

    @property
    def sheets(self) -> Sequence[GridSheet]:
        """All worksheets, hidden ones too; chart and macro sheets are left out."""


@lru_cache(maxsize=1024)
def column_letter(column: int) -> str:
    """Name a 0-based column as a spreadsheet does: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
