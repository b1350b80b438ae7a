"""The first rows of a sheet as a grid with a cursor, painted line by line."""

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kuke_tui.sheets.recognition.mapping import Column
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.tui.commands.moving import GRID_MOTIONS, motion_bindings
from kuke_tui.tui.mapping.picture import HEADING_LINES, SheetPicture
from kuke_tui.tui.widgets.cells import fit

_STYLES = (
    "cell", "letter", "meaning", "unused", "names", "above", "unreadable", "cursor",
    "cursor-column", "number",
)  # fmt: skip


class Place(NamedTuple):
    """Where the cursor is: a row shown and a column, both counted from 0."""

    row: int = 0
    column: int = 0


class ColumnGrid(ScrollView, can_focus=True):
    """Shows a sheet's first rows under what each column is; columns and rows are walked over."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"column-grid--{name}" for name in _STYLES}
    BINDINGS: ClassVar[list[BindingType]] = motion_bindings(GRID_MOTIONS)

    class Moved(Message):
        """The cursor went elsewhere."""

    class Opened(Message):
        """A column was double-clicked; or the number of a row, where ``on_number``."""

        def __init__(self, *, on_number: bool) -> None:
            self.on_number = on_number
            super().__init__()

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.place = Place()
        self._picture: SheetPicture | None = None

    @property
    def column(self) -> Column | None:
        """The column under the cursor; None on an empty sheet."""
        columns = self._picture.draft.columns if self._picture else ()
        return columns[self.place.column] if columns else None

    @property
    def row_number(self) -> int | None:
        """The number, as in a spreadsheet, of the row under the cursor; None on an empty sheet."""
        rows = self._picture.rows if self._picture else ()
        return rows[self.place.row].number if rows else None

    def show(self, picture: SheetPicture, place: Place | None = None) -> None:
        """Show a sheet, the cursor where it was or at a place."""
        self._picture = picture
        self.place = self._within(place or self.place)
        self._measure()
        self.refresh()

    def _within(self, place: Place) -> Place:
        if self._picture is None:
            return Place()
        last_row = max(0, len(self._picture.rows) - 1)
        last_column = max(0, len(self._picture.draft.columns) - 1)
        return Place(max(0, min(place.row, last_row)), max(0, min(place.column, last_column)))

    def _measure(self) -> None:
        picture = self._picture
        if picture is not None:
            width = picture.gutter + picture.starts[-1]
            self.virtual_size = Size(width, len(picture.rows) + HEADING_LINES)
            self._keep_cursor_in_sight()

    def on_resize(self, _event: Resize) -> None:
        """Keep the cursor in sight."""
        self._measure()

    # Moving

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor."""
        self.go_to(Place(self.place.row + rows, self.place.column + columns))

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by what is seen at once."""
        self.action_move(pages * max(1, self.size.height - HEADING_LINES - 1), 0)

    def action_move_to_edge(self, rows: int, columns: int) -> None:
        """Move the cursor to the first row or column, or with 1 for -1 to the last."""
        picture = self._picture
        if picture is not None:
            self.action_move(rows * len(picture.rows), columns * len(picture.draft.columns))

    def go_to(self, place: Place) -> None:
        """Put the cursor on a cell."""
        place = self._within(place)
        if place != self.place:
            self.place = place
            self._keep_cursor_in_sight()
            self.refresh()
            self.post_message(self.Moved())

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; open on the second click."""
        offset = event.get_content_offset(self)
        picture = self._picture
        if offset is None or picture is None:
            return
        on_number = offset.x < picture.gutter
        x = self.scroll_offset.x + offset.x - picture.gutter
        column = self.place.column if on_number else picture.column_at(x)
        if column is None:
            return
        row = self.place.row
        if offset.y >= HEADING_LINES:
            row = self.scroll_offset.y + offset.y - HEADING_LINES
        self.go_to(Place(row, column))
        if event.chain == 2:
            self.post_message(self.Opened(on_number=on_number))

    def _keep_cursor_in_sight(self) -> None:
        picture = self._picture
        if picture is None or not self.size.height:
            return
        top, seen = self.scroll_offset.y, max(1, self.size.height - HEADING_LINES)
        y = min(max(top, self.place.row - seen + 1), self.place.row)
        left, width = self.scroll_offset.x, max(1, self.size.width - picture.gutter)
        starts = picture.starts
        if len(starts) > 1:
            begin, end = starts[self.place.column], starts[self.place.column + 1]
            left = min(max(left, end - width), begin)
        self.scroll_to(x=left, y=y, animate=False, force=True)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen: two of headings that stay, then rows."""
        width = self.scrollable_content_region.width
        picture = self._picture
        row = self.scroll_offset.y + y - HEADING_LINES
        if picture is None or (y >= HEADING_LINES and row >= len(picture.rows)):
            return Strip.blank(width, self.rich_style)
        label = picture.row_label(picture.rows[row]) if y >= HEADING_LINES else ""
        gutter = Segment(fit(label, picture.gutter), self._style("number"))
        left = self.scroll_offset.x
        cells, start = self._cells(picture, y, row, left, width - picture.gutter)
        strip = Strip(cells).crop(left - start, left - start + width - picture.gutter)
        return Strip([gutter, *strip]).adjust_cell_length(width, self.rich_style)

    def _cells(
        self, picture: SheetPicture, y: int, row: int, left: int, width: int
    ) -> tuple[list[Segment], int]:
        """The cells of a line that are in sight, and where the first of them starts."""
        first = picture.column_at(left) or 0
        segments = []
        for column in picture.draft.columns[first:]:
            start, end = picture.starts[column.index], picture.starts[column.index + 1]
            if start > left + width:
                break
            text, style = self._cell(picture, y, row, column)
            segments.append(Segment(fit(text, end - start - 1), self._style(style)))
            segments.append(Segment(" ", self.rich_style))
        return segments, picture.starts[first]

    def _cell(self, picture: SheetPicture, y: int, row: int, column: Column) -> tuple[str, str]:
        here = column.index == self.place.column
        if y < HEADING_LINES:
            unused = column.meaning is Meaning.OTHER
            style = "unused" if unused else "meaning" if y else "letter"
            text = picture.meaning(column) if y else column.letter
            return text, "cursor-column" if here else style
        cells = picture.rows[row]
        text = picture.text(cells, column.index)
        if here and row == self.place.row:
            return text, "cursor"
        if cells.number == picture.draft.header_row:
            return text, "names"
        if cells.number < picture.draft.header_row:
            return text, "above"
        return text, "unreadable" if picture.is_unreadable(cells, column) else "cell"

    def _style(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"column-grid--{name}")
