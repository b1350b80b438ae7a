"""Policies whose numbers were damaged on the way: joined with the whole ones, or left open."""

from collections.abc import Collection, Mapping, Sequence

from kuke_tui.domain.boxes import shape_of
from kuke_tui.domain.export import ProblemCode
from kuke_tui.sheets.building.draft import ClientDraft, Draft
from kuke_tui.sheets.building.patterns import Pattern
from kuke_tui.sheets.building.policies import (
    damaged_policies,
    is_date,
    names_several,
    whole_numbers,
    without_zeros,
)
from kuke_tui.sheets.building.settling import Unsettled
from kuke_tui.sheets.grid import Value

Moves = Mapping[str, Sequence[int]]
"""By client, the new position of each of its policies."""


def join_lost_zeros(draft: Draft, patterns: Sequence[Pattern], unsettled: Unsettled) -> None:
    """Read a number that lost its zeros as the one number of the client that has them."""
    moves: dict[str, Sequence[int]] = {}
    for client in draft.clients.values():
        if len({number[:1] == "0" for number in client.policies}) < 2:
            continue  # all or none of them have zeros in front
        whole = whole_numbers(client.policies, sorted(without_zeros(_policy_cells(client))))
        for number, read_as in whole.items():
            draft.problems.add(
                ProblemCode.DAMAGED_POLICY,
                client.places[client.policies[number]],
                number,
                other=client.places[client.policies[read_as]],
                other_found=read_as,
                subject=number,
            )
        if whole:
            moves[client.key] = _join(client, whole)
    if moves:
        _move_records(draft, moves, patterns)
        for pairs in (
            unsettled.without_right,
            unsettled.without_client,
            unsettled.without_header,
        ):
            pairs[:] = [(account, _moved(draft, moves, account, at)) for account, at in pairs]
        unsettled.without_login[:] = [
            (key, moves[key][at] if key in moves else at, rights)
            for key, at, rights in unsettled.without_login
        ]


def _join(client: ClientDraft, whole: Mapping[str, str]) -> list[int]:
    kept = [number for number in client.policies if number not in whole]
    places = dict(zip(client.policies, client.places, strict=True))
    new = {number: at for at, number in enumerate(kept)}
    moved = [new[whole.get(number, number)] for number in client.policies]
    client.policies = new
    client.places = [places[number] for number in kept]
    for value, old in client.by_value.items():
        client.by_value[value] = moved[old]
    return moved


def _moved(draft: Draft, moves: Moves, account: int, policy: int) -> int:
    places = moves.get(draft.client_of[account].key)
    return policy if places is None else places[policy]


def _move_records(draft: Draft, moves: Moves, patterns: Sequence[Pattern]) -> None:
    """Take what the records of the clients say anew: two may speak of one policy now."""
    records = draft.records
    touched = {at for at, client in enumerate(draft.client_of) if client.key in moves}
    for key in [key for key in draft.repeated if key[0] in touched]:
        del draft.repeated[key]
    for account in touched:
        draft.view[account] = draft.change[account] = 0
        draft.unreadable[account] = draft.stated[account] = 0
    for at, account in enumerate(records.accounts):
        if account not in touched:
            continue
        policy = records.policies[at] = _moved(draft, moves, account, records.policies[at])
        right = records.rights[at] if records.rights else -1
        shift = policy * draft.stride + max(right, 0)
        bit = 1 << (policy if right < 0 else shift)
        if draft.stated[account] & bit:
            draft.repeated.setdefault((account, policy, right), []).append(at)
            continue
        draft.stated[account] |= bit
        pattern = patterns[records.patterns[at]]
        draft.view[account] |= pattern.view << shift
        draft.change[account] |= pattern.change << shift
        draft.unreadable[account] |= pattern.unreadable << shift


def report_damage(draft: Draft) -> None:
    """Tell of numbers that look damaged, and of cells that name several policies.

    One that was cut may stand for several policies, as a cell that names several does: what
    anybody may do there can't be read.
    """
    cells = {key: _policy_cells(client) for key, client in draft.clients.items()}
    every: dict[str, Value] = {}
    for of_client in cells.values():
        for number, value in of_client.items():
            if isinstance(value, str) or number not in every:
                every[number] = value
    cut = damaged_policies(every)
    several = set(filter(names_several, every))
    dates = set(filter(is_date, every))
    told: set[str] = set()
    for key, client in draft.clients.items():
        named = client.policies.keys()
        damaged = without_zeros(cells[key]) | ((cut | several | dates) & named)
        for number in sorted(damaged - told):
            place = client.places[client.policies[number]]
            code = ProblemCode.SEVERAL_POLICIES if number in several else ProblemCode.DAMAGED_POLICY
            draft.problems.add(code, place, number, subject=number)
        told |= damaged
    _leave_open(draft, cut | several)


def _leave_open(draft: Draft, numbers: Collection[str]) -> None:
    positions = {
        key: [client.policies[number] for number in numbers if number in client.policies]
        for key, client in draft.clients.items()
        if numbers
    }
    for account, client in enumerate(draft.client_of) if numbers else ():
        policies = sum(1 << at for at in positions[client.key])
        shape = shape_of(len(client.policies), len(draft.rights))
        draft.make_unreadable(account, shape.cells_of_policies(policies))


def _policy_cells(client: ClientDraft) -> dict[str, Value]:
    """A cell for each number of a client; text where one of them is."""
    numbers = list(client.policies)
    cells: dict[str, Value] = {}
    for value, position in client.by_value.items():
        if isinstance(value, str) or numbers[position] not in cells:
            cells[numbers[position]] = value
    return cells
