"""The values found in a file and what each means; those still to be explained stand first."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from kuke_tui.domain.export import Role
from kuke_tui.i18n import _
from kuke_tui.sheets.recognition.draft import MappingDraft
from kuke_tui.sheets.recognition.found_values import FoundValue
from kuke_tui.tui.mapping.said import said_name
from kuke_tui.tui.mapping.words import value_text
from kuke_tui.tui.widgets.cells import fit
from kuke_tui.tui.widgets.cursor_lines import CursorLines

_STYLES = ("open", "said", "known", "cursor")
_VALUE_WIDTH = 46


class ValueList(CursorLines):
    """A line a value. Where no column says roles, the first line is everybody's role (None)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"value-list--{name}" for name in _STYLES}

    class Opened(CursorLines.Opened):
        """A value was double-clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._draft = MappingDraft(())
        self._entries: list[FoundValue | None] = []

    @property
    def line_count(self) -> int:
        """How many values are listed."""
        return len(self._entries)

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
        self._lay_out()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one value."""
        width = self.scrollable_content_region.width
        at = self.line_at(y)
        if at is None:
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
