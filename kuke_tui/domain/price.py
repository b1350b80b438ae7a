"""What a way to other boxes costs in Ekstranet, and what it gives a person and takes from them."""

from typing import NamedTuple

from kuke_tui.domain.boxes import Box, Boxes, Shape


class Held(NamedTuple):
    """The boxes ticked in Ekstranet, as far as anybody knows.

    ``unknown`` are the cells that the export does not say. Whatever is wanted there, both boxes
    must be looked at; what a person has set there stands for what is held.
    """

    view: int
    change: int
    unknown: int = 0


class NewPower(NamedTuple):
    """A box of a right that the person has ticked on no policy so far, and where it is granted."""

    right: int
    box: Box
    policies: int


class Price(NamedTuple):
    """What boxes cost: clicks in Ekstranet, boxes granted, boxes taken away."""

    clicks: int
    granted: int
    taken: int
    new_powers: tuple[NewPower, ...] = ()
    """What the person has on no policy so far; part of what is granted."""

    @property
    def widens(self) -> bool:
        """Whether the person may do more than before on any policy."""
        return self.granted > 0

    @property
    def checked(self) -> int:
        """How many of the clicks are boxes of unknown cells that stay as a person set them."""
        return self.clicks - self.granted - self.taken


def held_in(loaded: Boxes, edited: Boxes) -> Held:
    """Tell what is held by the boxes loaded and, where those are unreadable, by those edited."""
    view, change, unknown = loaded
    if unknown:
        return Held(view | edited.view & unknown, change | edited.change & unknown, unknown)
    return Held(view, change)


def price_of(held: Held, after: Boxes, shape: Shape) -> Price:
    """Price the way from what is held to other boxes.

    The clicks are the length of the list of net changes from the export. A cell that is unreadable
    in ``after`` is left alone.
    """
    view, change = after.view & ~held.view, after.change & ~held.change
    granted = view.bit_count() + change.bit_count()
    no_view, no_change = held.view & ~after.view, held.change & ~after.change
    taken = no_view.bit_count() + no_change.bit_count()
    clicks = granted + taken
    if held.unknown:
        known, known_after = ~held.unknown, held.unknown & ~after.unreadable
        clicks = ((view | no_view) & known).bit_count() + ((change | no_change) & known).bit_count()
        clicks += 2 * known_after.bit_count()
    powers = _new_powers(held, view, change, shape) if granted else ()
    return Price(clicks, granted, taken, powers)


def lost_rights(held: Held, after: Boxes, shape: Shape) -> tuple[int, ...]:
    """List the rights, by position, that are held on some policy and would be on none."""
    before, kept = held.view | held.change, after.view | after.change | after.unreadable
    if not before & ~kept:
        return ()
    return tuple(
        right for right, column in enumerate(shape.columns) if before & column and not kept & column
    )


def _new_powers(held: Held, view: int, change: int, shape: Shape) -> tuple[NewPower, ...]:
    powers = []
    for right, column in enumerate(shape.columns):
        if view & column and not held.view & column:
            policies = shape.policies_of_column(view, right)
            powers.append(NewPower(right, Box.VIEW, policies))
        if change & column and not held.change & column:
            policies = shape.policies_of_column(change, right)
            powers.append(NewPower(right, Box.CHANGE, policies))
    return tuple(powers)
