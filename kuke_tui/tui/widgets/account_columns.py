"""Which columns the list of accounts has at a width, and what stands in them."""

from typing import NamedTuple

from kuke_tui.domain.export import Export, Role
from kuke_tui.i18n import N_, _, pgettext
from kuke_tui.workspace.list_view import SortKey

MARK_WIDTH = 2
BADGE_WIDTH = 10
_CHANGES_WIDTH = 5
_GAP = 1

_HEADINGS = {
    SortKey.VERDICT: N_("Verdict"),
    SortKey.LOGIN: N_("Login"),
    SortKey.NAME: N_("Name"),
    SortKey.CLIENT: N_("Client"),
    SortKey.ROLE: N_("Role"),
    SortKey.REASONS: N_("Reasons"),
    SortKey.CHANGES: N_("Chg."),
    SortKey.FILE: N_("Order of the file"),
}


class Column(NamedTuple):
    """A column: what it shows, where it starts and how many cells it has."""

    key: SortKey
    start: int
    width: int


class Widest(NamedTuple):
    """How many cells the longest value of a column takes."""

    login: int
    name: int
    client: int


def heading(key: SortKey) -> str:
    """Name a column."""
    return _(_HEADINGS[key])


def sort_name(key: SortKey) -> str:
    """Name what a list is sorted by, where there is room for the whole word."""
    return _("Number of changes") if key is SortKey.CHANGES else heading(key)


def role_short(role: Role | None) -> str:
    """Name a role in few letters."""
    if role is None:
        return "?"
    return pgettext("short", "admin") if role is Role.ADMINISTRATOR else pgettext("short", "user")


def widest_values(export: Export) -> Widest:
    """Measure an export once; a client column is wanted only where there are several clients."""
    accounts = export.accounts
    return Widest(
        max((len(account.login) for account in accounts), default=0),
        max((len(account.name) for account in accounts), default=0),
        max((len(client.key) for client in export.clients), default=0)
        if len(export.clients) > 1
        else 0,
    )


def lay_out(width: int, widest: Widest) -> tuple[Column, ...]:
    """Share out ``width`` cells; the reasons take what is left."""
    roomy = width >= 76
    wanted = [(SortKey.VERDICT, BADGE_WIDTH)]
    wanted.append((SortKey.LOGIN, min(max(widest.login, 8), 22 if width >= 110 else 13)))
    if widest.name:
        wanted.append((SortKey.NAME, min(max(widest.name, 10), 28 if width >= 110 else 19)))
    if widest.client:
        wanted.append((SortKey.CLIENT, min(max(widest.client, 6), 14 if roomy else 8)))
    fixed = MARK_WIDTH + _CHANGES_WIDTH + _GAP
    least_reasons = min(max(10, width // 4), 26)

    def room_for_reasons() -> int:
        return width - fixed - sum(size + _GAP for _key, size in wanted)

    role_width = max(5, *(len(role_short(role)) for role in Role))
    if roomy and room_for_reasons() - role_width - _GAP >= least_reasons:
        # Whole names matter more; an administrator is told by the reason, too.
        wanted.append((SortKey.ROLE, role_width))
    while room_for_reasons() < least_reasons:
        shrinkable = [index for index, (_key, size) in enumerate(wanted) if index and size > 8]
        if not shrinkable:
            break
        index = max(shrinkable, key=lambda at: wanted[at][1])
        key, size = wanted[index]
        wanted[index] = (key, size - 1)
    wanted.append((SortKey.REASONS, max(room_for_reasons(), 0)))
    wanted.append((SortKey.CHANGES, _CHANGES_WIDTH))
    columns: list[Column] = []
    start = MARK_WIDTH
    for key, size in wanted:
        columns.append(Column(key, start, size))
        start += size + _GAP
    return tuple(columns)
