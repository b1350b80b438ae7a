"""The accounts of a sample as rows of a table, as the old system might write them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kuke_tui.domain.boxes import Boxes, Level, bits, level_at
from kuke_tui.domain.export import Account, Layout, Role
from kuke_tui.sample.accounts import SampleSize, sample_accounts, sample_rights

Row = list[str]

_UNREADABLE = "do wyjaśnienia"
_ROLES = {Role.ADMINISTRATOR: "ADMINISTRATOR", Role.USER: "UŻYTKOWNIK", None: "GOŚĆ"}
_LETTERS: dict[Level, tuple[str, ...]] = {
    Level.NONE: ("",),
    Level.VIEW: ("P",),
    Level.CHANGE: ("PZ",),
    Level.UNREADABLE: (_UNREADABLE,),
}
_WORDS = {
    Level.NONE: "brak",
    Level.VIEW: "podgląd",
    Level.CHANGE: "zmiany",
    Level.UNREADABLE: _UNREADABLE,
}
_TICKS: dict[Level, tuple[str, ...]] = {
    Level.NONE: ("NIE", "NIE"),
    Level.VIEW: ("TAK", "NIE"),
    Level.CHANGE: ("TAK", "TAK"),
    Level.CHANGE_ONLY: ("NIE", "TAK"),
    Level.UNREADABLE: (_UNREADABLE, "NIE"),
}
_BOXES_OF_RIGHT = ("{right} - podgląd", "{right} - zmiany")


def header(size: SampleSize, layout: Layout) -> Row:
    """Name the columns; a single client has no column."""
    client = ["Nr klienta"] if size.clients > 1 else []
    about = [*client, "Login", "Imię i nazwisko", "Rola", "Polisa"]
    rights = sample_rights(size)
    match layout:
        case Layout.WIDE_LEVELS:
            return [*about, *rights]
        case Layout.WIDE_BOXES:
            return [
                *about,
                *(name.format(right=right) for right in rights for name in _BOXES_OF_RIGHT),
            ]
        case Layout.LONG:
            return [*about, "Uprawnienie", "Zakres"]


def rows(size: SampleSize, layout: Layout) -> Iterator[Row]:
    """Yield the rows below the header, the accounts in their order.

    Wide, each account has a row for each policy of its client. Long, it has a row for each right
    it holds, and one that says "none" for a policy where it holds nothing.
    """
    accounts = sample_accounts(size)
    if layout is Layout.LONG:
        return _long_rows(accounts, size)
    return _wide_rows(accounts, size, _TICKS if layout is Layout.WIDE_BOXES else _LETTERS)


def _wide_rows(
    accounts: Iterable[Account], size: SampleSize, spelling: dict[Level, tuple[str, ...]]
) -> Iterator[Row]:
    @lru_cache(maxsize=4096)
    def spelled(view: int, change: int, unreadable: int) -> Row:
        boxes = Boxes(view, change, unreadable)
        levels = (level_at(boxes, 1 << right) for right in range(size.rights))
        return [text for level in levels for text in spelling[level]]

    for about, policy, boxes in _policy_rows(accounts, size):
        yield [*about, policy, *spelled(*boxes)]


def _long_rows(accounts: Iterable[Account], size: SampleSize) -> Iterator[Row]:
    rights = sample_rights(size)
    nothing = (rights[0], _WORDS[Level.NONE])

    @lru_cache(maxsize=4096)
    def spelled(view: int, change: int, unreadable: int) -> list[tuple[str, str]]:
        boxes = Boxes(view, change, unreadable)
        held = bits(view | change | unreadable)
        return [(rights[right], _WORDS[level_at(boxes, 1 << right)]) for right in held] or [nothing]

    for about, policy, boxes in _policy_rows(accounts, size):
        for right_and_level in spelled(*boxes):
            yield [*about, policy, *right_and_level]


def _policy_rows(
    accounts: Iterable[Account], size: SampleSize
) -> Iterator[tuple[Row, str, tuple[int, int, int]]]:
    """Yield what is said of each account, a policy and the masks of that policy alone."""
    with_client = size.clients > 1
    row = (1 << size.rights) - 1
    for account in accounts:
        about = [account.login, account.name, _ROLES[account.role]]
        if with_client:
            about.insert(0, account.client.key)
        view, change, unreadable = account.boxes
        for policy in account.client.policies:
            yield about, policy, (view & row, change & row, unreadable & row)
            view >>= size.rights
            change >>= size.rights
            unreadable >>= size.rights
