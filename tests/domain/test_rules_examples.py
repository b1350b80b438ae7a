"""The four examples of the source document by name, and every code of the rules."""

from collections.abc import Callable

import pytest

from kuke_tui.domain.boxes import NO_BOXES, Boxes, Shape, bits, shape_of
from kuke_tui.domain.export import Role
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Reason, ReasonCode, Verdict, assess, breaking_cells

Draw = Callable[[str], tuple[Boxes, Shape]]

ALL_TWO = 0b11
ALL_THREE = 0b111


def told(
    drawn: tuple[Boxes, Shape], reading: Reading = Reading.STRICT, role: Role | None = Role.USER
) -> tuple[Verdict, list[Reason]]:
    verdict, reasons = assess(role, *drawn, reading)
    return verdict, list(reasons)


def test_example_1_identical_rights_with_changes_on_every_policy(draw: Draw) -> None:
    drawn = draw("""
        PZ PZ -
        PZ PZ -
        PZ PZ -
    """)
    assert told(drawn) == (Verdict.TAK, [Reason(ReasonCode.UNIFORM_CHANGES)])


def test_example_2_only_view_on_every_policy(draw: Draw) -> None:
    drawn = draw("""
        P P
        P P
    """)
    for reading in Reading:
        assert told(drawn, reading) == (
            Verdict.NIE,
            [
                Reason(ReasonCode.VIEW_ONLY, 0, ALL_TWO),
                Reason(ReasonCode.VIEW_ONLY, 1, ALL_TWO),
            ],
        )


def test_example_3_rights_on_one_policy_only(draw: Draw) -> None:
    drawn = draw("""
        -  -
        PZ PZ
        -  -
    """)
    assert told(drawn) == (Verdict.NIE, [Reason(ReasonCode.MISSING_POLICIES, None, 0b101)])


def test_example_4_different_rights_on_each_policy(draw: Draw) -> None:
    drawn = draw("""
        PZ -  PZ
        -  PZ PZ
    """)
    assert told(drawn) == (
        Verdict.NIE,
        [
            Reason(ReasonCode.UNEVEN_RIGHTS, 0, ALL_TWO),
            Reason(ReasonCode.UNEVEN_RIGHTS, 1, ALL_TWO),
        ],
    )


@pytest.mark.parametrize("rows", ["PZ\nPZ", "-\n-", "P\nZ", "?\nP"])
def test_an_administrator_migrates_whatever_the_boxes(draw: Draw, rows: str) -> None:
    assert told(draw(rows), role=Role.ADMINISTRATOR) == (
        Verdict.TAK,
        [Reason(ReasonCode.ADMINISTRATOR)],
    )


@pytest.mark.parametrize(("policies", "rights"), [(0, 0), (0, 3), (2, 0), (3, 2)])
def test_no_access_stands_alone(policies: int, rights: int) -> None:
    drawn = (NO_BOXES, shape_of(policies, rights))
    assert told(drawn) == (Verdict.NIE, [Reason(ReasonCode.NO_ACCESS)])


def test_one_right_with_changes_beside_one_with_view_only_is_the_open_point(draw: Draw) -> None:
    drawn = draw("""
        PZ P
        PZ P
    """)
    assert told(drawn, Reading.STRICT) == (
        Verdict.NIE,
        [Reason(ReasonCode.VIEW_ONLY, 1, ALL_TWO)],
    )
    assert told(drawn, Reading.LENIENT) == (Verdict.TAK, [Reason(ReasonCode.UNIFORM_CHANGES)])


@pytest.mark.parametrize("reading", Reading)
def test_change_without_view_asks_for_both(draw: Draw, reading: Reading) -> None:
    drawn = draw("""
        Z PZ
        Z PZ
    """)
    assert told(drawn, reading) == (
        Verdict.NIE,
        [Reason(ReasonCode.CHANGE_WITHOUT_VIEW, 0, ALL_TWO)],
    )


def test_every_reason_that_applies_is_told(draw: Draw) -> None:
    drawn = draw("""
        P PZ Z
        P P  Z
        - -  -
    """)
    assert told(drawn) == (
        Verdict.NIE,
        [
            Reason(ReasonCode.VIEW_ONLY, 0, 0b011),
            Reason(ReasonCode.MISSING_POLICIES, None, 0b100),
            Reason(ReasonCode.UNEVEN_RIGHTS, 1, 0b011),
            Reason(ReasonCode.CHANGE_WITHOUT_VIEW, 2, 0b011),
        ],
    )


def test_an_unreadable_cell_is_not_taken_for_none(draw: Draw) -> None:
    drawn = draw("""
        PZ
        ?
    """)
    assert told(drawn) == (Verdict.UNKNOWN, [Reason(ReasonCode.UNREADABLE, 0, 0b10)])


def test_beside_an_unreadable_cell_stands_what_holds_whatever_it_says(draw: Draw) -> None:
    drawn = draw("""
        ? PZ
        P P
        P PZ
    """)
    assert told(drawn) == (
        Verdict.UNKNOWN,
        [
            Reason(ReasonCode.UNEVEN_RIGHTS, 1, ALL_THREE),
            Reason(ReasonCode.UNREADABLE, 0, 0b001),
        ],
    )


def test_an_unreadable_role_is_told_with_the_unreadable_cells_alone(draw: Draw) -> None:
    assert told(draw("P\n-"), role=None) == (Verdict.UNKNOWN, [Reason(ReasonCode.UNREADABLE)])
    assert told(draw("P\n?"), role=None) == (
        Verdict.UNKNOWN,
        [Reason(ReasonCode.UNREADABLE), Reason(ReasonCode.UNREADABLE, 0, 0b10)],
    )


def test_the_eye_is_led_to_the_odd_one_out(draw: Draw) -> None:
    boxes, shape = draw("""
        PZ PZ
        PZ P
        PZ PZ
    """)
    cells = breaking_cells(boxes, shape, assess(Role.USER, boxes, shape, Reading.STRICT))
    assert list(bits(cells)) == [3]


def test_where_two_levels_are_equally_common_both_are_shown(draw: Draw) -> None:
    boxes, shape = draw("""
        PZ PZ
        PZ -
    """)
    cells = breaking_cells(boxes, shape, assess(Role.USER, boxes, shape, Reading.STRICT))
    assert list(bits(cells)) == [1, 3]


def test_a_missing_policy_is_shown_whole(draw: Draw) -> None:
    boxes, shape = draw("""
        PZ PZ
        -  -
    """)
    cells = breaking_cells(boxes, shape, assess(Role.USER, boxes, shape, Reading.STRICT))
    assert cells == shape.row_of(1)
