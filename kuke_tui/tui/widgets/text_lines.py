"""Lines of text that change with every key."""

from abc import abstractmethod

from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget


class TextLines(Widget):
    """Paints each line by itself, without the detour over content to be wrapped."""

    @abstractmethod
    def line(self, y: int) -> Text:
        """Lay out the line ``y``, not wider than the widget."""

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        style = self.rich_style
        segments = Segment.apply_style(self.line(y).render(self.app.console), style)
        return Strip(segments).adjust_cell_length(self.size.width, style)
