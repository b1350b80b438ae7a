"""Corrections: boxes under which an account that stays behind would migrate, with their price.

Each one is judged by the rules before it is returned. What counts as held, and what is the least,
is told by the boxes loaded, because that is where the clicking begins: edits that are only planned
change neither. A right that the person holds nowhere is granted only by likeness to a colleague.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import NamedTuple

from kuke_tui.domain.boxes import NO_BOXES, Boxes, Shape
from kuke_tui.domain.export import Role
from kuke_tui.domain.price import Held, Price, held_in, price_of
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess, uniform_with_changes
from kuke_tui.domain.uniform import Direction, cheapest_uniform, ways_to_uniform

_COLLEAGUES_PROPOSED = 5


class CorrectionKind(StrEnum):
    """A way to a correction. The values are the strategies of the command line."""

    FEWEST_CLICKS = "fewest-clicks"
    """The least number of checkboxes to click; of equal ones, the one that grants least."""
    GRANT = "grant"
    """Everything the person has anywhere, with changes, on every policy; nothing is taken."""
    REVOKE = "revoke"
    """The fewest clicks that only take away."""
    LIKE_COLLEAGUE = "like-colleague"
    """The boxes of a user of the same client who will migrate."""


class RefusalCode(StrEnum):
    """Why there is no correction."""

    ALREADY_TAK = "already_tak"
    ROLE_UNREADABLE = "role_unreadable"
    UNREADABLE = "unreadable"
    """A person must set the unreadable cells first: a proposal would be a guess."""
    NO_ACCESS_HELD = "no_access_held"
    """Nothing is held, so there is nothing to make uniform; only a colleague could be matched."""
    NOTHING_TO_KEEP = "nothing_to_keep"
    """No right has both boxes on every policy, so that taking away alone can't end in TAK."""
    LOCKED = "locked"
    """A cell would have to change that can't be saved."""
    NO_COLLEAGUE = "no_colleague"
    """No user of the client will migrate."""
    NOT_CONFIRMED = "not_confirmed"
    """The rules did not confirm what was worked out. Only a fault of the program can cause it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no correction, and the mask of the cells in the way, where cells are."""

    code: RefusalCode
    cells: int = 0


class Colleagues(NamedTuple):
    """Users of one client who will migrate with the same boxes.

    ``planned`` where they will by a plan only, which no export confirms.
    """

    logins: tuple[str, ...]
    boxes: Boxes
    planned: bool = False


class Correction(NamedTuple):
    """A proved way to TAK. ``colleagues`` are those whose boxes it gives, if any."""

    kinds: tuple[CorrectionKind, ...]
    after: Boxes
    price: Price
    colleagues: Colleagues | None = None


_DIRECTIONS = {
    CorrectionKind.FEWEST_CLICKS: Direction.ANY,
    CorrectionKind.GRANT: Direction.GRANT,
    CorrectionKind.REVOKE: Direction.REVOKE,
}


def propose(
    role: Role | None,
    loaded: Boxes,
    shape: Shape,
    reading: Reading,
    colleagues: Sequence[Colleagues] = (),
    *,
    locked: Boxes = NO_BOXES,
    edited: Boxes | None = None,
) -> tuple[Correction, ...] | Refusal:
    """Propose every kind of correction there is for one account, equal ones merged.

    Fewest clicks comes first, then granting, then taking away, then the colleagues: the nearest
    first, all whose boxes are only planned last. ``locked`` are the boxes that can't be changed.
    ``edited`` are the boxes as planned so far, where they are not as loaded: there is nothing to
    propose where they are TAK already, and they tell what a person has set in cells that could not
    be read. Never returns an empty tuple.
    """
    now = loaded if edited is None else edited
    refusal = _refused(role, now, shape, reading)
    if refusal:
        return refusal
    held = held_in(loaded, now)
    kinds: dict[Boxes, list[CorrectionKind]] = {}
    if held.view or held.change:
        ways = ways_to_uniform(held, shape, reading, locked)
        for kind, direction in _DIRECTIONS.items():
            after = cheapest_uniform(ways, direction)
            if after:
                kinds.setdefault(after, []).append(kind)
    followed: dict[Boxes, Colleagues] = {}
    for colleague in _nearest(held, colleagues, locked):
        kinds.setdefault(colleague.boxes, []).append(CorrectionKind.LIKE_COLLEAGUE)
        followed[colleague.boxes] = colleague
    corrections = tuple(
        Correction(tuple(how), after, price_of(held, after, shape), followed.get(after))
        for after, how in kinds.items()
        if _confirmed(after, shape, reading)
    )
    return corrections or _no_correction(CorrectionKind.FEWEST_CLICKS, held, shape, reading, locked)


def correction_for(
    kind: CorrectionKind,
    role: Role | None,
    loaded: Boxes,
    shape: Shape,
    reading: Reading,
    colleagues: Sequence[Colleagues] = (),
    *,
    locked: Boxes = NO_BOXES,
    edited: Boxes | None = None,
) -> Correction | Refusal:
    """Work out one kind of correction, as :func:`propose` does, or say why there is none."""
    now = loaded if edited is None else edited
    refusal = _refused(role, now, shape, reading)
    if refusal:
        return refusal
    held = held_in(loaded, now)
    followed: Colleagues | None = None
    after: Boxes | None
    if kind is CorrectionKind.LIKE_COLLEAGUE:
        followed = next(iter(_nearest(held, colleagues, locked)), None)
        if followed is None:
            return _no_colleague(held, colleagues, locked)
        after = followed.boxes
    else:
        ways = ways_to_uniform(held, shape, reading, locked)
        after = cheapest_uniform(ways, _DIRECTIONS[kind])
        if after is None:
            return _no_correction(kind, held, shape, reading, locked)
    if not _confirmed(after, shape, reading):
        return Refusal(RefusalCode.NOT_CONFIRMED)
    return Correction((kind,), after, price_of(held, after, shape), followed)


def colleagues_of(
    accounts: Iterable[tuple[str, Role | None, Boxes]], shape: Shape, reading: Reading
) -> tuple[Colleagues, ...]:
    """Group the users of one client who will migrate by their boxes: login, role, boxes each."""
    groups: dict[Boxes, list[str]] = {}
    for login, role, boxes in accounts:
        if role is Role.USER and uniform_with_changes(boxes, shape, reading):
            groups.setdefault(boxes, []).append(login)
    return tuple(Colleagues(tuple(logins), boxes) for boxes, logins in groups.items())


def _refused(role: Role | None, boxes: Boxes, shape: Shape, reading: Reading) -> Refusal | None:
    if role is Role.ADMINISTRATOR:
        return Refusal(RefusalCode.ALREADY_TAK)
    if role is None:
        return Refusal(RefusalCode.ROLE_UNREADABLE)
    if boxes.unreadable:
        return Refusal(RefusalCode.UNREADABLE, boxes.unreadable)
    if uniform_with_changes(boxes, shape, reading):
        return Refusal(RefusalCode.ALREADY_TAK)
    return None


def _confirmed(after: Boxes, shape: Shape, reading: Reading) -> bool:
    return assess(Role.USER, after, shape, reading).verdict is Verdict.TAK


def _locked_clicks(held: Held, after: Boxes, locked: Boxes) -> int:
    """Mask of the cells of which a locked box would have to be clicked."""
    return (held.view ^ after.view) & locked.view | (held.change ^ after.change) & locked.change


def _nearest(held: Held, colleagues: Sequence[Colleagues], locked: Boxes) -> list[Colleagues]:
    if not colleagues:
        return []
    known = ~held.unknown

    def distance(colleague: Colleagues) -> tuple[bool, int, int]:
        view, change, _ = colleague.boxes
        differing_view, differing_change = view ^ held.view, change ^ held.change
        clicks = (differing_view & known).bit_count() + (differing_change & known).bit_count()
        granted = (differing_view & view).bit_count() + (differing_change & change).bit_count()
        return colleague.planned, clicks, granted

    if locked.view or locked.change:
        colleagues = [each for each in colleagues if not _locked_clicks(held, each.boxes, locked)]
    return nsmallest(_COLLEAGUES_PROPOSED, colleagues, key=distance)


def _no_colleague(held: Held, colleagues: Sequence[Colleagues], locked: Boxes) -> Refusal:
    for nearest in _nearest(held, colleagues, NO_BOXES)[:1]:
        return Refusal(RefusalCode.LOCKED, _locked_clicks(held, nearest.boxes, locked))
    return Refusal(RefusalCode.NO_COLLEAGUE)


def _no_correction(
    kind: CorrectionKind, held: Held, shape: Shape, reading: Reading, locked: Boxes
) -> Refusal:
    if not (held.view or held.change):
        return Refusal(RefusalCode.NO_ACCESS_HELD)
    unlocked = cheapest_uniform(ways_to_uniform(held, shape, reading), _DIRECTIONS[kind])
    if unlocked is None:
        return Refusal(RefusalCode.NOTHING_TO_KEEP)
    if not _confirmed(unlocked, shape, reading):
        return Refusal(RefusalCode.NOT_CONFIRMED)
    return Refusal(RefusalCode.LOCKED, _locked_clicks(held, unlocked, locked))
