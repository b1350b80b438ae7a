"""The list of accounts as a person wants to see it: what is shown, in which order, what is marked.

A view is a value; :class:`AccountFinder` works out which accounts it shows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kuke_tui.domain.export import Role
from kuke_tui.domain.rules import Verdict
from kuke_tui.workspace.finding import Query, SearchIndex, fold, parse_query
from kuke_tui.workspace.totals import codes_in, verdict_in
from kuke_tui.workspace.workspace import Workspace


class SortKey(StrEnum):
    """What the list may be sorted by."""

    FILE = "file"
    VERDICT = "verdict"
    LOGIN = "login"
    NAME = "name"
    CLIENT = "client"
    ROLE = "role"
    REASONS = "reasons"
    CHANGES = "changes"


_EDITED = frozenset({SortKey.VERDICT, SortKey.REASONS, SortKey.CHANGES})
"""Keys whose values change with an edit."""

_OPEN = tuple(verdict_in(packed) is not Verdict.TAK for packed in range(256))
_VERDICT_ORDER = {Verdict.NIE: 0, Verdict.UNKNOWN: 1, Verdict.TAK: 2}
_ROLE_ORDER = {None: 0, Role.USER: 1, Role.ADMINISTRATOR: 2}
_COLLATION = str.maketrans(
    {
        **{letter: f"{before}\ufffe" for letter, before in zip("ąćęłńóś", "acelnos", strict=True)},
        "ź": "z\ufffe",
        "ż": "z\uffff",
    }
)
"""Puts each Polish letter right after the one it derives from."""


@dataclass(frozen=True, slots=True)
class ListView:
    """How a person looks at the list. ``marks`` are positions of accounts, shown or not."""

    query: str = ""
    only_problems: bool = False
    sort: SortKey = SortKey.FILE
    descending: bool = False
    marks: frozenset[int] = frozenset()

    @property
    def filtered(self) -> bool:
        """Whether some accounts may be hidden."""
        return self.only_problems or parse_query(self.query).narrows

    def sorted_by(self, key: SortKey) -> "ListView":
        """Sort by ``key``; by the same key again, turn the order round."""
        return replace(self, sort=key, descending=self.sort is key and not self.descending)

    def with_mark_toggled(self, account: int) -> "ListView":
        """Mark an account, or take its mark off."""
        return replace(self, marks=self.marks ^ {account})


class AccountFinder:
    """Finds the accounts of a workspace that a view shows."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index: SearchIndex | None = None
        self._orders: dict[SortKey, Sequence[int]] = {}

    def prepare(self) -> None:
        """Fold all texts now, so that the first search needs not wait; safe in a thread."""
        self._search_index()

    def shown(self, view: ListView, *, also: int | None = None) -> Sequence[int]:
        """List the positions of the accounts shown, in the view's order.

        ``also`` is an account to be listed whether the view shows it or not.
        """
        query = parse_query(view.query)
        order = self._order(view.sort, descending=view.descending)
        if not query.narrows and not view.only_problems:
            return order
        found = self._search_index().with_words(query.words) if query.words else None
        rows: Sequence[int] = order if found is None else found
        for test in self._tests(query, view):
            rows = [account for account in rows if test(account)]
        kept = also is not None and also not in rows
        if not kept and found is None:
            return rows
        if not kept and view.sort is SortKey.FILE:
            return rows[::-1] if view.descending else rows
        wanted = {*rows, also} if kept else set(rows)
        return [account for account in order if account in wanted]

    def shows(self, view: ListView, account: int) -> bool:
        """Whether the view shows this account, as edited."""
        query = parse_query(view.query)
        text = self._search_index().texts[account] if query.words else ""
        return _all_in(query.words, text) and all(
            test(account) for test in self._tests(query, view)
        )

    def is_problem(self, account: int) -> bool:
        """Whether a person still has to do something about the account."""
        workspace = self._workspace
        return _OPEN[workspace.codes(account)] and account not in workspace.decisions

    def problem_after(self, rows: Sequence[int], row: int, *, step: int) -> int | None:
        """Find the next row (``step`` 1, or -1 backwards) with a problem, going round the end."""
        for distance in range(1, len(rows) + 1):
            candidate = (row + step * distance) % len(rows)
            if self.is_problem(rows[candidate]):
                return candidate
        return None

    def _search_index(self) -> SearchIndex:
        if self._index is None:
            self._index = SearchIndex(self._workspace.export)
        return self._index

    def _tests(self, query: Query, view: ListView) -> Iterator[Callable[[int], bool]]:
        """Yield the tests that a query and a view ask for beside the words, the cheap ones first.

        Tests of verdict and reasons look one byte up in a set, so that 50,000 take milliseconds.
        """
        workspace = self._workspace
        if query.unknown:
            yield lambda _account: False
        if query.changed:
            yield workspace.changed.__contains__
        if query.left:
            yield workspace.decisions.__contains__
        if query.marked:
            yield view.marks.__contains__
        if view.only_problems:
            yield self.is_problem
        if query.verdicts or query.reasons:
            bytes_wanted = {packed for packed in range(256) if _judged(packed, query)}
            codes = workspace.codes
            yield lambda account: codes(account) in bytes_wanted
        yield from self._text_tests(query)

    def _text_tests(self, query: Query) -> Iterator[Callable[[int], bool]]:
        accounts = self._workspace.export.accounts
        roles = set(query.roles)
        if roles:
            yield lambda account: roles == {accounts[account].role}
        if query.clients:
            for wanted in query.clients:
                yield _is_client(self._search_index(), wanted)
        if query.logins:
            yield lambda account: _all_in(query.logins, fold(accounts[account].login))
        if query.names:
            yield lambda account: _all_in(query.names, fold(accounts[account].name))

    def _order(self, key: SortKey, *, descending: bool) -> Sequence[int]:
        order = self._orders.get(key)
        if order is None:
            order = self._sorted(key)
            if key not in _EDITED:
                self._orders[key] = order
        return order[::-1] if descending else order

    def _sorted(self, key: SortKey) -> Sequence[int]:
        workspace = self._workspace
        accounts = workspace.export.accounts
        everyone = range(len(accounts))
        match key:
            case SortKey.FILE:
                return everyone
            case SortKey.VERDICT:
                ranks = {code: _VERDICT_ORDER[verdict_in(code)] for code in range(256)}
                return sorted(everyone, key=lambda account: ranks[workspace.codes(account)])
            case SortKey.REASONS:
                told = [codes_in(packed) for packed in range(256)]
                return sorted(everyone, key=lambda account: told[workspace.codes(account)])
            case SortKey.CHANGES:
                return sorted(everyone, key=lambda account: -workspace.clicks(account))
            case SortKey.ROLE:
                return sorted(everyone, key=lambda account: _ROLE_ORDER[accounts[account].role])
            case SortKey.LOGIN:
                texts = [collation_key(account.login) for account in accounts]
            case SortKey.NAME:
                texts = [collation_key(account.name) for account in accounts]
            case SortKey.CLIENT:
                texts = [account.client.key for account in accounts]
        return sorted(everyone, key=texts.__getitem__)


def _judged(packed: int, query: Query) -> bool:
    codes = codes_in(packed)
    return all(wanted is verdict_in(packed) for wanted in query.verdicts) and all(
        wanted.intersection(codes) for wanted in query.reasons
    )


def _is_client(index: SearchIndex, wanted: str) -> Callable[[int], bool]:
    """Test accounts for their client's key: for the whole of it where some client has it.

    Only a key that no client has is taken for the beginning of one, so that what is done for all
    shown never reaches a client whose key happens to be longer.
    """
    clients, whole = index.clients, wanted.removeprefix("=")
    if whole != wanted or whole in index.keys:
        return lambda account: clients[account] == whole
    return lambda account: clients[account].startswith(wanted)


def _all_in(wanted: Iterable[str], text: str) -> bool:
    return all(part in text for part in wanted)


def collation_key(text: str) -> str:
    """Give a key that sorts as a Polish dictionary does: ``ł`` after ``l``."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.translate(_COLLATION)
