"""Lines from top to bottom with a cursor on one of them, painted one by one, however many."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from kuke_tui.tui.commands.moving import LIST_MOTIONS, motion_bindings


class CursorLines(ScrollView, can_focus=True):
    """Moves the cursor by keys and mouse, keeps it in sight, paints the lines that it touches.

    ``HEADING_LINES`` stay on top while the lines scroll.
    """

    HEADING_LINES: ClassVar[int] = 0
    BINDINGS: ClassVar[list[BindingType]] = motion_bindings(LIST_MOTIONS)

    class Opened(Message):
        """A line was double-clicked; the cursor is there now."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._at = 0

    @property
    @abstractmethod
    def line_count(self) -> int:
        """How many lines there are, those of the heading left out."""

    def line_at(self, y: int) -> int | None:
        """Which line stands at a place of the window; None for the heading and beyond the end."""
        line = self.scroll_offset.y + y - self.HEADING_LINES
        return line if y >= self.HEADING_LINES and line < self.line_count else None

    def move_to(self, line: int) -> None:
        """Put the cursor on a line and scroll to it; beyond the ends means at the end."""
        line = self._within(line)
        if line == self._at:
            return
        before, self._at = self._at, line
        self.refresh_at(before)
        self._keep_cursor_in_sight()
        self.refresh_at(line)
        self.cursor_moved()

    def refresh_at(self, line: int) -> None:
        """Paint one line again."""
        self.refresh_line(line + self.HEADING_LINES)

    # What a list of its own kind adds

    def cursor_moved(self) -> None:
        """Follow the cursor, within the handler of the key that moved it."""

    def line_clicked(self, _x: int, *, again: bool) -> None:
        """Answer a click on the line that the cursor is now on; ``again`` on the second one."""
        if again:
            self.post_message(self.Opened())

    def heading_clicked(self, _x: int) -> None:
        """Answer a click on the heading."""

    # What keys and mouse do

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.move_to(self._at + lines)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.move_to(self._at + pages * max(1, self.size.height - self.HEADING_LINES - 1))

    def action_move_to_edge(self, side: int) -> None:
        """Move the cursor to the first or last line."""
        self.move_to(0 if side < 0 else self.line_count - 1)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self.HEADING_LINES:
            self.heading_clicked(offset.x)
            return
        line = self.line_at(offset.y)
        if line is not None:
            self.move_to(line)
            self.line_clicked(offset.x, again=event.chain == 2)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh_at(self._at)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh_at(self._at)

    def on_resize(self) -> None:
        """Fit the lines to the window."""
        self._lay_out()

    # Inside

    def _within(self, line: int) -> int:
        return max(0, min(line, self.line_count - 1))

    def _lay_out(self) -> None:
        """Keep the cursor on a line and in sight; to be called when there are other lines."""
        self._at = self._within(self._at)
        self._set_height()
        self._keep_cursor_in_sight()

    def _set_height(self) -> None:
        self.virtual_size = Size(self.size.width, self.line_count + self.HEADING_LINES)

    def _keep_cursor_in_sight(self) -> None:
        seen = self.size.height - self.HEADING_LINES
        if seen <= 0:
            return
        top = self.scroll_offset.y
        if self._at < top:
            self.scroll_to(y=self._at, animate=False)
        elif self._at >= top + seen:
            self.scroll_to(y=self._at - seen + 1, animate=False)
