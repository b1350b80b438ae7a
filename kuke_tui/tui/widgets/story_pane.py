"""The pane that tells the story of one account; it scrolls by itself, without a new layout."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import MouseScrollDown, MouseScrollUp

from kuke_tui.tui.story import Paragraph, Tone, story_text
from kuke_tui.tui.widgets.cells import fit_right
from kuke_tui.tui.widgets.paragraphs import paragraph_lines
from kuke_tui.tui.widgets.text_lines import TextLine, TextLines


class StoryPane(TextLines, can_focus=True):
    """Paragraphs in a column, one line scrolled at a time; says where more follows."""

    BLOCK = "story-pane"
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
        self._told: tuple[tuple[int, int], list[TextLine]] | None = None
        self._top = 0

    def show(self, tell: Callable[[], Iterable[Paragraph]], *, keep_place: bool = False) -> None:
        """Tell another story, painting only lines that read otherwise."""
        self._tell = tell
        self._told = None
        if not keep_place:
            self._top = 0
        self.refresh_changed()

    def text(self) -> str:
        """Return the whole story as plain text."""
        return story_text(self._tell())

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll down, or up by a negative number."""
        width, height = self.size
        last = max(0, len(self._story_lines(width, height)) - height)
        self._top = max(0, min(self._top + lines, last))
        self.refresh_changed()

    def action_scroll_to_edge(self, side: int) -> None:
        """Scroll to the beginning or the end."""
        self.action_scroll_lines(side * len(self._story_lines(*self.size)))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.action_scroll_lines(2)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.action_scroll_lines(-2)

    def lines(self, width: int, height: int) -> list[TextLine]:
        """Lay out what is in sight; the last line says how much follows."""
        lines = self._story_lines(width, height)
        self._top = max(0, min(self._top, len(lines) - height))
        shown = lines[self._top : self._top + height]
        more = len(lines) - self._top - height
        if shown and more > 0:
            shown[-1] = ((fit_right(f"▼ {more + 1}", width), Tone.QUIET),)
        return shown

    def _story_lines(self, width: int, height: int) -> list[TextLine]:
        """Break the whole story, once for a size: how it is told may depend on the room."""
        if self._told is None or self._told[0] != (width, height):
            broken = paragraph_lines(self._tell(), width, self.app.console)
            self._told = (width, height), broken
        return self._told[1]
