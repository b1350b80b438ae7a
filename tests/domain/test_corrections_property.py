"""Corrections against an exhaustive search of every state that an account could end in.

An account has the boxes loaded, some of them perhaps unreadable, and the boxes that a person has
planned so far. What is the least is told by the boxes loaded.
"""

from collections.abc import Iterator
from operator import and_
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import NO_BOXES, Boxes, Shape, changed_box_count, shape_of
from kuke_tui.domain.corrections import (
    Colleagues,
    Correction,
    CorrectionKind,
    Refusal,
    RefusalCode,
    correction_for,
    propose,
)
from kuke_tui.domain.export import Role
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess

SMALL = tuple((p, r) for p in range(1, 5) for r in range(1, 5) if p * r <= 4)
MIDDLING = ((5, 1), (1, 5), (6, 1), (1, 6), (2, 3), (3, 2))


def states(shape: Shape) -> Iterator[Boxes]:
    for view in range(shape.all_cells + 1):
        for change in range(shape.all_cells + 1):
            yield Boxes(view, change)


def passes(boxes: Boxes, shape: Shape, reading: Reading) -> bool:
    return assess(Role.USER, boxes, shape, reading).verdict is Verdict.TAK


def known(loaded: Boxes, edited: Boxes) -> Boxes:
    """Put what a person has set in place of what could not be read."""
    blind = loaded.unreadable
    return Boxes(loaded.view | edited.view & blind, loaded.change | edited.change & blind)


def granted(before: Boxes, after: Boxes) -> int:
    return (after.view & ~before.view).bit_count() + (after.change & ~before.change).bit_count()


def within_rights_held(before: Boxes, after: Boxes, shape: Shape) -> bool:
    held, ends = before.view | before.change, after.view | after.change
    return all(held & column or not ends & column for column in shape.columns)


def clicks_locked(before: Boxes, after: Boxes, locked: Boxes) -> int:
    return (before.view ^ after.view) & locked.view | (before.change ^ after.change) & locked.change


def searched(
    loaded: Boxes, edited: Boxes, ends: list[Boxes], shape: Shape, locked: Boxes
) -> dict[CorrectionKind, tuple[int, int] | None]:
    """Find the least (clicks, boxes granted) of each kind among all states that migrate."""
    before = known(loaded, edited)
    reachable = [end for end in ends if not clicks_locked(before, end, locked)]
    held = [column for column in shape.columns if (before.view | before.change) & column]
    prices = {
        CorrectionKind.FEWEST_CLICKS: [
            (changed_box_count(loaded, end), granted(before, end))
            for end in reachable
            if within_rights_held(before, end, shape)
        ],
        CorrectionKind.GRANT: [
            (changed_box_count(loaded, end), granted(before, end))
            for end in reachable
            if end == Boxes(sum(held), sum(held))
        ],
        CorrectionKind.REVOKE: [
            (changed_box_count(loaded, end), 0) for end in reachable if granted(before, end) == 0
        ],
    }
    return {kind: min(found, default=None) for kind, found in prices.items()}


def assert_as_searched(
    loaded: Boxes, edited: Boxes, ends: list[Boxes], shape: Shape, reading: Reading, locked: Boxes
) -> None:
    expected = searched(loaded, edited, ends, shape, locked)
    found: dict[CorrectionKind, tuple[int, int] | None] = {}
    for kind in expected:
        correction = correction_for(
            kind, Role.USER, loaded, shape, reading, locked=locked, edited=edited
        )
        if isinstance(correction, Refusal):
            found[kind] = None
            continue
        found[kind] = (correction.price.clicks, correction.price.granted)
        assert_sound(loaded, edited, correction, shape, reading, locked)
    assert found == expected
    together = propose(Role.USER, loaded, shape, reading, locked=locked, edited=edited)
    proposed = () if isinstance(together, Refusal) else together
    assert {kind for each in proposed for kind in each.kinds} == {
        kind for kind, price in expected.items() if price
    }


def assert_sound(
    loaded: Boxes,
    edited: Boxes,
    correction: Correction,
    shape: Shape,
    reading: Reading,
    locked: Boxes,
) -> None:
    before, after, price = known(loaded, edited), correction.after, correction.price
    assert passes(after, shape, reading)
    assert within_rights_held(before, after, shape)
    assert not clicks_locked(before, after, locked)
    assert price.clicks == changed_box_count(loaded, after)
    assert price.granted == granted(before, after)
    assert price.taken == granted(after, before)
    assert 0 <= price.checked <= 2 * loaded.unreadable.bit_count()


def test_every_account_of_a_small_client_against_every_end() -> None:
    for policies, rights in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3)):
        shape = shape_of(policies, rights)
        for reading in Reading:
            ends = [end for end in states(shape) if passes(end, shape, reading)]
            for before in states(shape):
                if before not in ends:
                    assert_as_searched(before, before, ends, shape, reading, NO_BOXES)


def test_what_is_planned_so_far_never_changes_what_is_the_least() -> None:
    shape = shape_of(2, 1)
    for reading in Reading:
        ends = [end for end in states(shape) if passes(end, shape, reading)]
        for loaded in states(shape):
            for edited in states(shape):
                if edited not in ends:
                    assert_as_searched(loaded, edited, ends, shape, reading, NO_BOXES)


class Drawn(NamedTuple):
    """An account: as loaded, as planned so far, and which of its boxes can't be changed."""

    loaded: Boxes
    edited: Boxes
    shape: Shape
    reading: Reading
    locked: Boxes


@st.composite
def small_accounts(draw: st.DrawFn, dimensions: tuple[tuple[int, int], ...]) -> Drawn:
    shape = shape_of(*draw(st.sampled_from(dimensions)))
    masks = st.integers(0, shape.all_cells)
    few = st.one_of(st.just(0), masks)
    locked = Boxes(draw(few), draw(few))
    blind = draw(few)
    loaded = Boxes(draw(masks) & ~blind, draw(masks) & ~blind, blind)
    edited = Boxes(*loaded[:2])
    if blind or draw(st.booleans()):
        planned = Boxes(draw(masks), draw(masks))
        edited = Boxes(
            *(
                old & lock | new & ~lock
                for old, new, lock in zip(loaded, planned, locked, strict=True)
            )
        )
    return Drawn(loaded, edited, shape, draw(st.sampled_from(Reading)), locked)


@settings(max_examples=250, deadline=None)
@given(small_accounts(SMALL))
def test_corrections_are_exactly_minimal(account: Drawn) -> None:
    loaded, edited, shape, reading, locked = account
    ends = [end for end in states(shape) if passes(end, shape, reading)]
    assume(edited not in ends)
    assert_as_searched(loaded, edited, ends, shape, reading, locked)


@settings(max_examples=60, deadline=None)
@given(small_accounts(MIDDLING))
def test_corrections_are_exactly_minimal_for_more_cells(account: Drawn) -> None:
    loaded, edited, shape, reading, locked = account
    ends = [end for end in states(shape) if passes(end, shape, reading)]
    assume(edited not in ends)
    assert_as_searched(loaded, edited, ends, shape, reading, locked)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 12), st.integers(1, 8), st.sampled_from(Reading), st.data())
def test_proposals_of_any_size_are_sound(
    policies: int, rights: int, reading: Reading, data: st.DataObject
) -> None:
    shape = shape_of(policies, rights)
    masks = st.integers(0, shape.all_cells)
    before = Boxes(data.draw(masks), data.draw(masks))
    few = st.builds(and_, st.builds(and_, masks, masks), masks)
    locked = Boxes(data.draw(few), data.draw(few))
    rows = data.draw(st.lists(st.integers(1, shape.row), max_size=8, unique=True))
    colleagues = [
        Colleagues((f"u{row}",), Boxes(row * shape.first_column, row * shape.first_column))
        for row in rows
    ]
    found = propose(Role.USER, before, shape, reading, colleagues, locked=locked)
    assert found == propose(Role.USER, before, shape, reading, colleagues, locked=locked)
    if isinstance(found, Refusal):
        assert found.code in (
            RefusalCode.ALREADY_TAK,
            RefusalCode.LOCKED,
            RefusalCode.NO_ACCESS_HELD,
        )
        return
    assert len({correction.after for correction in found}) == len(found)
    for correction in found:
        if correction.kinds == (CorrectionKind.LIKE_COLLEAGUE,):
            assert passes(correction.after, shape, reading)
            assert not clicks_locked(before, correction.after, locked)
        else:
            assert_sound(before, before, correction, shape, reading, locked)
        assert bool(correction.colleagues) is (CorrectionKind.LIKE_COLLEAGUE in correction.kinds)
    clicks = {kind: each.price.clicks for each in found for kind in each.kinds}
    own = [clicks[kind] for kind in clicks if kind is not CorrectionKind.LIKE_COLLEAGUE]
    assert clicks.get(CorrectionKind.FEWEST_CLICKS, 0) <= min(own, default=0)
