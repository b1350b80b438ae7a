"""What is still to be done, in groups with counts: by reason, by client, and how they cross."""

from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.groups.lines import ShownGroup, group_lines, groups_shown
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList, line
from kuke_tui.workspace.grouping import Group, Grouping, grouped
from kuke_tui.workspace.workspace import Workspace


class Use(StrEnum):
    """What a person wants to do with a group."""

    SHOW = "show"
    MARK = "mark"


class ChosenGroup(NamedTuple):
    """A group, and what to do with it."""

    group: Group
    use: Use


class GroupsScreen(CommandScreen[ChosenGroup | None]):
    """Groups that unfold. Answers the one chosen, or None."""

    place = Place.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.GROUPS)

    def __init__(self, workspace: Workspace, by: Grouping = Grouping.REASON) -> None:
        super().__init__()
        self._workspace = workspace
        self._by = by
        self._unfolded: set[int] = set()
        self._groups: tuple[Group, ...] = ()
        self._shown: list[ShownGroup] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static("", markup=False, classes="screen-title", id="groups-title")
        yield LineList(id="main")
        yield CommandFooter()

    def fill(self) -> None:
        """Group anew."""
        self._groups = grouped(self._workspace, self._by)
        self._unfolded.clear()
        by_reason = self._by is Grouping.REASON
        title = _("Still to be done, by reason") if by_reason else _("Still to be done, by client")
        self.query_one("#groups-title", Static).update(title)
        self._show()

    def action_unfold(self) -> None:
        """Show the parts of the group, or hide them again."""
        shown = self._at_cursor
        if shown and self._groups[shown.top].parts:
            self._unfolded ^= {shown.top}
            self._show()

    def action_fold(self) -> None:
        """Hide the parts of the group."""
        shown = self._at_cursor
        if shown:
            self._unfolded.discard(shown.top)
            self._show()

    def action_turn_groups(self) -> None:
        """Group by the other thing first."""
        self._by = Grouping.CLIENT if self._by is Grouping.REASON else Grouping.REASON
        self.query_one(LineList).action_move_to_edge(-1)
        self.fill()
        self.refresh_footer()

    def action_show_group(self) -> None:
        """Show the group's accounts in the list."""
        self._choose(Use.SHOW)

    def action_mark_group(self) -> None:
        """Mark the group's accounts."""
        self._choose(Use.MARK)

    def action_show_story(self) -> None:
        """Tell the rule behind the reasons of the group."""
        shown = self._at_cursor
        if shown:
            groups = (shown.group, *shown.group.parts, *([shown.within] if shown.within else ()))
            codes = dict.fromkeys(group.reason for group in groups if group.reason)
            self.app.push_screen(StoryScreen.of_rule(codes))

    def action_go_back(self) -> None:
        """Return to the list as it was."""
        self.dismiss(None)

    @on(LineList.Opened)
    def _double_clicked(self) -> None:
        self._choose(Use.SHOW)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        match action:
            case "turn_groups":
                return len(self._workspace.export.clients) > 1
            case "unfold" | "fold":
                return any(group.parts for group in self._groups)
            case "show_group" | "mark_group" | "show_story":
                return bool(self._groups)
        return super().check_action(action, parameters)

    @property
    def _at_cursor(self) -> ShownGroup | None:
        at = self.query_one(LineList).target
        return None if at is None else self._shown[at]

    def _choose(self, use: Use) -> None:
        shown = self._at_cursor
        if shown:
            self.dismiss(ChosenGroup(shown.group, use))

    def _show(self) -> None:
        self._shown = groups_shown(self._groups, self._unfolded)
        lines = group_lines(self._shown, self._unfolded)
        if not lines:
            lines = [line(_("Nothing is left to do: every account will migrate or is planned to."))]
        self.query_one(LineList).show(lines)
