"""Masks of boxes: toggling as a person does it, folding to policies, counting clicks."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import (
    NO_BOXES,
    Box,
    Boxes,
    Level,
    Shape,
    bits,
    blended,
    carried_over,
    changed_box_count,
    changed_cells,
    level_at,
    shape_of,
    toggled,
    with_level,
)

Draw = Callable[[str], tuple[Boxes, Shape]]

shapes = st.builds(shape_of, st.integers(0, 7), st.integers(0, 5))


@st.composite
def accounts(draw: st.DrawFn) -> tuple[Boxes, Shape]:
    shape = draw(shapes)
    masks = st.integers(0, shape.all_cells)
    unreadable = draw(masks) & draw(masks)
    return Boxes(draw(masks) & ~unreadable, draw(masks) & ~unreadable, unreadable), shape


@st.composite
def accounts_and_cells(draw: st.DrawFn) -> tuple[Boxes, Shape, int]:
    boxes, shape = draw(accounts().filter(lambda account: account[1].all_cells > 0))
    return boxes, shape, 1 << draw(st.integers(0, shape.all_cells.bit_length() - 1))


@pytest.mark.parametrize(
    ("level", "box", "after"),
    [
        (Level.NONE, Box.CHANGE, Level.CHANGE),
        (Level.NONE, Box.VIEW, Level.VIEW),
        (Level.VIEW, Box.CHANGE, Level.CHANGE),
        (Level.VIEW, Box.VIEW, Level.NONE),
        (Level.CHANGE, Box.CHANGE, Level.VIEW),
        (Level.CHANGE, Box.VIEW, Level.NONE),
        (Level.CHANGE_ONLY, Box.VIEW, Level.CHANGE),
        (Level.CHANGE_ONLY, Box.CHANGE, Level.NONE),
        (Level.UNREADABLE, Box.VIEW, Level.VIEW),
        (Level.UNREADABLE, Box.CHANGE, Level.CHANGE),
    ],
)
def test_toggling_keeps_the_pair_together(level: Level, box: Box, after: Level) -> None:
    assert level_at(toggled(with_level(NO_BOXES, 1, level), 1, box), 1) is after


@settings(max_examples=200, deadline=None)
@given(accounts_and_cells(), st.sampled_from(Box))
def test_a_toggle_touches_one_cell_and_never_leaves_change_alone(
    account: tuple[Boxes, Shape, int], box: Box
) -> None:
    boxes, _, cell = account
    after = toggled(boxes, cell, box)
    assert changed_cells(boxes, after) in (0, cell)
    assert level_at(after, cell) in (Level.NONE, Level.VIEW, Level.CHANGE)


@settings(max_examples=200, deadline=None)
@given(accounts_and_cells(), st.sampled_from(Level))
def test_a_level_set_is_the_level_read(account: tuple[Boxes, Shape, int], level: Level) -> None:
    boxes, shape, cell = account
    after = with_level(boxes, cell, level)
    assert level_at(after, cell) is level
    assert changed_cells(boxes, after) & ~cell == 0
    assert after.unreadable & (after.view | after.change) == 0
    assert all(mask & ~shape.all_cells == 0 for mask in after)


@settings(max_examples=200, deadline=None)
@given(accounts())
def test_folding_finds_the_policies_that_hold_a_cell(account: tuple[Boxes, Shape]) -> None:
    boxes, shape = account
    places = [
        (policy, right)
        for policy in range(shape.policies)
        for right in range(shape.rights)
        if level_at(boxes, shape.cell(policy, right)).view
    ]
    holding = {policy for policy, _ in places}
    assert set(bits(shape.policies_in(boxes.view))) == holding
    assert set(bits(shape.rights_in(boxes.view))) == {right for _, right in places}
    assert [shape.place(position) for position in bits(boxes.view)] == places
    assert shape.first_place(boxes.view) == min(places, default=(0, 0))
    for policy in range(shape.policies):
        held = {right for other, right in places if other == policy}
        assert set(bits(shape.row_bits(boxes.view, policy))) == held
        each = [shape.row_bits(mask, policy) for mask in boxes]
        assert shape.row_bits_of_each(boxes, policy) == each
    assert shape.rows_in(boxes.view) == sum(shape.row_of(policy) for policy in holding)
    assert shape.cells_of_policies(shape.policies_in(boxes.view)) == shape.rows_in(boxes.view)
    for right in range(shape.rights):
        here = {policy for policy, other in places if other == right}
        assert set(bits(shape.policies_of_column(boxes.view, right))) == here


@given(shapes)
def test_rows_and_columns_each_cover_every_cell_once(shape: Shape) -> None:
    assert sum(shape.columns) == shape.all_cells
    assert sum(shape.row_of(policy) for policy in range(shape.policies)) == shape.all_cells


@pytest.mark.parametrize(
    ("before", "after", "clicks"),
    [
        ("PZ P", "PZ P", 0),
        ("-  -", "PZ P", 3),
        ("PZ Z", "-  P", 4),
        ("P  -", "PZ -", 1),
    ],
)
def test_a_click_is_one_box(draw: Draw, before: str, after: str, clicks: int) -> None:
    assert changed_box_count(draw(before)[0], draw(after)[0]) == clicks
    assert changed_box_count(draw(after)[0], draw(before)[0]) == clicks


@pytest.mark.parametrize(("after", "clicks"), [("-", 2), ("P", 2), ("Z", 2), ("PZ", 2), ("?", 0)])
def test_setting_an_unreadable_cell_counts_both_its_boxes(
    draw: Draw, after: str, clicks: int
) -> None:
    assert changed_box_count(draw("?")[0], draw(after)[0]) == clicks


@pytest.mark.parametrize("before", ["-", "P", "Z", "PZ"])
def test_making_a_cell_unreadable_is_no_click(draw: Draw, before: str) -> None:
    assert changed_box_count(draw(before)[0], draw("?")[0]) == 0


def test_blending_takes_the_cells_asked_for_of_the_other(draw: Draw) -> None:
    one, shape = draw("PZ ? -\nZ P ?")
    other, _ = draw("- P ?\n? PZ -")
    blend, _ = draw("- ? ?\nZ PZ ?")
    cells = shape.cell(0, 0) | shape.cell(0, 2) | shape.cell(1, 1)
    assert blended(one, other, cells) == blend


def test_carrying_changes_over_leaves_every_other_box_as_it_is(draw: Draw) -> None:
    before, _ = draw("P P  P ? -")
    after, _ = draw("P PZ - P -")
    here, _ = draw("Z P  P ? ?")
    carried, _ = draw("Z PZ - P ?")
    assert carried_over(here, before, after) == carried
