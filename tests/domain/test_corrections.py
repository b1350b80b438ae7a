"""Corrections: what is proposed for an account, at what price, and why nothing is."""

from collections.abc import Callable

import pytest

from kuke_tui.domain import corrections
from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes, Shape, shape_of
from kuke_tui.domain.corrections import (
    Colleagues,
    Correction,
    CorrectionKind,
    Refusal,
    RefusalCode,
    colleagues_of,
    correction_for,
    propose,
)
from kuke_tui.domain.export import Role
from kuke_tui.domain.price import NewPower, Price, held_in, lost_rights
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Assessment, Verdict

Draw = Callable[[str], tuple[Boxes, Shape]]

FEWEST, GRANT = CorrectionKind.FEWEST_CLICKS, CorrectionKind.GRANT
REVOKE, LIKE = CorrectionKind.REVOKE, CorrectionKind.LIKE_COLLEAGUE


def proposed(
    drawn: tuple[Boxes, Shape],
    reading: Reading = Reading.STRICT,
    colleagues: tuple[Colleagues, ...] = (),
    locked: Boxes = NO_BOXES,
    edited: Boxes | None = None,
) -> dict[tuple[CorrectionKind, ...], Correction]:
    found = propose(Role.USER, *drawn, reading, colleagues, locked=locked, edited=edited)
    assert not isinstance(found, Refusal)
    return {correction.kinds: correction for correction in found}


def test_each_kind_at_its_price(draw: Draw) -> None:
    drawn = draw("""
        PZ PZ -  -
        PZ PZ -  -
        PZ -  PZ -
        PZ PZ -  -
    """)
    found = proposed(drawn)
    fewest, grant, revoke = (
        draw("\n".join([row] * 4))[0] for row in ("PZ PZ - -", "PZ PZ PZ -", "PZ - - -")
    )
    assert {kinds: correction.after for kinds, correction in found.items()} == {
        (FEWEST,): fewest,
        (GRANT,): grant,
        (REVOKE,): revoke,
    }
    assert found[FEWEST,].price == Price(clicks=4, granted=2, taken=2)
    assert found[GRANT,].price == Price(clicks=8, granted=8, taken=0)
    assert found[REVOKE,].price == Price(clicks=8, granted=0, taken=8)
    assert [found[kinds].price.widens for kinds in found] == [True, True, False]


def test_equal_corrections_are_merged(draw: Draw) -> None:
    drawn = draw("""
        PZ
        PZ
        -
    """)
    assert list(proposed(drawn)) == [(FEWEST, GRANT)]


def test_the_fewest_clicks_may_be_to_take_away(draw: Draw) -> None:
    drawn = draw("""
        PZ PZ
        PZ -
        PZ -
    """)
    found = proposed(drawn)
    assert found[FEWEST, REVOKE].price == Price(clicks=2, granted=0, taken=2)
    assert found[GRANT,].price.clicks == 4


def test_of_equally_many_clicks_the_one_that_grants_least(draw: Draw) -> None:
    drawn = draw("""
        PZ PZ
        PZ -
    """)
    assert proposed(drawn)[FEWEST, REVOKE].after == draw("PZ -\nPZ -")[0]


def test_of_two_equally_near_rights_the_one_held_with_changes_is_kept(draw: Draw) -> None:
    drawn = draw("""
        P  PZ
        P  -
    """)
    after = draw("- PZ\n- PZ")[0]
    assert proposed(drawn)[FEWEST,].after == after


def test_a_right_held_nowhere_is_not_granted(draw: Draw) -> None:
    drawn = draw("""
        P - -
        - - Z
    """)
    column = drawn[1].columns[1]
    for correction in proposed(drawn).values():
        assert not (correction.after.view | correction.after.change) & column


def test_what_the_person_has_nowhere_so_far_is_named(draw: Draw) -> None:
    drawn = draw("""
        P PZ -
        P -  -
    """)
    colleague = Colleagues(("nowak",), draw("- - PZ\n- - PZ")[0])
    found = proposed(drawn, colleagues=(colleague,))
    assert found[FEWEST,].price.new_powers == ()
    assert found[GRANT,].price.new_powers == (NewPower(0, Box.CHANGE, 0b11),)
    assert found[LIKE,].price.new_powers == (
        NewPower(2, Box.VIEW, 0b11),
        NewPower(2, Box.CHANGE, 0b11),
    )


def test_the_lenient_reading_leaves_view_alone(draw: Draw) -> None:
    drawn = draw("""
        PZ P
        PZ P
        PZ -
    """)
    found = proposed(drawn, Reading.LENIENT)
    assert found[FEWEST,].after == draw("PZ P\nPZ P\nPZ P")[0]
    assert found[FEWEST,].price == Price(clicks=1, granted=1, taken=0)
    assert found[REVOKE,].after == draw("PZ -\nPZ -\nPZ -")[0]
    assert found[GRANT,].after == draw("PZ PZ\nPZ PZ\nPZ PZ")[0]


def test_the_nearest_colleague_comes_first(draw: Draw) -> None:
    drawn = draw("""
        PZ - -
        PZ - -
        PZ - P
    """)
    shape = drawn[1]

    def like(row: str) -> Boxes:
        return draw("\n".join([row] * 3))[0]

    colleagues = colleagues_of(
        [
            ("far", Role.USER, like("PZ PZ PZ")),
            ("near", Role.USER, like("PZ - PZ")),
            ("boss", Role.ADMINISTRATOR, like("PZ - -")),
            ("stays", Role.USER, like("PZ - P")),
            ("too", Role.USER, like("PZ - PZ")),
        ],
        shape,
        Reading.STRICT,
    )
    found = propose(Role.USER, *drawn, Reading.STRICT, colleagues)
    assert isinstance(found, tuple)
    assert [
        (each.kinds, each.colleagues.logins if each.colleagues else (), each.price.clicks)
        for each in found
    ] == [
        ((FEWEST, REVOKE), (), 1),
        ((GRANT, LIKE), ("near", "too"), 5),
        ((LIKE,), ("far",), 11),
    ]
    nearest = correction_for(LIKE, Role.USER, *drawn, Reading.STRICT, colleagues)
    assert nearest == Correction(
        (LIKE,), like("PZ - PZ"), found[1].price, Colleagues(("near", "too"), like("PZ - PZ"))
    )


def test_of_equally_near_colleagues_the_one_with_less_comes_first(draw: Draw) -> None:
    drawn = draw("PZ P\nPZ Z")
    more = Colleagues(("more",), draw("PZ PZ\nPZ PZ")[0])
    less = Colleagues(("less",), draw("PZ -\nPZ -")[0])
    for colleagues in ((more, less), (less, more)):
        found = correction_for(LIKE, Role.USER, *drawn, Reading.STRICT, colleagues)
        assert isinstance(found, Correction)
        assert found.colleagues
        assert found.colleagues.logins == ("less",)


def test_an_account_with_an_unreadable_cell_is_nobody_to_follow(draw: Draw) -> None:
    boxes, shape = draw("PZ ?\nPZ -")
    assert colleagues_of([("lecka", Role.USER, boxes)], shape, Reading.STRICT) == ()


def test_who_holds_nothing_can_only_be_made_like_a_colleague(draw: Draw) -> None:
    drawn = draw("-\n-")
    full = draw("PZ\nPZ")[0]
    refusal = Refusal(RefusalCode.NO_ACCESS_HELD)
    assert propose(Role.USER, *drawn, Reading.STRICT) == refusal
    for kind in (FEWEST, GRANT, REVOKE):
        assert correction_for(kind, Role.USER, *drawn, Reading.STRICT) == refusal
    found = proposed(drawn, colleagues=(Colleagues(("lecka",), full),))
    assert {kinds: correction.after for kinds, correction in found.items()} == {(LIKE,): full}


def test_what_is_planned_so_far_costs_nothing_and_gives_nothing(draw: Draw) -> None:
    loaded = draw("""
        PZ PZ
        PZ PZ
        -  -
    """)
    edited = draw("""
        PZ PZ
        -  -
        -  -
    """)[0]
    found = proposed(loaded, edited=edited)
    assert found == proposed(loaded)
    assert found[FEWEST, GRANT].price == Price(clicks=4, granted=4, taken=0)
    planned_right = draw("PZ -\nPZ PZ\n- -")[0]
    assert found[FEWEST, GRANT] == proposed(loaded, edited=planned_right)[FEWEST, GRANT]


def test_an_account_that_only_the_plan_keeps_behind_is_proposed_as_it_stands(draw: Draw) -> None:
    loaded, shape = draw("PZ -\nPZ -")
    found = proposed((loaded, shape), edited=draw("PZ PZ\nP -")[0])
    assert list(found) == [(FEWEST, GRANT, REVOKE)]
    assert found[FEWEST, GRANT, REVOKE].after == loaded
    assert found[FEWEST, GRANT, REVOKE].price == Price(0, 0, 0)


def test_what_a_person_set_in_unreadable_cells_stands_and_is_to_be_checked(draw: Draw) -> None:
    loaded = draw("""
        ?  PZ
        ?  -
    """)
    edited = draw("""
        PZ PZ
        PZ -
    """)[0]
    found = proposed(loaded, edited=edited)
    assert found[FEWEST, REVOKE].after == draw("PZ -\nPZ -")[0]
    assert found[FEWEST, REVOKE].price == Price(clicks=6, granted=0, taken=2)
    assert found[FEWEST, REVOKE].price.checked == 4
    half = draw("PZ PZ\n? -")[0]
    assert propose(Role.USER, *loaded, Reading.STRICT, edited=half) == Refusal(
        RefusalCode.UNREADABLE, 0b100
    )


def test_colleagues_are_near_by_what_is_loaded(draw: Draw) -> None:
    loaded = draw("PZ PZ -\n- PZ -")
    near, far = draw("PZ PZ -\nPZ PZ -")[0], draw("- - PZ\n- - PZ")[0]
    colleagues = (Colleagues(("daleka",), far), Colleagues(("bliska",), near))
    nearest = correction_for(
        LIKE, Role.USER, *loaded, Reading.STRICT, colleagues, edited=draw("- - PZ\n- - -")[0]
    )
    assert isinstance(nearest, Correction)
    assert nearest.colleagues == colleagues[1]
    assert nearest.price == Price(clicks=2, granted=2, taken=0)


def test_colleagues_whom_the_export_confirms_go_before_those_by_the_plan(draw: Draw) -> None:
    loaded = draw("PZ PZ\n- PZ")
    near = Colleagues(("bliska",), draw("PZ PZ\nPZ PZ")[0], planned=True)
    far = Colleagues(("daleka",), draw("PZ -\nPZ -")[0])
    nearest = correction_for(LIKE, Role.USER, *loaded, Reading.STRICT, (near, far))
    assert isinstance(nearest, Correction)
    assert nearest.colleagues == far


def test_lost_is_a_right_held_on_some_policy_and_left_on_none(draw: Draw) -> None:
    loaded, shape = draw("PZ P Z -\n- P - -")
    held = held_in(loaded, loaded)
    assert lost_rights(held, draw("PZ - - PZ\n- - - PZ")[0], shape) == (1, 2)
    assert lost_rights(held, draw("- P ? -\nP - - -")[0], shape) == ()


@pytest.mark.parametrize("kind", [FEWEST, GRANT, REVOKE, LIKE])
@pytest.mark.parametrize(
    ("role", "rows", "refusal"),
    [
        (Role.ADMINISTRATOR, "P\n?", Refusal(RefusalCode.ALREADY_TAK)),
        (Role.USER, "PZ\nPZ", Refusal(RefusalCode.ALREADY_TAK)),
        (Role.USER, "P\n?", Refusal(RefusalCode.UNREADABLE, 0b10)),
        (None, "P\n-", Refusal(RefusalCode.ROLE_UNREADABLE)),
    ],
)
def test_nothing_is_proposed_where_nothing_is_needed_or_known(
    draw: Draw, role: Role | None, rows: str, refusal: Refusal, kind: CorrectionKind
) -> None:
    drawn = draw(rows)
    colleagues = (Colleagues(("lecka",), draw("PZ\nPZ")[0]),)
    assert propose(role, *drawn, Reading.STRICT, colleagues) == refusal
    assert correction_for(kind, role, *drawn, Reading.STRICT, colleagues) == refusal


def test_an_account_that_the_lenient_reading_passes_needs_nothing(draw: Draw) -> None:
    drawn = draw("PZ P\nPZ P")
    assert propose(Role.USER, *drawn, Reading.LENIENT) == Refusal(RefusalCode.ALREADY_TAK)
    assert [*proposed(drawn)] == [(FEWEST, REVOKE), (GRANT,)]


def test_a_client_without_policies_or_an_export_without_rights() -> None:
    for policies, rights in ((0, 0), (0, 3), (3, 0)):
        shape = shape_of(policies, rights)
        found = propose(Role.USER, NO_BOXES, shape, Reading.STRICT)
        assert found == Refusal(RefusalCode.NO_ACCESS_HELD)


def test_taking_away_needs_a_right_that_is_whole(draw: Draw) -> None:
    drawn = draw("PZ\n-")
    assert correction_for(REVOKE, Role.USER, *drawn, Reading.STRICT) == Refusal(
        RefusalCode.NOTHING_TO_KEEP
    )


def test_without_a_colleague(draw: Draw) -> None:
    drawn = draw("PZ\n-")
    assert correction_for(LIKE, Role.USER, *drawn, Reading.STRICT) == Refusal(
        RefusalCode.NO_COLLEAGUE
    )


def test_a_locked_cell_turns_the_correction_another_way(draw: Draw) -> None:
    boxes, shape = draw("""
        PZ PZ
        PZ -
        PZ -
    """)
    cell = shape.cell(0, 1)
    locked = Boxes(cell, cell)
    found = proposed((boxes, shape), locked=locked)
    assert list(found) == [(FEWEST, GRANT)]
    assert correction_for(
        REVOKE, Role.USER, boxes, shape, Reading.STRICT, locked=locked
    ) == Refusal(RefusalCode.LOCKED, cell)


def test_locked_cells_that_leave_no_way_are_named(draw: Draw) -> None:
    boxes, shape = draw("""
        PZ PZ
        PZ P
        PZ PZ
    """)
    cell = shape.cell(1, 1)
    locked = Boxes(cell, cell)
    refusal = Refusal(RefusalCode.LOCKED, cell)
    colleagues = (Colleagues(("lecka",), draw("PZ PZ\nPZ PZ\nPZ PZ")[0]),)
    assert propose(Role.USER, boxes, shape, Reading.STRICT, colleagues, locked=locked) == refusal
    for kind in (FEWEST, GRANT, REVOKE, LIKE):
        assert (
            correction_for(kind, Role.USER, boxes, shape, Reading.STRICT, colleagues, locked=locked)
            == refusal
        )


def test_a_locked_cell_that_is_right_as_it_is_does_not_matter(draw: Draw) -> None:
    boxes, shape = draw("PZ -\n-  -")
    others = shape.all_cells & ~shape.cell(1, 0)
    assert list(proposed((boxes, shape), locked=Boxes(others, others))) == [(FEWEST, GRANT)]


def test_a_right_without_a_box_for_changes_can_only_be_taken(draw: Draw) -> None:
    boxes, shape = draw("PZ P\nPZ P")
    locked = Boxes(0, shape.columns[1])
    assert list(proposed((boxes, shape), locked=locked)) == [(FEWEST, REVOKE)]
    assert correction_for(GRANT, Role.USER, boxes, shape, Reading.STRICT, locked=locked) == Refusal(
        RefusalCode.LOCKED, shape.columns[1]
    )


def test_what_the_rules_do_not_confirm_is_never_proposed(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw("PZ\n-")
    monkeypatch.setattr(corrections, "assess", lambda *_: Assessment(Verdict.NIE, ()))
    refusal = Refusal(RefusalCode.NOT_CONFIRMED)
    assert propose(Role.USER, *drawn, Reading.STRICT) == refusal
    assert correction_for(GRANT, Role.USER, *drawn, Reading.STRICT) == refusal


def test_a_colleague_who_does_not_migrate_is_not_followed(draw: Draw) -> None:
    drawn = draw("PZ\n-")
    stale = (Colleagues(("dawny",), draw("P\nP")[0]),)
    assert list(proposed(drawn, colleagues=stale)) == [(FEWEST, GRANT)]
