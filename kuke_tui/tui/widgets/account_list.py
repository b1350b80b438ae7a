"""The list of accounts: a line each, painted one by one, only where something changed."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
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
from kuke_tui.tui.widgets.cursor_lines import CursorLines
from kuke_tui.tui.widgets.why_asked import WhyAsked
from kuke_tui.workspace.list_view import ListView, SortKey
from kuke_tui.workspace.workspace import Workspace

_STYLES = ("cursor", "header", "tak", "nie", "unknown", "quiet", "mark", "changed", "sentence")


class AccountList(CursorLines):
    """The accounts at ``rows`` (positions in the export), one under the cursor.

    ``moved`` is called in the key's own handler, after the cursor went to another account, so
    that whatever depends on it is repainted in the same frame.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"account-list--{name}" for name in _STYLES}
    HEADING_LINES = 1

    class Opened(CursorLines.Opened):
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
        self._view = ListView()
        self._sentence = ""
        self._widest = widest_values(workspace.export)
        self._columns: tuple[Column, ...] = ()
        self._width = 0
        self._strips: LRUCache[object, Strip] = LRUCache(1024)
        self._looks: dict[str, Style] = {}

    @property
    def line_count(self) -> int:
        """How many accounts are listed."""
        return len(self._rows)

    @property
    def rows(self) -> Sequence[int]:
        """The positions of the accounts listed."""
        return self._rows

    @property
    def row(self) -> int:
        """The line under the cursor, 0 where there is none."""
        return self._at

    @property
    def account(self) -> int | None:
        """The position of the account under the cursor."""
        return self._rows[self._at] if self._rows else None

    def show(self, rows: Sequence[int], view: ListView, row: int, sentence: str) -> None:
        """List other accounts, the cursor on line ``row``; ``sentence`` is told where none is."""
        self._rows, self._view, self._sentence = rows, view, sentence
        self._at = row
        self._lay_out()
        self.refresh()

    def repaint(self, accounts: Sequence[int] | None = None) -> None:
        """Paint these accounts again, or all; lines out of sight cost nothing."""
        if accounts is None:
            self._strips.clear()
            self.refresh()
            return
        wanted = set(accounts)
        for y in range(self.HEADING_LINES, self.size.height):
            row = self.line_at(y)
            if row is not None and self._rows[row] in wanted:
                self.refresh_at(row)

    def mark(self, view: ListView) -> None:
        """Show the marks of ``view`` without finding anew."""
        changed = self._view.marks ^ view.marks
        self._view = view
        self.repaint(tuple(changed))

    # What keys and mouse do

    def cursor_moved(self) -> None:
        """Have repainted what depends on the account under the cursor."""
        self._moved()

    def line_clicked(self, x: int, *, again: bool) -> None:
        """Mark on the mark; else open on the second click, and ask why on the badge."""
        if x < MARK_WIDTH:
            self.post_message(self.MarkClicked())
            return
        super().line_clicked(x, again=again)
        if not again and self._is_on_badge(x, self._rows[self._at]):
            self.post_message(WhyAsked())

    def heading_clicked(self, x: int) -> None:
        """Sort by a heading."""
        for column in self._columns:
            if column.start <= x <= column.start + column.width:
                self.post_message(self.HeadingClicked(column.key))

    def _is_on_badge(self, x: int, account: int) -> bool:
        start = next(each.start for each in self._columns if each.key is SortKey.VERDICT)
        return start <= x < start + cell_len(account_badge(self._workspace, account).text)

    # Painting

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
        if y < self.HEADING_LINES:
            return self._header(width)
        if not self._rows:
            return self._empty(y - self.HEADING_LINES, width)
        row = self.line_at(y)
        if row is None:
            return Strip.blank(width, self.rich_style)
        account = self._rows[row]
        at_cursor = row == self._at
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

    def _set_height(self) -> None:
        size = Size(self.size.width, len(self._rows) + self.HEADING_LINES)
        if size == self.virtual_size:
            return
        if self.show_vertical_scrollbar == (size.height > self.size.height):
            # Nothing moves but the bar's thumb: no layout of the whole screen for that.
            self.set_reactive(AccountList.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size
