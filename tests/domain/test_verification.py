"""From planned to confirmed: what a fresh export shows of a plan."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes
from kuke_tui.domain.change_list import ChangeList, LeftAccount, plan_between, plan_of
from kuke_tui.domain.changes import changes_between
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.rules import Reading, Verdict
from kuke_tui.domain.verification import AccountState, ChangeState, verify

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
    assert found.count(ChangeState.NOT_DONE) == 2
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
        *[ChangeState.DIFFERENT] * 2,
    ]
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


def test_a_vanished_account_is_done_differently() -> None:
    found = verify(plan(export(anna=HALF, ewa=ALL), anna=ALL), export(ewa=ALL))
    assert found.count(ChangeState.DIFFERENT) == 4
    assert found.difference is not None
    assert found.difference.vanished_accounts == (("K1", "anna"),)


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
    found = verify(plan_between(first, changes, Reading.STRICT, ""), second)
    assert found.complete
    assert found.unplanned == found.remaining == ()
    unmade = verify(plan_between(first, changes, Reading.STRICT, ""), first)
    assert unmade.count(ChangeState.DONE) == 0
    assert len(unmade.remaining) == len(changes)
    goal = {place: boxes for place, boxes in enumerate(after) if boxes != before[place]}
    assert unmade.wanted == goal
