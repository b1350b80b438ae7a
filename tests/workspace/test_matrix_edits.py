from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Box, Boxes, Level, level_at, shape_of, with_level
from kuke_tui.domain.export import (
    NOWHERE,
    Account,
    Client,
    Export,
    Layout,
    Lock,
    LockReason,
    Role,
    Source,
)
from kuke_tui.workspace import matrix_edits as edits
from kuke_tui.workspace.clipboard import Block, copied
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Workspace

SHAPE = shape_of(3, 2)
N, V, C, LONE, U = Level.NONE, Level.VIEW, Level.CHANGE, Level.CHANGE_ONLY, Level.UNREADABLE
Rows = list[list[Level]]


def workspace(rows: Rows, locked: tuple[tuple[int, int], ...] = ()) -> Workspace:
    boxes = Boxes()
    for policy, levels in enumerate(rows):
        for right, level in enumerate(levels):
            boxes = with_level(boxes, SHAPE.cell(policy, right), level)
    client = Client("1", ("a", "b", "c"))
    locks = tuple(Lock(*cell, LockReason.FORMULA, NOWHERE) for cell in locked)
    source = Source("f.csv", "0", "csv", Layout.LONG)
    account = Account(client, "l", "", Role.USER, boxes)
    return Workspace(Export(source, ("x", "y"), (client,), (account,), (), {0: locks}))


def rows_of(work: Workspace) -> Rows:
    boxes = work.boxes(0)
    return [[level_at(boxes, SHAPE.cell(p, r)) for r in range(2)] for p in range(3)]


START: Rows = [[C, N], [V, N], [N, U]]


@pytest.mark.parametrize(
    ("cells", "box", "after"),
    [
        ([(0, 0), (1, 0)], Box.CHANGE, [[C, N], [C, N], [N, U]]),
        ([(0, 0), (1, 0)], Box.VIEW, [[N, N], [N, N], [N, U]]),
        ([(0, 0)], Box.CHANGE, [[V, N], [V, N], [N, U]]),
        ([(0, 0), (2, 0)], Box.VIEW, [[C, N], [V, N], [V, U]]),
        ([(0, 1), (2, 1)], Box.VIEW, [[C, V], [V, N], [N, V]]),
    ],
)
def test_a_range_is_ticked_and_only_a_ticked_one_cleared(
    cells: list[tuple[int, int]], box: Box, after: Rows
) -> None:
    work = workspace(START)
    mask = sum(SHAPE.cell(*cell) for cell in cells)
    edits.toggle_cells(work, Cursor(0, *cells[0], box), mask)
    assert rows_of(work) == after


@pytest.mark.parametrize(("box", "after"), [(Box.VIEW, C), (Box.CHANGE, N)], ids=["view", "change"])
def test_a_lone_change_box_toggles_as_seen(box: Box, after: Level) -> None:
    work = workspace([[LONE, N], [N, N], [N, N]])
    edits.toggle(work, Cursor(0, 0, 0, box))
    assert rows_of(work)[0][0] is after


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (SHAPE.cell(1, 1), StepKind.TOGGLE),
        (SHAPE.row_of(1), StepKind.SET_POLICY),
        (SHAPE.columns[1], StepKind.SET_RIGHT),
        (SHAPE.all_cells, StepKind.SET_ACCOUNT),
        (SHAPE.cell(0, 1) | SHAPE.cell(1, 1), StepKind.SET_RANGE),
    ],
)
def test_a_step_names_what_was_set(cells: int, kind: StepKind) -> None:
    work = workspace(START)
    outcome = edits.set_cells(work, Cursor(0, 1, 1), cells, C)
    assert outcome.step
    assert outcome.step.kind is kind
    assert work.boxes(0).change & cells == cells


def test_all_policies_take_the_boxes_of_one_and_unreadable_ones_stay() -> None:
    work = workspace([[C, U], [N, V], [V, N]])
    edits.copy_policy(work, Cursor(0, 0, 0))
    assert rows_of(work) == [[C, U], [C, V], [C, N]]


def test_filling_repeats_the_source_over_the_target() -> None:
    work = workspace([[C, N], [N, N], [N, N]])
    edits.fill(work, Cursor(0), ([0], [0]), ([0, 1, 2], [0, 1]))
    assert rows_of(work) == [[C, C], [C, C], [C, C]]


def test_a_block_is_repeated_where_it_is_smaller_than_its_target() -> None:
    work = workspace(START)
    edits.paste(work, Cursor(0), Block(((C,), (V,))), ([0, 1, 2], [0, 1]))
    assert rows_of(work) == [[C, C], [V, V], [C, C]]


def test_what_was_unreadable_when_copied_leaves_what_is_there() -> None:
    work = workspace(START)
    block = copied(work.boxes(0), SHAPE, [2], [0, 1])
    edits.paste(work, Cursor(0), block, ([0], [0, 1]))
    assert rows_of(work)[0] == [N, N]
    assert rows_of(workspace(START))[0] == [C, N]


def test_locked_cells_are_left_alone_and_counted() -> None:
    work = workspace(START, locked=((1, 0), (1, 1)))
    outcome = edits.set_cells(work, Cursor(0, 1, 0), SHAPE.all_cells, C)
    assert outcome.locked == 2
    assert rows_of(work) == [[C, C], [V, N], [C, C]]


def test_a_cell_whose_one_box_can_t_be_set_takes_what_leaves_that_box_alone() -> None:
    export = workspace(START).export
    locks = tuple(Lock(p, 0, LockReason.NO_COLUMN, NOWHERE, Box.CHANGE) for p in (1, 2))
    work = Workspace(replace(export, locks={0: locks}))
    assert edits.set_cells(work, Cursor(0, 1, 0), SHAPE.cell(1, 0), C).locked == 1
    assert edits.set_cells(work, Cursor(0, 1, 0), SHAPE.cell(1, 0), N).locked == 0
    assert edits.set_cells(work, Cursor(0, 2, 0), SHAPE.cell(2, 0), V).locked == 0
    assert rows_of(work) == [[C, N], [N, N], [V, U]]


def test_changes_without_view_are_left_alone_where_the_file_has_no_level_for_them() -> None:
    export = replace(workspace(START).export, no_change_alone=frozenset({0}))
    work = Workspace(export)
    outcome = work.edit(
        StepKind.PASTE, Cursor(0), {0: with_level(work.boxes(0), SHAPE.all_cells, LONE)}
    )
    assert outcome.locked == 3
    assert rows_of(work) == [[C, LONE], [V, LONE], [N, LONE]]


def test_restoring_gives_the_loaded_boxes_back_as_one_step() -> None:
    work = workspace(START)
    edits.set_cells(work, Cursor(0), SHAPE.all_cells, N)
    edits.restore_account(work, Cursor(0))
    assert rows_of(work) == START
    assert not work.is_changed(0)
    work.undo()
    assert rows_of(work) == [[N, N]] * 3


levels = st.sampled_from(Level)
policies = st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True)
rights = st.lists(st.integers(0, 1), min_size=1, max_size=2, unique=True)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(levels, min_size=2, max_size=2), min_size=3, max_size=3),
    policies,
    rights,
    st.sampled_from([N, V, C]),
)
def test_every_edit_is_undone_whole(
    rows: Rows, rows_chosen: list[int], rights_chosen: list[int], level: Level
) -> None:
    cursor = Cursor(0, rows_chosen[0], rights_chosen[0], Box.CHANGE)
    mask = sum(SHAPE.cell(p, r) for p in rows_chosen for r in rights_chosen)
    target = (rows_chosen, rights_chosen)
    commands: list[Callable[[Workspace], object]] = [
        lambda work: edits.toggle(work, cursor),
        lambda work: edits.toggle_cells(work, cursor, mask),
        lambda work: edits.set_cells(work, cursor, mask, level),
        lambda work: edits.copy_policy(work, cursor),
        lambda work: edits.fill(work, cursor, ([0], [0]), target),
        lambda work: edits.paste(work, cursor, Block(((level,),)), target),
    ]
    work = workspace(rows)
    for command in commands:
        command(work)
        fresh = work.assessment_of(0, work.boxes(0))
        assert work.assessment(0) == fresh
        assert work.verdict(0) is fresh.verdict
    while work.undo():
        pass
    assert rows_of(work) == rows
    assert not work.changed
