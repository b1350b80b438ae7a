"""An account's reasons as JSON, each in the shape of ``shapes.Reason``.

The same boxes stand in account after account, and their reasons differ in the policies' names
alone: these are put into a text that is made once.
"""

from dataclasses import replace
from typing import NamedTuple

from kuke_tui.cli.judged import Judged, policies_of
from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client, Role
from kuke_tui.domain.rules import Assessment
from kuke_tui.exchange.json_text import quoted, without_hidden

_MAX_KNOWN = 1 << 14
_PRIVATE_USE = range(0xE000, 0xF900)


class _Told(NamedTuple):
    """Reasons with a ``%s`` for each name of a policy, and the policies' positions."""

    text: str
    places: list[int]


class ReasonsJson:
    """Tells the reasons of one judgement's accounts."""

    def __init__(self, judgement: Judged) -> None:
        self._judgement = judgement
        named = "".join(judgement.export.rights)
        self._mark = next(mark for mark in map(chr, _PRIVATE_USE) if mark not in named)
        """What stands around a policy's position; no text that is told holds it."""
        self._known: dict[tuple[Role | None, Boxes, int], _Told] = {}
        self._client: Client | None = None
        self._names: list[str] = []

    def of(self, account: Account, assessment: Assessment) -> str:
        """Give the items of the account's list of reasons."""
        client = account.client
        if client is not self._client:
            self._client = client
            self._names = [without_hidden(quoted(policy)[1:-1]) for policy in client.policies]
        key = account.role, account.boxes, len(self._names)
        told = self._known.get(key)
        if told is None:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            told = self._known[key] = self._told(account, assessment)
        return told.text % tuple(map(self._names.__getitem__, told.places))

    def _told(self, account: Account, assessment: Assessment) -> _Told:
        mark, judgement = self._mark, self._judgement
        names = tuple(f"{mark}{at}{mark}" for at in range(len(account.client.policies)))
        anybody = replace(account, client=Client("", names))
        told = ", ".join(
            f'{{"code": "{reason.code}", "right": {_or_null(judgement.right(reason))}, '
            f'"policies": [{", ".join(map(quoted, policies_of(anybody, reason)))}], '
            f'"text": {quoted(judgement.text(anybody, reason))}}}'
            for reason in assessment.reasons
        )
        parts = told.replace("%", "%%").split(mark)
        places = [int(at) for at in parts[1::2]]
        return _Told(without_hidden("%s".join(parts[::2])), places)


def _or_null(text: str | None) -> str:
    return "null" if text is None else quoted(text)
