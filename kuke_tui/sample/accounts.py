"""The accounts of a sample, one after another, whatever their number."""

from collections.abc import Iterator
from dataclasses import dataclass

from kuke_tui.domain.boxes import shape_of
from kuke_tui.domain.export import Account, Client, Role
from kuke_tui.sample.cases import Case, boxes_of
from kuke_tui.sample.draw import Draw
from kuke_tui.sample.people import people

_RIGHTS = (
    "Limity kredytowe",
    "Zgłoszenia obrotów",
    "Zgłoszenia przeterminowań",
    "Wnioski o odszkodowanie",
    "Faktury i składki",
    "Dokumenty polisy",
    "Windykacja",
    "Cesje",
    "Raporty",
    "Korespondencja",
)
_SHARES = {
    Case.UNIFORM: 15,
    Case.VIEW_ONLY: 4,
    Case.MISSING_POLICIES: 6,
    Case.UNEVEN_RIGHTS: 5,
    Case.ADMINISTRATOR: 2,
    Case.NO_ACCESS: 2,
    Case.VIEW_BESIDE_CHANGES: 2,
    Case.CHANGE_WITHOUT_VIEW: 2,
    Case.SEVERAL: 1,
    Case.UNREADABLE_CELL: 1,
}
"""How many of forty accounts."""

_CELLS_FOR_A_ROLE = 4
"""How many accounts with an unreadable cell there are for each with an unreadable role."""


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How large a sample is, and what chance it starts from. All counts are at least 1.

    ``policies`` is the number of each client's policies. Without ``problems`` everything can be
    read. ``boxes_apart`` says that view and change are written apart, so that an account can have
    changes without view.
    """

    accounts: int
    policies: int
    rights: int
    clients: int
    seed: int = 0
    problems: bool = True
    boxes_apart: bool = False


def sample_rights(size: SampleSize) -> tuple[str, ...]:
    """Name the rights."""
    made_up = (f"Uprawnienie {number}" for number in range(len(_RIGHTS) + 1, size.rights + 1))
    return (*_RIGHTS[: size.rights], *made_up)


def sample_accounts(size: SampleSize) -> Iterator[Account]:
    """Yield the accounts client by client; the first ten show a case each."""
    draw = Draw(size.seed)
    cases = _cases(size, draw)
    persons = people(draw)
    shape = shape_of(size.policies, size.rights)
    for number in range(size.clients):
        client = Client(f"K{number + 1:05}", _policies(size, number))
        share, extra = divmod(size.accounts, size.clients)
        for _ in range(share + (number < extra)):
            case, person = next(cases), next(persons)
            role = None if case is Case.UNREADABLE_ROLE else Role.USER
            if case is Case.ADMINISTRATOR:
                role = Role.ADMINISTRATOR
            boxes = boxes_of(case, shape, draw)
            yield Account(client, person.login, person.name, role, boxes)


def _policies(size: SampleSize, client: int) -> tuple[str, ...]:
    # One digit more than the largest needs: a policy's number begins with a zero that must stay.
    last = 7000 + size.clients * size.policies
    width = len(str(last)) + 1
    first = 7001 + client * size.policies
    return tuple(f"{number:0{width}}" for number in range(first, first + size.policies))


def _cases(size: SampleSize, draw: Draw) -> Iterator[Case]:
    yield from (_possible(case, size) for case in _SHARES)
    deck = [case for case, count in _SHARES.items() for _ in range(count)]
    while True:
        for case in draw.shuffled(deck):
            unreadable = case is Case.UNREADABLE_CELL
            by_role = unreadable and not draw.below(1 + _CELLS_FOR_A_ROLE)
            yield _possible(Case.UNREADABLE_ROLE if by_role else case, size)


def _possible(case: Case, size: SampleSize) -> Case:
    match case:
        case Case.UNREADABLE_CELL | Case.UNREADABLE_ROLE if not size.problems:
            return Case.UNIFORM
        case Case.CHANGE_WITHOUT_VIEW if not size.boxes_apart:
            return Case.UNEVEN_RIGHTS if size.policies > 1 else Case.VIEW_ONLY
        case Case.MISSING_POLICIES | Case.UNEVEN_RIGHTS if size.policies == 1:
            return Case.VIEW_ONLY
        case _:
            return case
