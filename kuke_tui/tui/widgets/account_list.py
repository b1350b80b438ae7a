"""The list of accounts: a line each, painted one by one, only where something changed."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kuke_tui.i18n import _
from kuke_tui.messages.reasons import reasons_short
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import account_badge
from kuke_tui.tui.widgets.account_columns import (
    MARK_WIDTH,
    Column,
    heading,
    lay_out,
    role_short,
    widest_values,
)
from kuke_tui.tui.widgets.cells import fit, fit_right
from kuke_tui.tui.widgets.why_asked import WhyAsked
from kuke_tui.workspace.list_view import ListView, SortKey
from kuke_tui.workspace.workspace import Workspace

_STYLES = ("cursor", "header", "tak", "nie", "unknown", "quiet", "mark", "changed", "sentence")
_HEADER_LINES = 1


class AccountList(ScrollView, can_focus=True):
    """The accounts at ``rows`` (positions in the export), one under the cursor.

    ``moved`` is called in the key's own handler, after the cursor went to another account, so
    that whatever depends on it is repainted in the same frame.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"account-list--{name}" for name in _STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup,ctrl+u", "move_page(-1)", show=False),
        Binding("pagedown,ctrl+d", "move_page(1)", show=False),
        Binding("home,g", "move_to_edge(-1)", show=False),
        Binding("end,G", "move_to_edge(1)", show=False),
    ]

    class Opened(Message):
        """An account was double-clicked."""

    class MarkClicked(Message):
        """The place where an account's mark stands was clicked; the cursor is there now."""

    class HeadingClicked(Message):
        """The heading of a column was clicked."""

        def __init__(self, key: SortKey) -> None:
            self.key = key
            super().__init__()

    def __init__(self, workspace: Workspace, moved: Callable[[], None], *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._workspace = workspace
        self._moved = moved
        self._rows: Sequence[int] = ()
        self._row = 0
        self._view = ListView()
        self._sentence = ""
        self._widest = widest_values(workspace.export)
        self._columns: tuple[Column, ...] = ()
        self._width = 0
        self._strips: LRUCache[object, Strip] = LRUCache(1024)
        self._looks: dict[str, Style] = {}

    @property
    def rows(self) -> Sequence[int]:
        """The positions of the accounts listed."""
        return self._rows

    @property
    def row(self) -> int:
        """The line under the cursor, 0 where there is none."""
        return self._row

    @property
    def account(self) -> int | None:
        """The position of the account under the cursor."""
        return self._rows[self._row] if self._rows else None

    def show(self, rows: Sequence[int], view: ListView, row: int, sentence: str) -> None:
        """List other accounts, the cursor on line ``row``; ``sentence`` is told where none is."""
        self._rows, self._view, self._sentence = rows, view, sentence
        self._row = max(0, min(row, len(rows) - 1))
        self._set_height()
        self._keep_cursor_in_sight()
        self.refresh()

    def repaint(self, accounts: Sequence[int] | None = None) -> None:
        """Paint these accounts again, or all; lines out of sight cost nothing."""
        if accounts is None:
            self._strips.clear()
            self.refresh()
            return
        wanted = set(accounts)
        top = self.scroll_offset.y
        for line in range(_HEADER_LINES, self.size.height):
            row = top + line - _HEADER_LINES
            if row < len(self._rows) and self._rows[row] in wanted:
                self._refresh_row(row)

    def mark(self, view: ListView) -> None:
        """Show the marks of ``view`` without finding anew."""
        changed = self._view.marks ^ view.marks
        self._view = view
        self.repaint(tuple(changed))

    def move_to(self, row: int) -> None:
        """Put the cursor on a line and scroll to it."""
        row = max(0, min(row, len(self._rows) - 1))
        if row == self._row or not self._rows:
            return
        old, self._row = self._row, row
        self._refresh_row(old)
        self._keep_cursor_in_sight()
        self._refresh_row(row)
        self._moved()

    # What keys and mouse do

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.move_to(self._row + lines)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.move_to(self._row + pages * max(1, self.size.height - _HEADER_LINES - 1))

    def action_move_to_edge(self, side: int) -> None:
        """Move the cursor to the first or last line."""
        self.move_to(0 if side < 0 else len(self._rows) - 1)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; open on the second click; sort by a heading.

        A click on the mark marks, one on the badge asks why.
        """
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < _HEADER_LINES:
            for column in self._columns:
                if column.start <= offset.x <= column.start + column.width:
                    self.post_message(self.HeadingClicked(column.key))
            return
        row = self.scroll_offset.y + offset.y - _HEADER_LINES
        if row < len(self._rows):
            self.move_to(row)
            if offset.x < MARK_WIDTH:
                self.post_message(self.MarkClicked())
            elif event.chain == 2:
                self.post_message(self.Opened())
            elif self._is_on_badge(offset.x, self._rows[row]):
                self.post_message(WhyAsked())

    def _is_on_badge(self, x: int, account: int) -> bool:
        start = next(each.start for each in self._columns if each.key is SortKey.VERDICT)
        return start <= x < start + cell_len(account_badge(self._workspace, account).text)

    # Painting

    def on_resize(self, _event: Resize) -> None:
        """Keep the height right and the cursor in sight."""
        self._set_height()
        self._keep_cursor_in_sight()

    def notify_style_update(self) -> None:
        """Take over the styles of another theme."""
        super().notify_style_update()
        self._looks = {}
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width = self.scrollable_content_region.width
        if width != self._width:
            self._width = width
            self._columns = lay_out(width, self._widest)
            self._strips.clear()
        if not self._looks:
            self._looks = {
                name: self.get_component_rich_style(f"account-list--{name}") for name in _STYLES
            }
        if y < _HEADER_LINES:
            return self._header(width)
        if not self._rows:
            return self._empty(y - _HEADER_LINES, width)
        row = self.scroll_offset.y + y - _HEADER_LINES
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        account = self._rows[row]
        at_cursor = row == self._row
        key = (
            account,
            self._workspace.boxes(account),
            self._workspace.decisions.get(account),
            account in self._view.marks,
            at_cursor,
        )
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._line(account, width, at_cursor=at_cursor)
        return strip

    def _line(self, account: int, width: int, *, at_cursor: bool) -> Strip:
        base = self.rich_style
        cursor = self._looks["cursor"]
        marked = account in self._view.marks
        parts = [("●" if marked else " ", "mark"), (" ", "")]
        for column in self._columns:
            text, style = self._cell(account, column)
            parts += ((text, style), (" ", ""))
        segments = []
        for text, name in parts:
            look = base + self._looks[name] if name else base
            segments.append(Segment(text, look + cursor if at_cursor else look))
        return Strip(segments).adjust_cell_length(width, base + cursor if at_cursor else base)

    def _cell(self, account: int, column: Column) -> tuple[str, str]:
        workspace, width = self._workspace, column.width
        subject = workspace.account(account)
        match column.key:
            case SortKey.VERDICT:
                text, style = account_badge(workspace, account)
                return fit(text, width), style
            case SortKey.LOGIN:
                return fit(visible(subject.login), width), ""
            case SortKey.NAME:
                return fit(visible(subject.name), width), ""
            case SortKey.CLIENT:
                return fit(visible(subject.client.key), width), "quiet"
            case SortKey.ROLE:
                return fit(role_short(subject.role), width), "quiet"
            case SortKey.CHANGES:
                clicks = workspace.clicks(account)
                return fit_right(str(clicks) if clicks else "", width), "changed"
            case _:
                decision = workspace.decisions.get(account)
                if decision:
                    told = _("stays: {reason}").format(reason=visible(decision.reason))
                    return fit(f"◆ {told}", width), "changed"
                return fit(reasons_short(workspace.assessment(account).reasons), width), "quiet"

    def _header(self, width: int) -> Strip:
        style = self.rich_style + self._looks["header"]
        arrow = "▼" if self._view.descending else "▲"
        text = " " * MARK_WIDTH
        for column in self._columns:
            sorted_here = column.key is self._view.sort
            shown = heading(column.key) + (f" {arrow}" if sorted_here else "")
            cell = fit_right if column.key is SortKey.CHANGES else fit
            text += cell(shown, column.width) + " "
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _empty(self, line: int, width: int) -> Strip:
        lines = self._sentence.split("\n")
        if not 1 <= line <= len(lines):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style + self._looks["sentence"]
        return Strip([Segment(fit(f"  {lines[line - 1]}", width), style)], width)

    # Inside

    def _refresh_row(self, row: int) -> None:
        self.refresh_line(row + _HEADER_LINES)

    def _set_height(self) -> None:
        size = Size(self.size.width, len(self._rows) + _HEADER_LINES)
        if size == self.virtual_size:
            return
        if self.show_vertical_scrollbar == (size.height > self.size.height):
            # Nothing moves but the bar's thumb: no layout of the whole screen for that.
            self.set_reactive(AccountList.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size

    def _keep_cursor_in_sight(self) -> None:
        lines = self.size.height - _HEADER_LINES
        if lines <= 0:
            return
        top = self.scroll_offset.y
        if self._row < top:
            self.scroll_to(y=self._row, animate=False)
        elif self._row >= top + lines:
            self.scroll_to(y=self._row - lines + 1, animate=False)
