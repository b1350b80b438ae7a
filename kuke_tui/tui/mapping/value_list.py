"""The values found in a file and what each means; those still to be explained stand first."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kuke_tui.domain.export import Role
from kuke_tui.i18n import _
from kuke_tui.sheets.recognition.draft import MappingDraft
from kuke_tui.sheets.recognition.found_values import FoundValue
from kuke_tui.tui.mapping.said import said_name
from kuke_tui.tui.mapping.words import value_text
from kuke_tui.tui.widgets.cells import fit

_STYLES = ("open", "said", "known", "cursor")
_VALUE_WIDTH = 46


class ValueList(ScrollView, can_focus=True):
    """A line a value. Where no column says roles, the first line is everybody's role (None)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"value-list--{name}" for name in _STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-5)", show=False),
        Binding("pagedown", "move(5)", show=False),
        Binding("home,g", "move(-99999)", show=False),
        Binding("end,G", "move(99999)", show=False),
    ]

    class Opened(Message):
        """A value was double-clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._draft = MappingDraft(())
        self._entries: list[FoundValue | None] = []
        self._at = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to explain."""
        return not self._entries

    @property
    def entry(self) -> FoundValue | None:
        """The value under the cursor; None for everybody's role, and where the list is empty."""
        return self._entries[self._at] if self._entries else None

    def show(self, values: Sequence[FoundValue], draft: MappingDraft) -> None:
        """List the values as they are read now."""
        self._draft = draft
        self._entries = [*([None] if draft.lacks_roles else []), *values]
        self._at = max(0, min(self._at, len(self._entries) - 1))
        self.virtual_size = Size(self.size.width, len(self._entries))
        self.refresh()

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self._at = max(0, min(self._at + lines, len(self._entries) - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        self.scroll_to(y=min(max(top, self._at - height + 1), self._at), animate=False, force=True)
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; open on the second click."""
        offset = event.get_content_offset(self)
        if offset is not None and self.scroll_offset.y + offset.y < len(self._entries):
            self.action_move(self.scroll_offset.y + offset.y - self._at)
            if event.chain == 2:
                self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """Paint one value."""
        width = self.scrollable_content_region.width
        at = self.scroll_offset.y + y
        if at >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        text, name = self._line(self._entries[at], width)
        style = self.rich_style + self.get_component_rich_style(f"value-list--{name}")
        if at == self._at and self.has_focus:
            style += self.get_component_rich_style("value-list--cursor")
        return Strip([Segment(fit(text, width), style)]).adjust_cell_length(width, style)

    def _line(self, entry: FoundValue | None, width: int) -> tuple[str, str]:
        left = max(10, min(_VALUE_WIDTH, width - 24))
        values = self._draft.values
        if entry is None:
            role: Role | None = values.default_role
            everyone = fit(_("Role of every account (no column says it)"), left)
            return f"{everyone} → {said_name(role)}", "open" if role is None else "said"
        said = entry.said(values)
        told = f"{fit(value_text(entry), left)} → {said_name(said)}"
        if said is None:
            return told, "open"
        return told, "said" if entry.said_by_person(values) else "known"
