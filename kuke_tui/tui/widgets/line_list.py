"""A long list of lines with a cursor: painted line by line, however long it is."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip

from kuke_tui.tui.widgets.cells import fit
from kuke_tui.tui.widgets.cursor_lines import CursorLines
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


class LineList(CursorLines):
    """Lines from top to bottom; the cursor walks over all of them, so that all can be read."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line-list--{name}" for name in _STYLES}

    class Opened(CursorLines.Opened):
        """A line was double-clicked."""

    def __init__(self, lines: Sequence[Line] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._given = list(lines)
        self._lines: list[Line] = []
        """Those given, as broken."""
        self._starts: list[int] = []
        """Where among them each of those given starts."""
        self._width = 0

    @property
    def line_count(self) -> int:
        """How many lines there are, as broken."""
        return len(self._lines)

    @property
    def target(self) -> int | None:
        """What the line under the cursor leads to."""
        return self._lines[self._at].target if self._lines else None

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, the cursor staying where it is."""
        self._given = list(lines)
        if self._width:
            self._show_anew()

    def show_at_cursor(self, whole: Line) -> None:
        """Show another line where the cursor is, in a time that no number of lines makes longer."""
        at = bisect_right(self._starts, self._at) - 1
        start = self._starts[at]
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._lines)
        self._given[at] = whole
        parts = self._broken(whole)
        if len(parts) != end - start:
            self._show_anew()
            return
        self._lines[start:end] = parts
        for line_number in range(start, end):
            self.refresh_at(line_number)

    def text(self) -> str:
        """Return all lines as plain text, unbroken."""
        return "\n".join("".join(text for text, _style in each.pieces) for each in self._given)

    def line_clicked(self, x: int, *, again: bool) -> None:
        """Open on the second click; ask why on a badge."""
        super().line_clicked(x, again=again)
        if not again and self._style_at(x) in _VERDICTS:
            self.post_message(WhyAsked())

    def _style_at(self, x: int) -> str:
        """Name the style of what stands at a place of the cursor's line."""
        for text, style in self._lines[self._at].pieces:
            x -= cell_len(text)
            if x < 0:
                return style
        return ""

    def _lay_out(self) -> None:
        if self.size.width != self._width:
            self._width = self.size.width
            self._break_lines()
        super()._lay_out()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width = self.scrollable_content_region.width
        index = self.line_at(y)
        if index is None:
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

    def _show_anew(self) -> None:
        self._break_lines()
        super()._lay_out()
        self.refresh()

    def _break_lines(self) -> None:
        self._lines, self._starts = [], []
        for each in self._given:
            self._starts.append(len(self._lines))
            self._lines += self._broken(each)

    def _broken(self, whole: Line) -> list[Line]:
        width = self._width - self.styles.scrollbar_size_vertical
        return broken_line(whole, width, self.app.console)
