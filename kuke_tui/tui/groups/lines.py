"""Groups as lines that unfold."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.reasons import reason_short
from kuke_tui.messages.visible import visible
from kuke_tui.tui.widgets.line_list import Line
from kuke_tui.workspace.grouping import Group


class ShownGroup(NamedTuple):
    """A group on a line; ``within`` is the group that it is a part of, ``top`` its place."""

    top: int
    group: Group
    within: Group | None = None


def groups_shown(groups: Sequence[Group], unfolded: Collection[int]) -> list[ShownGroup]:
    """List the groups, with the parts of those that are unfolded (by their place)."""
    shown: list[ShownGroup] = []
    for top, group in enumerate(groups):
        shown.append(ShownGroup(top, group))
        if top in unfolded:
            shown += (ShownGroup(top, part, group) for part in group.parts)
    return shown


def group_lines(shown: Sequence[ShownGroup], unfolded: Collection[int]) -> list[Line]:
    """Tell each group in a line: ``47 accounts: missing policies``."""
    return [_group_line(at, each, each.top in unfolded) for at, each in enumerate(shown)]


def _group_line(at: int, shown: ShownGroup, unfolded: bool) -> Line:
    group, within = shown.group, shown.within
    sign = "   "
    if within:
        sign = "      "
    elif group.parts:
        sign = " ▾ " if unfolded else " ▸ "
    count = len(group.accounts)
    told = ngettext("{n} account", "{n} accounts", count).format(n=thousands(count))
    text = f"{sign}{told}: {_name(group, within)}"
    return Line(((text, "plain" if within else "heading"),), at)


def _name(group: Group, within: Group | None) -> str:
    if group.reason and (within is None or within.reason is None):
        return reason_short(group.reason)
    if group.client is not None:
        return _("client {client}").format(client=visible(group.client))
    return _("left behind on purpose")
