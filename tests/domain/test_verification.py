"""From planned to confirmed: what a fresh export shows of a plan."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes
from kuke_tui.domain.change_list import ChangeList, LeftAccount, plan_between, plan_of
from kuke_tui.domain.changes import changes_between
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict
from kuke_tui.domain.verification import (
    AccountState,
    ChangeState,
    NotFresh,
    known_not_to_be_fresh,
    verify,
)

CLIENT = Client("K1", ("07001", "07002"))
ALL = Boxes(0b1111, 0b1111)
HALF = Boxes(0b0011, 0b0011)


def export(**boxes: Boxes) -> Export:
    accounts = tuple(
        Account(CLIENT, login, role=Role.USER, boxes=held) for login, held in boxes.items()
    )
    source = Source("e.xlsx", "ab", "xlsx", Layout.WIDE_LEVELS)
    return Export(source, ("Limity", "Obroty"), (CLIENT,), accounts)


def plan(before: Export, **wanted: Boxes) -> ChangeList:
    positions = {account.login: place for place, account in enumerate(before.accounts)}
    boxes = {positions[login]: held for login, held in wanted.items()}
    return plan_of(before, boxes, Reading.STRICT, {}, "2026-11-23T12:00:00+01:00")


def test_the_plan_lists_net_changes_and_those_left_behind() -> None:
    before = export(anna=HALF, ewa=HALF)
    made = plan_of(
        before, {1: HALF, 0: Boxes(0b0111, 0b0011)}, Reading.LENIENT, {1: "odchodzi"}, "t"
    )
    assert [change[1:] for change in made.changes] == [
        ("anna", "07002", "Limity", Box.VIEW, False, True)
    ]
    assert made.left == (LeftAccount("K1", "ewa", "odchodzi"),)
    assert (made.file, made.sha256, made.reading) == ("e.xlsx", "ab", Reading.LENIENT)
    assert made.baseline is before


def test_all_done_is_complete_and_confirmed() -> None:
    found = verify(plan(export(anna=HALF), anna=ALL), export(anna=ALL))
    assert found.complete
    assert found.count(ChangeState.DONE) == 4
    assert found.remaining == found.unplanned == ()
    (account,) = found.accounts
    assert (account.verdict, account.state) == (Verdict.TAK, AccountState.CONFIRMED)
    assert account.in_plan


def test_nothing_done_is_planned_never_confirmed() -> None:
    before = export(anna=HALF)
    found = verify(plan(before, anna=ALL), before)
    assert not found.complete
    assert found.count(ChangeState.NOT_DONE) == len(found.remaining) == 4
    assert found.wanted == {0: ALL}
    assert found.accounts[0][1:3] == (Verdict.NIE, AccountState.PLANNED)


def test_an_account_made_tak_by_other_means_is_not_spoilt_by_the_rest_of_the_plan() -> None:
    before = export(anna=Boxes(0b0111, 0b0111))
    by_taking_away = plan(before, anna=Boxes(0b0101, 0b0101))
    found = verify(by_taking_away, export(anna=ALL))
    assert found.count(ChangeState.DIFFERENT) == 2
    assert not found.complete
    assert found.remaining == ()
    assert found.wanted == {}
    assert found.accounts[0].state is AccountState.CONFIRMED


def test_an_account_that_the_plan_does_not_save_is_left() -> None:
    before = export(anna=HALF, ewa=Boxes(0b0001))
    found = verify(plan(before, anna=Boxes(0b0111, 0b0011)), before)
    assert [account.state for account in found.accounts] == [AccountState.LEFT] * 2
    assert [account.in_plan for account in found.accounts] == [True, False]


def test_a_cell_that_cannot_be_read_is_never_done() -> None:
    fresh = export(anna=Boxes(0b0111, 0b0111, 0b1000))
    found = verify(plan(export(anna=HALF), anna=ALL), fresh)
    assert [each.state for each in found.changes] == [
        *[ChangeState.DONE] * 2,
        *[ChangeState.NOT_DONE] * 2,
    ]
    assert [each.is_told for each in found.changes] == [True] * 2 + [False] * 2
    assert not found.complete
    assert found.accounts[0][1:3] == (Verdict.UNKNOWN, AccountState.LEFT)
    assert found.remaining == ()


def test_a_cell_unreadable_in_the_plan_that_says_something_else_remains_to_be_done() -> None:
    before = export(anna=Boxes(0b0111, 0b0111, 0b1000))
    planned = plan(before, anna=ALL)
    assert {change.before for change in planned.changes} == {None}
    found = verify(planned, export(anna=Boxes(0b1111, 0b0111)))
    assert [each.state for each in found.changes] == [ChangeState.DONE, ChangeState.DIFFERENT]
    assert [change.box for change in found.remaining] == [Box.CHANGE]
    assert found.accounts[0].state is AccountState.PLANNED
    untouched = verify(planned, before)
    assert {each.state for each in untouched.changes} == {ChangeState.NOT_DONE}
    assert untouched.accounts[0].state is AccountState.PLANNED


def test_of_a_vanished_account_nothing_is_told_and_nothing_was_done_differently() -> None:
    found = verify(plan(export(anna=HALF, ewa=ALL), anna=ALL), export(ewa=ALL))
    assert found.count(ChangeState.NOT_DONE) == 4
    assert not any(change.is_told for change in found.changes)
    assert found.is_of_others
    assert found.remaining == ()
    assert found.difference is not None
    assert found.difference.vanished_accounts == (("K1", "anna"),)


def test_a_box_is_done_differently_where_its_right_was_changed_in_another_way() -> None:
    before = export(anna=Boxes(0b0011, 0b0001), ewa=Boxes(0b0011, 0b0001))
    planned = plan(before, anna=Boxes(0b0101, 0b0101), ewa=Boxes(0b0101, 0b0101))
    fresh = export(anna=Boxes(0b0011, 0b0011), ewa=Boxes(0b0111, 0b0001))
    found = verify(planned, fresh)
    states = {(each.fitted.change[1:5]): each.state for each in found.changes}
    assert states == {
        ("anna", "07001", "Obroty", Box.VIEW): ChangeState.DIFFERENT,
        ("anna", "07002", "Limity", Box.VIEW): ChangeState.NOT_DONE,
        ("anna", "07002", "Limity", Box.CHANGE): ChangeState.NOT_DONE,
        ("ewa", "07001", "Obroty", Box.VIEW): ChangeState.NOT_DONE,
        ("ewa", "07002", "Limity", Box.VIEW): ChangeState.DONE,
        ("ewa", "07002", "Limity", Box.CHANGE): ChangeState.NOT_DONE,
    }


def test_a_rest_that_no_longer_leads_to_tak_is_not_to_be_made() -> None:
    before = export(anna=Boxes(0b0111, 0b0101), ewa=HALF)
    planned = plan(before, anna=Boxes(0b0101, 0b0101), ewa=ALL)
    fresh = export(anna=Boxes(0b0111, 0b0111), ewa=HALF)
    found = verify(planned, fresh)
    assert [change.login for change in found.remaining] == ["ewa"] * 4
    assert found.wanted == {1: ALL}
    anna, ewa = found.accounts
    assert (anna.state, anna.insufficient) == (AccountState.LEFT, True)
    assert (ewa.state, ewa.insufficient) == (AccountState.PLANNED, False)


def test_a_plan_wholly_made_is_not_complete_where_a_new_policy_keeps_its_account_nie() -> None:
    wider = Client("K1", (*CLIENT.policies, "07003"))
    fresh = export(anna=ALL)
    account = replace(fresh.accounts[0], client=wider)
    fresh = replace(fresh, clients=(wider,), accounts=(account,))
    found = verify(plan(export(anna=HALF), anna=ALL), fresh)
    assert found.count(ChangeState.DONE) == len(found.changes)
    assert not found.complete
    assert found.accounts[0].insufficient
    assert found.remaining == ()


def test_a_change_that_was_never_to_lead_to_tak_remains_to_be_made() -> None:
    before = export(anna=ALL, ewa=Boxes(0b0001))
    planned = plan(before, anna=NO_BOXES, ewa=NO_BOXES)
    found = verify(planned, before)
    assert found.wanted == {0: NO_BOXES, 1: NO_BOXES}
    assert verify(planned, export(anna=NO_BOXES, ewa=NO_BOXES)).complete
    halfway = verify(planned, export(anna=Boxes(0b1110, 0b1110), ewa=ALL))
    assert halfway.wanted == {0: NO_BOXES}
    assert not any(account.lost or account.insufficient for account in halfway.accounts)


def test_a_rest_beside_a_cell_that_cannot_be_read_is_still_to_be_made() -> None:
    fresh = export(anna=Boxes(0b0011, 0b0011, 0b1000))
    found = verify(plan(export(anna=HALF), anna=ALL), fresh)
    assert found.wanted == {0: Boxes(0b0111, 0b0111, 0b1000)}
    (account,) = found.accounts
    assert (account.state, account.insufficient) == (AccountState.LEFT, False)


def test_a_user_made_an_administrator_needs_no_rest() -> None:
    fresh = export(anna=HALF)
    fresh = replace(fresh, accounts=(replace(fresh.accounts[0], role=Role.ADMINISTRATOR),))
    found = verify(plan(export(anna=HALF), anna=ALL), fresh)
    assert found.accounts[0].state is AccountState.CONFIRMED
    assert found.count(ChangeState.DIFFERENT) == 4
    assert found.remaining == ()


def test_an_account_that_lost_its_tak_is_told_unless_that_was_planned() -> None:
    before = export(anna=ALL, ewa=ALL, jan=HALF)
    fresh = export(anna=HALF, ewa=HALF, jan=HALF)
    found = verify(plan(before, anna=HALF), fresh)
    assert [account.lost for account in found.accounts] == [False, True, False]


@pytest.mark.parametrize(
    ("sha256", "saved", "why"),
    [
        ("ab", False, NotFresh.PLANNED_AGAINST),
        ("cd", False, NotFresh.PLANNED),
        ("ef", True, NotFresh.SAVED),
        ("ef", False, None),
    ],
)
def test_a_file_that_is_not_fresh_is_known_by_its_hash(
    sha256: str, saved: bool, why: NotFresh | None
) -> None:
    planned = replace(plan(export(anna=HALF), anna=ALL), target_sha256="cd")
    assert known_not_to_be_fresh(planned, sha256, saved=saved) is why


def test_a_file_that_is_not_fresh_confirms_nothing() -> None:
    planned = plan(export(anna=HALF, ewa=ALL), anna=ALL)
    found = verify(planned, export(anna=ALL, ewa=ALL), NotFresh.SAVED)
    assert {each.state for each in found.changes} == {ChangeState.NOT_DONE}
    assert {account.state for account in found.accounts} == {AccountState.PLANNED}
    assert not found.complete


def test_what_nobody_planned_is_told() -> None:
    before = export(anna=HALF, ewa=ALL)
    found = verify(plan(before, anna=ALL), export(anna=ALL, ewa=Boxes(0b1111, 0b0111), jan=ALL))
    assert [change[1:6] for change in found.unplanned] == [
        ("ewa", "07002", "Obroty", Box.CHANGE, True)
    ]
    assert found.complete
    assert found.difference is not None
    assert found.difference.new_accounts == (("K1", "jan"),)


def test_without_a_baseline_nothing_is_claimed_of_the_unplanned() -> None:
    before = export(anna=HALF, ewa=ALL)
    bare = replace(plan(before, anna=ALL), baseline=None)
    found = verify(bare, export(anna=ALL, ewa=NO_BOXES))
    assert found.difference is None
    assert found.unplanned == ()
    assert found.complete


def test_the_reading_of_the_plan_counts() -> None:
    before = export(anna=HALF)
    mixed = Boxes(0b1111, 0b0101)
    for reading, state in (
        (Reading.STRICT, AccountState.LEFT),
        (Reading.LENIENT, AccountState.CONFIRMED),
    ):
        planned = plan_of(before, {0: mixed}, reading, {}, "")
        assert verify(planned, export(anna=mixed)).accounts[0].state is state


masks = st.integers(0, 15)
states = st.builds(
    lambda view, change, unreadable: Boxes(view & ~unreadable, change & ~unreadable, unreadable),
    masks,
    masks,
    masks,
)


@settings(max_examples=150)
@given(before=st.lists(states, min_size=1, max_size=4), data=st.data())
def test_a_plan_between_two_exports_is_done_in_the_second(
    before: list[Boxes], data: st.DataObject
) -> None:
    logins = [f"u{place}" for place in range(len(before))]
    known = st.builds(Boxes, masks, masks, st.just(0))
    after = data.draw(st.lists(known, min_size=len(before), max_size=len(before)))
    first = export(**dict(zip(logins, before, strict=True)))
    second = export(**dict(zip(logins, after, strict=True)))
    changes = changes_between(first, second).changes
    found = verify(plan_between(first, second, changes, Reading.STRICT, ""), second)
    assert found.complete
    assert found.unplanned == found.remaining == ()
    unmade = verify(plan_between(first, second, changes, Reading.STRICT, ""), first)
    assert unmade.count(ChangeState.DONE) == 0
    assert len(unmade.remaining) == len(changes)
    goal = {place: boxes for place, boxes in enumerate(after) if boxes != before[place]}
    assert unmade.wanted == goal
