"""Marks: which accounts a person has picked out, to do one thing to all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.workspace.list_view import ListView
from kuke_tui.workspace.totals import codes_in
from kuke_tui.workspace.workspace import Workspace


def with_marked(view: ListView, accounts: Iterable[int]) -> ListView:
    """Mark accounts beside those that are marked already."""
    return replace(view, marks=view.marks.union(accounts))


def with_inverted(view: ListView, rows: Iterable[int]) -> ListView:
    """Mark the accounts shown that are not marked, and unmark those that are."""
    return replace(view, marks=view.marks.symmetric_difference(rows))


def without_marks(view: ListView) -> ListView:
    """Take all marks off, those of accounts out of sight too."""
    return replace(view, marks=frozenset())


def span_to(view: ListView, rows: Sequence[int], row: int) -> Sequence[int]:
    """Return the rows from the nearest marked one up to ``row``; it alone where none is marked."""
    marked = [at for at, account in enumerate(rows) if account in view.marks and at != row]
    if not marked:
        return rows[row : row + 1]
    nearest = min(marked, key=lambda at: abs(at - row))
    return rows[min(nearest, row) : max(nearest, row) + 1]


def hidden_marks(view: ListView, rows: Iterable[int]) -> int:
    """Count the marked accounts that are not among ``rows``."""
    return len(view.marks.difference(rows)) if view.marks else 0


def by_reason(workspace: Workspace, rows: Iterable[int]) -> dict[ReasonCode, list[int]]:
    """Sort accounts that are not TAK by their reasons; one with two reasons stands under both."""
    found: dict[ReasonCode, list[int]] = {code: [] for code in ReasonCode}
    for account in rows:
        if workspace.verdict(account) is not Verdict.TAK:
            for code in codes_in(workspace.codes(account)):
                found[code].append(account)
    return {code: accounts for code, accounts in found.items() if accounts}


def of_client(workspace: Workspace, rows: Iterable[int], client: str) -> list[int]:
    """Return the accounts of one client."""
    return [account for account in rows if workspace.account(account).client.key == client]
