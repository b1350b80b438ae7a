"""The pane that tells the story of one account; it scrolls by itself, without a new layout."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from kuke_tui.tui.story import Paragraph, Tone, story_text
from kuke_tui.tui.widgets.cells import fit_right
from kuke_tui.tui.widgets.paragraphs import paragraph_lines


class StoryPane(Widget, can_focus=True):
    """Paragraphs in a column, one line scrolled at a time; says where more follows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"story-pane--{tone}" for tone in Tone}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_lines(-1)", show=False),
        Binding("down,j", "scroll_lines(1)", show=False),
        Binding("pageup", "scroll_lines(-10)", show=False),
        Binding("pagedown", "scroll_lines(10)", show=False),
        Binding("home", "scroll_to_edge(-1)", show=False),
        Binding("end", "scroll_to_edge(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._tell: Callable[[], Iterable[Paragraph]] = tuple
        self._lines: list[Strip] | None = None
        self._in_sight: list[Strip] | None = None
        self._styles: dict[str, Style] = {}
        self._top = 0

    def show(self, tell: Callable[[], Iterable[Paragraph]], *, keep_place: bool = False) -> None:
        """Tell another story, painting only lines that read otherwise."""
        before = self._in_sight
        self._tell = tell
        self._lines = self._in_sight = None
        if not keep_place:
            self._top = 0
        if before is None or len(before) != self.size.height:
            self.refresh()
            return
        width = self.size.width
        pairs = enumerate(zip(before, self._lines_in_sight(), strict=True))
        changed = [Region(0, y, width, 1) for y, (old, new) in pairs if old != new]
        if changed:
            self.refresh(*changed)

    def text(self) -> str:
        """Return the whole story as plain text."""
        return story_text(self._tell())

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll down, or up by a negative number."""
        last = max(0, len(self._story_lines()) - self.size.height)
        top = max(0, min(self._top + lines, last))
        if top != self._top:
            self._top = top
            self._in_sight = None
            self.refresh()

    def action_scroll_to_edge(self, side: int) -> None:
        """Scroll to the beginning or the end."""
        self.action_scroll_lines(side * len(self._story_lines()))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.action_scroll_lines(2)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.action_scroll_lines(-2)

    def on_resize(self, _event: Resize) -> None:
        """Break the lines anew."""
        self._lines = self._in_sight = None

    def notify_style_update(self) -> None:
        """Take over the styles of another theme."""
        super().notify_style_update()
        self._lines = self._in_sight = None
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        return self._lines_in_sight()[y]

    def _lines_in_sight(self) -> list[Strip]:
        width, height = self.size
        # A line can be asked for before the news of another size has come.
        if self._in_sight is None or len(self._in_sight) != height:
            lines = self._story_lines()
            shown = lines[self._top : self._top + height]
            shown += [Strip.blank(width, self.rich_style)] * (height - len(shown))
            more = len(lines) - self._top - height
            if shown and more > 0:
                told = fit_right(f"▼ {more + 1}", width)
                shown[-1] = Strip([Segment(told, self._style_of(Tone.QUIET))], width)
            self._in_sight = shown
        return self._in_sight

    def _story_lines(self) -> list[Strip]:
        if self._lines is None:
            width, height = self.size
            self._lines = paragraph_lines(self._tell(), width, self._style_of, self.app.console)
            self._top = max(0, min(self._top, len(self._lines) - height))
        return self._lines

    def _style_of(self, tone: str) -> Style:
        style = self._styles.get(tone)
        if style is None:
            style = self.rich_style + self.get_component_rich_style(f"story-pane--{tone}")
            self._styles[tone] = style
        return style
