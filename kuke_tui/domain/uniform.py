"""The cheapest way to boxes that migrate: every right alike on all policies, one with changes.

Clicks of one right never depend on another right, so each right is decided alone, and only if no
right ends with changes is one of them made to: the one for which that costs least more. This
gives the exact minimum without a search.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import NO_BOXES, Boxes, Level, Shape
from kuke_tui.domain.price import Held
from kuke_tui.domain.reading import Reading


class Direction(StrEnum):
    """Which boxes may be clicked."""

    ANY = "any"
    """Any, in rights that are held somewhere."""
    GRANT = "grant"
    """Tick only: every right held somewhere ends with changes on every policy."""
    REVOKE = "revoke"
    """Clear only."""


class Way(NamedTuple):
    """One way to make a right alike on all policies."""

    weight: int
    """Clicks first, then boxes granted, then boxes that a person has set otherwise in cells that
    could not be read, then kinds of box held nowhere so far.
    """
    level: Level
    column: int
    grants: bool


_LEVELS = {
    Reading.STRICT: (Level.NONE, Level.CHANGE),
    Reading.LENIENT: (Level.NONE, Level.VIEW, Level.CHANGE),
}


def ways_to_uniform(
    held: Held, shape: Shape, reading: Reading, locked: Boxes = NO_BOXES
) -> tuple[tuple[Way, ...], ...]:
    """List, for each right held somewhere, the ways that leave the ``locked`` boxes as they are.

    Unknown cells cost the same clicks whatever they become, so that they weigh nothing as clicks.
    A way that takes more stands before one that grants more.
    """
    view, change, unknown = held
    found = []
    for column in shape.columns:
        seen, made = view & column, change & column
        if not (seen or made):
            continue
        ways = []
        for level in _LEVELS[reading]:
            see, make = seen, made
            granted = new = 0
            if level is not Level.NONE:
                see ^= column
                granted = see.bit_count()
                new = not seen
            if level is Level.CHANGE:
                make ^= column
                granted += make.bit_count()
                new += not made
            if see & locked.view or make & locked.change:
                continue
            clicks = see.bit_count() + make.bit_count()
            if unknown:
                set_otherwise = (see & unknown).bit_count() + (make & unknown).bit_count()
                clicks -= set_otherwise
                new += set_otherwise << 20
            # One number, so that weights of rights add up and compare in this order.
            ways.append(Way((clicks << 60) + (granted << 40) + new, level, column, bool(granted)))
        found.append(tuple(ways))
    return tuple(found)


def cheapest_uniform(
    ways: Iterable[Sequence[Way]], direction: Direction = Direction.ANY
) -> Boxes | None:
    """Choose a way for each right, at the least sum of weights; None where there is no choice.

    The result has at least one right with changes. Of equal sums the first right is changed.
    """
    view = change = extra_column = 0
    least_extra: int | None = None
    for all_ways in ways:
        choices = _allowed(all_ways, direction)
        if not choices:
            return None
        best = min(choices)
        if best.level is not Level.NONE:
            view |= best.column
        if best.level is Level.CHANGE:
            change |= best.column
        elif not change and choices[-1].level is Level.CHANGE:
            extra = choices[-1].weight - best.weight
            if least_extra is None or extra < least_extra:
                least_extra, extra_column = extra, best.column
    change = change or extra_column
    return Boxes(view | change, change) if change else None


def _allowed(ways: Sequence[Way], direction: Direction) -> Sequence[Way]:
    if direction is Direction.GRANT:
        return [way for way in ways if way.level is Level.CHANGE]
    if direction is Direction.REVOKE:
        return [way for way in ways if not way.grants]
    return ways
