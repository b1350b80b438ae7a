"""The matrix itself: policies down, rights across, two checkboxes a cell, drawn line by line."""

from itertools import zip_longest

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from kuke_tui.tui.matrix.canvas import MatrixCanvas
from kuke_tui.tui.matrix.cell_drawing import Glyphs
from kuke_tui.tui.matrix.geometry import Part, Target, first_to_show, target_at
from kuke_tui.tui.matrix.line_drawing import View
from kuke_tui.tui.matrix.picture import Picture
from kuke_tui.tui.matrix.position import Move, Position, Rectangle, moved, spanned
from kuke_tui.tui.widgets.runs import runs

_WHEEL_ROWS = 3
_ON_CELL = (Part.BOX, Part.CELL)


class PermissionMatrix(MatrixCanvas, inherit_bindings=False):
    """Shows a picture of an account's boxes, with a cursor on one box and perhaps a range.

    It changes nothing: the screen moves its cursor and gives it a new picture after each edit.
    Only lines that look different are painted again.
    """

    class Pointed(Message):
        """The mouse was pressed somewhere; with shift, or dragged there, it draws a range."""

        def __init__(self, target: Target, *, extend: bool) -> None:
            super().__init__()
            self.target = target
            self.extend = extend

    class BoxClicked(Message):
        """The box that the mouse put the cursor on is to be toggled."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.position = Position()
        self.selection: Rectangle | None = None
        self._anchor: Position | None = None
        self._view = self._view_now()
        self._lines: list[Strip] = []
        self._pressed: Target | None = None

    # What is shown

    @property
    def rows(self) -> tuple[int, ...]:
        """The policies shown, by position."""
        return self._rows

    @property
    def policy(self) -> int:
        """The policy under the cursor; 0 where none is shown."""
        return self._rows[self.position.row] if self._rows else 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no box to put the cursor on."""
        return not (self._rows and self._rights)

    def show(self, picture: Picture, rows: tuple[int, ...]) -> None:
        """Show a picture and these of its policies."""
        before = self._picture
        same = picture.policies is before.policies and picture.rights is before.rights
        same = same and rows == self._rows
        if same:
            self._picture = picture
            self._repaint()
            return
        self._take(picture, rows)
        self._measure()

    def place(self, position: Position) -> None:
        """Put the cursor on a box and end a range; beyond the edges means at the edge."""
        self._end_range()
        self._go(position)

    def move(self, move: Move, *, extend: bool = False) -> None:
        """Move the cursor, drawing a range where asked to."""
        if self.is_empty:
            return
        page = self._geometry.whole_rows
        to = moved(self.position, move, len(self._rows), len(self._rights), page)
        if extend:
            self.extend_to(to)
        else:
            self.place(to)

    def extend_to(self, position: Position) -> None:
        """Draw the range from where the cursor was when it began."""
        self._anchor = self._anchor or self.position
        self.selection = spanned(self._anchor, position)
        self._go(position)

    def select(self, rectangle: Rectangle) -> None:
        """Draw a range, the cursor staying where it is."""
        self._end_range()
        self.selection = rectangle
        self._repaint()

    def clear_range(self) -> None:
        """Take the range away."""
        self._end_range()
        self._repaint()

    def _end_range(self) -> None:
        self.selection = self._anchor = None

    def _go(self, position: Position) -> None:
        row = max(0, min(position.row, len(self._rows) - 1))
        right = max(0, min(position.right, len(self._rights) - 1))
        self.position = Position(row, right, position.box)
        geometry = self._geometry
        self._scroll_to_first(
            first_to_show(self._first_row, geometry.whole_rows, row, geometry.rows),
            first_to_show(self._first_right, geometry.whole_rights, right, geometry.rights),
        )
        self._repaint()

    # Measures and painting

    def _measure(self) -> None:
        super()._measure()
        self._go(self.position)

    def _scroll_to_first(self, row: int, right: int) -> None:
        x = right * self._geometry.cell
        if (x, row) != self.scroll_offset:
            self.scroll_to(x, row, animate=False, force=True)

    def _view_now(self) -> View:
        return View(
            self._picture,
            self._policies,
            self._rights,
            self._rows,
            self._geometry,
            self.position,
            self.selection,
            self._first_row,
            self._first_right,
        )

    def _repaint(self) -> None:
        """Paint the lines that look different from what they looked like."""
        self._view = self._view_now()
        size = self.outer_size
        before, self._lines = self._lines, [self.render_line(y) for y in range(size.height)]
        pairs = enumerate(zip_longest(before, self._lines))
        changed = [y for y, (old, new) in pairs if old is not new]
        if changed:
            self.refresh(*(Region(0, y, size.width, lines) for y, lines in runs(changed)))

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Follow the scroll bar."""
        super().watch_scroll_x(old_value, new_value)
        self._repaint()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scroll bar."""
        super().watch_scroll_y(old_value, new_value)
        self._repaint()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        return self._painter_now().line(self._view, y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines as they are drawn: there is no border and no padding to be added.

        Under the scroll bar nothing is painted: Textual would have to cut every line there.
        """
        width = self.outer_size.width
        if self.show_vertical_scrollbar:
            width -= self.styles.scrollbar_size_vertical
        beside = self._painter_now().filler.background_style
        lines = (self.render_line(y) for y in crop.line_range)
        strips = [line.adjust_cell_length(width, beside) for line in lines]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, self.background_colors[1]) for strip in strips]
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def on_resize(self) -> None:
        """Measure again and keep the cursor in sight."""
        self._measure()

    # The mouse

    def _target(self, event: events.MouseEvent) -> Target:
        return target_at(self._geometry, event.x, event.y, self._first_row, self._first_right)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is, or draw a range up to it."""
        target = self._target(event)
        if event.button != 1 or self.is_empty or target.part is Part.NOTHING:
            return
        self.capture_mouse()
        self._pressed = None if event.shift else target
        self.post_message(self.Pointed(target, extend=event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw a range while the mouse is dragged over cells."""
        if self._pressed is None or self._pressed.part not in _ON_CELL:
            return
        target = self._target(event)
        same_cell = (target.row, target.right) == (self._pressed.row, self._pressed.right)
        if target.part in _ON_CELL and (self.selection is not None or not same_cell):
            self.post_message(self.Pointed(target, extend=True))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Toggle the box that was pressed, unless a range was drawn."""
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if pressed and pressed.part is Part.BOX and self.selection is None:
            self.post_message(self.BoxClicked())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by policies, with shift or ctrl by rights."""
        self._wheel(event, 1, sideways=event.shift or event.ctrl)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by policies, with shift or ctrl by rights."""
        self._wheel(event, -1, sideways=event.shift or event.ctrl)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll by rights."""
        self._wheel(event, 1, sideways=True)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll by rights."""
        self._wheel(event, -1, sideways=True)

    def _wheel(self, event: events.MouseEvent, direction: int, *, sideways: bool) -> None:
        event.stop()
        event.prevent_default()
        geometry = self._geometry
        row, right = self._first_row, self._first_right
        if sideways:
            right += direction
        else:
            row += direction * _WHEEL_ROWS
        self._scroll_to_first(
            max(0, min(row, geometry.rows - geometry.whole_rows)),
            max(0, min(right, geometry.rights - geometry.whole_rights)),
        )
