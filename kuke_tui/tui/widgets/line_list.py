"""A long list of lines with a cursor: painted line by line, however long it is."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kuke_tui.tui.widgets.cells import fit
from kuke_tui.tui.widgets.why_asked import WhyAsked

_INDENT = "    "
_VERDICTS = ("tak", "nie", "unknown", "changed")
"""Styles that a badge may have."""
_STYLES = ("plain", "heading", "quiet", "tak", "nie", "unknown", "changed", "cursor")


class Line(NamedTuple):
    """A line of pieces, each a text and the name of its style; ``target`` is what it leads to."""

    pieces: tuple[tuple[str, str], ...]
    target: int | None = None


def line(text: str, style: str = "plain", target: int | None = None) -> Line:
    """Make a line of one piece."""
    return Line(((text, style),), target)


def broken_line(whole: Line, width: int, console: Console) -> list[Line]:
    """Break a line that is wider than ``width`` cells; its later parts are indented."""
    if sum(cell_len(text) for text, _style in whole.pieces) <= width:
        return [whole]
    text = Text(end="")
    for piece, style in whole.pieces:
        text.append(piece, style)
    parts = text.wrap(console, max(width - len(_INDENT), 8))
    lines: list[Line] = []
    for part in parts:
        pieces = [(part.plain[span.start : span.end], str(span.style)) for span in part.spans]
        lines.append(Line((*([(_INDENT, "plain")] if lines else []), *pieces), whole.target))
    return lines


class LineList(ScrollView, can_focus=True):
    """Lines from top to bottom; the cursor walks over all of them, so that all can be read."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line-list--{name}" for name in _STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup,ctrl+u", "move_page(-1)", show=False),
        Binding("pagedown,ctrl+d", "move_page(1)", show=False),
        Binding("home,g", "move_to_edge(-1)", show=False),
        Binding("end,G", "move_to_edge(1)", show=False),
    ]

    class Opened(Message):
        """A line was double-clicked."""

    def __init__(self, lines: Sequence[Line] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._given = lines
        self._lines: Sequence[Line] = ()
        self._width = 0
        self._at = 0

    @property
    def target(self) -> int | None:
        """What the line under the cursor leads to."""
        return self._lines[self._at].target if self._lines else None

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, the cursor staying where it is."""
        self._given = lines
        if self._width:
            self._break_lines()
            self.virtual_size = Size(self._width, len(self._lines))
            self._keep_cursor_in_sight()
            self.refresh()

    def text(self) -> str:
        """Return all lines as plain text, unbroken."""
        return "\n".join("".join(text for text, _style in each.pieces) for each in self._given)

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self._move_to(self._at + lines)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._move_to(self._at + pages * max(1, self.size.height - 1))

    def action_move_to_edge(self, side: int) -> None:
        """Move the cursor to the first or last line."""
        self._move_to(0 if side < 0 else len(self._lines) - 1)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; open on the second click; ask why on a badge."""
        offset = event.get_content_offset(self)
        if offset is not None and self.scroll_offset.y + offset.y < len(self._lines):
            self._move_to(self.scroll_offset.y + offset.y)
            if event.chain == 2:
                self.post_message(self.Opened())
            elif self._style_at(offset.x) in _VERDICTS:
                self.post_message(WhyAsked())

    def _style_at(self, x: int) -> str:
        """Name the style of what stands at a place of the cursor's line."""
        for text, style in self._lines[self._at].pieces:
            x -= cell_len(text)
            if x < 0:
                return style
        return ""

    def on_resize(self, event: Resize) -> None:
        """Break long lines anew where the width changed; keep the cursor in sight."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._break_lines()
        self.virtual_size = Size(self._width, len(self._lines))
        self._keep_cursor_in_sight()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = []
        left = width
        for text, name in self._lines[index].pieces:
            style = self.rich_style + self.get_component_rich_style(f"line-list--{name}")
            if index == self._at and self.has_focus:
                style += self.get_component_rich_style("line-list--cursor")
            too_wide = left < len(text) * 2 and left < cell_len(text)
            segment = Segment(fit(text, left) if too_wide else text, style)
            segments.append(segment)
            left -= segment.cell_length
        last = segments[-1].style if segments else self.rich_style
        return Strip(segments).adjust_cell_length(width, last)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh_line(self._at)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh_line(self._at)

    def _break_lines(self) -> None:
        width = self._width - self.styles.scrollbar_size_vertical
        broken = [broken_line(each, width, self.app.console) for each in self._given]
        self._lines = [part for parts in broken for part in parts]
        self._at = min(self._at, max(0, len(self._lines) - 1))

    def _move_to(self, at: int) -> None:
        at = max(0, min(at, len(self._lines) - 1))
        if at == self._at or not self._lines:
            return
        old, self._at = self._at, at
        self.refresh_line(old)
        self._keep_cursor_in_sight()
        self.refresh_line(at)

    def _keep_cursor_in_sight(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if self._at < top:
            self.scroll_to(y=self._at, animate=False)
        elif height and self._at >= top + height:
            self.scroll_to(y=self._at - height + 1, animate=False)
