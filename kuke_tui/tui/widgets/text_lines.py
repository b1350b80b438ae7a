"""Lines of text that may change with every key."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from kuke_tui.tui.widgets.cells import fit
from kuke_tui.tui.widgets.runs import runs

Piece = tuple[str, str]
"""A text and the name of its style; "" is the style of the widget itself."""
TextLine = Sequence[Piece]


class TextLines(Widget):
    """Paints each line by itself, without the detour over content to be wrapped.

    Its styles are the component classes ``<BLOCK>--<name>``. A line is never painted but as
    ``lines`` says then, so that nothing that stands there can be out of date.
    """

    BLOCK: ClassVar[str]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._in_frame: tuple[int, list[TextLine]] | None = None
        self._painted: dict[int, TextLine] = {}
        self._styles: dict[str, Style] = {}

    @abstractmethod
    def lines(self, width: int, height: int) -> Sequence[TextLine]:
        """Lay out what stands there now, at most ``height`` lines; wider ones are cut."""

    def refresh_changed(self) -> None:
        """Paint again the lines, and only those, that read otherwise than they were painted."""
        size = self.size
        if not (size and self._painted):
            self.refresh()
            return
        lines = enumerate(self._all_lines(*size))
        changed = [y for y, line in lines if self._painted.get(y) != line]
        if changed:
            # Textual would have to cut a line of which only a part is to be painted.
            left, width = -self.gutter.left, self.outer_size.width
            self.refresh(*(Region(left, y, width, height) for y, height in runs(changed)))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint a frame; the lines are laid out once for it, where any is to be painted."""
        self._in_frame = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        if self._in_frame is None:
            width, height = self.size
            self._in_frame = width, self._all_lines(width, height)
        width, lines = self._in_frame
        line = self._painted[y] = lines[y]
        pieces = _fitted(line, width)
        return Strip([Segment(text, self._style_of(name)) for text, name in pieces], width)

    def _all_lines(self, width: int, height: int) -> list[TextLine]:
        lines = list(self.lines(width, height))
        return [*lines, *[()] * (height - len(lines))]

    def notify_style_update(self) -> None:
        """Take over the styles of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def _style_of(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self.rich_style
            if name:
                style += self.get_component_rich_style(f"{self.BLOCK}--{name}", partial=True)
            self._styles[name] = style
        return style


def width_of(line: TextLine) -> int:
    """How many cells a line takes."""
    return sum(cell_len(text) for text, _style in line)


def _fitted(line: TextLine, width: int) -> TextLine:
    """Return a line in exactly ``width`` cells, an ellipsis in the place of what is cut."""
    room = width - width_of(line)
    if room >= 0:
        return [*line, (" " * room, "")] if room else line
    kept: list[Piece] = []
    for text, style in line:
        length = cell_len(text)
        if length >= width:
            return [*kept, (fit(f"{text} ", width), style)]
        kept.append((text, style))
        width -= length
    return kept
