"""Logins of one client that differ in case alone: one account spelled in two ways, or two."""

from kuke_tui.domain.export import NOWHERE, ProblemCode
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.places import Origin


def doubt_twins(draft: Draft, origin: Origin, *, wide: bool) -> None:
    """Tell of such logins; what is said of one of them alone may be the other's as well.

    It can't be read of those of whom it is not said. What is said of each of them is left alone:
    two accounts are the likelier then.
    """
    folded = [login.casefold() for login in draft.logins]
    if len(set(folded)) == len(set(draft.logins)):
        return
    twins: dict[tuple[str, str], list[int]] = {}
    for account, client in enumerate(draft.client_of):
        twins.setdefault((client.key, folded[account]), []).append(account)
    for accounts in twins.values():
        if len(accounts) > 1:
            _doubt(draft, origin, accounts, wide=wide)


def _doubt(draft: Draft, origin: Origin, accounts: list[int], *, wide: bool) -> None:
    stated = {account: draft.stated_cells(account, wide=wide) for account in accounts}
    said = 0
    for cells in stated.values():
        said |= cells
    for account, cells in stated.items():
        draft.make_unreadable(account, said & ~cells)
    first, *others = accounts
    for account in others:
        draft.problems.add(
            ProblemCode.LOGIN_SPELLED_OTHERWISE,
            origin.row_location(account) or NOWHERE,
            draft.logins[account],
            other=origin.row_location(first),
            other_found=draft.logins[first],
            account=account,
            subject=draft.logins[account],
        )
