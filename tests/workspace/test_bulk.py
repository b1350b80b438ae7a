"""One thing for many accounts: who ends how, who is passed over and why, one step for all."""

from dataclasses import replace

import pytest

from kuke_tui.domain.boxes import Boxes, Level
from kuke_tui.domain.corrections import CorrectionKind, RefusalCode
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
from kuke_tui.domain.price import Price
from kuke_tui.domain.rules import Verdict
from kuke_tui.workspace.bulk import (
    BulkPlan,
    Obstacle,
    plan_copy,
    plan_corrections,
    plan_leaving,
    plan_right,
    plan_taking_back,
    recorded,
)
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.steps import Cursor, Decision, Step, StepKind
from kuke_tui.workspace.workspace import Workspace

ALL, FIRST = 0b1111, 0b0011
ACME = Client("4711", ("07001", "07002"))
OTHER = Client("5822", ("08001", "08002"))
PEOPLE = (
    Account(ACME, "a.lecka", "Anna Łęcka", Role.USER, Boxes(ALL, ALL)),
    Account(ACME, "p.slazak", "Piotr Ślązak", Role.USER, Boxes(FIRST, FIRST)),
    Account(ACME, "z.zolc", "Żaneta Żółć", Role.USER, Boxes(ALL, 0)),
    Account(ACME, "szef", "Łucja Żak", Role.ADMINISTRATOR),
    Account(OTHER, "j.lis", "Jan Lis", Role.USER, Boxes()),
    Account(OTHER, "b.luk", "Beata Łuk", Role.USER, Boxes(0b1110, 0b1110, 1)),
)
LECKA, SLAZAK, ZOLC, BOSS, LIS, LUK = range(6)
EVERYONE = range(6)


def carried_out(workspace: Workspace, plan: BulkPlan, cursor: Cursor) -> Step | None:
    step = recorded(workspace, plan, cursor).step
    if step:
        workspace.apply(step)
    return step


@pytest.fixture
def export() -> Export:
    source = Source("firma.xlsx", "0", "xlsx", Layout.WIDE_LEVELS)
    return Export(source, ("Limity", "Szkody"), (ACME, OTHER), PEOPLE)


@pytest.fixture
def workspace(export: Export) -> Workspace:
    return Workspace(export)


def why(plan: BulkPlan) -> dict[int, Obstacle | RefusalCode]:
    return {each.account: each.code for each in plan.passed_over}


def done(workspace: Workspace, plan: BulkPlan) -> None:
    """Do it, and hold every verdict, click and undo against what the plan promised."""
    loaded = [workspace.boxes(account) for account in EVERYONE]
    before = [workspace.verdict(account) for account in EVERYONE]
    decisions = dict(workspace.decisions)
    step = carried_out(workspace, plan, Cursor(SLAZAK))
    assert step is not None
    for each in plan.planned:
        assert before[each.account] is each.before
        assert workspace.verdict(each.account) is each.after
        assert workspace.clicks(each.account) == each.price.clicks
    changed = {each.account for each in plan.planned}
    assert {edit.account for edit in step.edits + step.decisions} == changed
    assert workspace.totals().changed_boxes == plan.price.clicks
    workspace.undo()
    assert [workspace.boxes(account) for account in EVERYONE] == loaded
    assert workspace.decisions == decisions
    assert workspace.history.position == 0
    workspace.redo()


def test_corrections_for_all_tell_whom_they_pass_over_and_why(workspace: Workspace) -> None:
    plan = plan_corrections(workspace, EVERYONE, CorrectionKind.FEWEST_CLICKS)
    assert [each.account for each in plan.planned] == [SLAZAK, ZOLC]
    assert len(plan.ending(Verdict.TAK)) == plan.widened == 2
    assert why(plan) == {
        LECKA: RefusalCode.ALREADY_TAK,
        BOSS: RefusalCode.ALREADY_TAK,
        LIS: RefusalCode.NO_ACCESS_HELD,
        LUK: RefusalCode.UNREADABLE,
    }
    done(workspace, plan)
    assert workspace.totals().planned_tak == 2


def test_taking_away_alone_is_not_always_enough(workspace: Workspace) -> None:
    plan = plan_corrections(workspace, EVERYONE, CorrectionKind.REVOKE)
    assert not plan.planned
    assert why(plan)[SLAZAK] is RefusalCode.NOTHING_TO_KEEP


def test_each_can_be_made_like_the_nearest_colleague(workspace: Workspace) -> None:
    colleagues = ColleagueIndex(workspace)
    plan = plan_corrections(workspace, EVERYONE, CorrectionKind.LIKE_COLLEAGUE, colleagues.of)
    assert {each.account: each.like for each in plan.planned} == {
        SLAZAK: ("a.lecka",),
        ZOLC: ("a.lecka",),
    }
    assert why(plan)[LIS] is RefusalCode.NO_COLLEAGUE
    done(workspace, plan)
    assert workspace.boxes(SLAZAK) == workspace.boxes(LECKA)


def test_a_plan_is_priced_from_what_was_loaded(workspace: Workspace) -> None:
    workspace.edit(StepKind.TOGGLE, Cursor(LECKA), {LECKA: Boxes(FIRST, FIRST)})
    workspace.edit(StepKind.TOGGLE, Cursor(SLAZAK), {SLAZAK: Boxes(0b0001, 0b0001)})
    planned = plan_corrections(workspace, [LECKA, SLAZAK], CorrectionKind.FEWEST_CLICKS).planned
    assert [(each.account, each.price) for each in planned] == [
        (LECKA, Price(0, 0, 0)),
        (SLAZAK, Price(4, 2, 2)),
    ]
    plan = plan_copy(workspace, SLAZAK, [LECKA])
    assert plan.price == Price(6, 0, 6)
    assert not plan.widened
    plan = plan_right(workspace, [SLAZAK], 1, Level.CHANGE)
    assert plan.price == Price(2, 2, 0)


def test_whoever_loses_a_right_altogether_is_named(workspace: Workspace) -> None:
    plan = plan_right(workspace, EVERYONE, 0, Level.NONE)
    assert {each.account: each.lost for each in plan.planned} == {
        LECKA: (0,),
        SLAZAK: (0,),
        ZOLC: (0,),
        LUK: (0,),
    }
    assert plan.losing == 4
    assert plan_right(workspace, EVERYONE, 0, Level.VIEW).losing == 0
    fewest = plan_corrections(workspace, EVERYONE, CorrectionKind.FEWEST_CLICKS)
    assert [(each.account, each.lost) for each in fewest.planned] == [(SLAZAK, (1,)), (ZOLC, (1,))]
    assert plan_corrections(workspace, EVERYONE, CorrectionKind.GRANT).losing == 0


@pytest.mark.parametrize(
    ("level", "ends"),
    [
        (Level.CHANGE, {SLAZAK: "NIE", ZOLC: "NIE", BOSS: "TAK", LIS: "TAK", LUK: "TAK"}),
        (Level.VIEW, {LECKA: "NIE", SLAZAK: "NIE", BOSS: "TAK", LIS: "NIE", LUK: "NIE"}),
        (Level.NONE, {LECKA: "TAK", SLAZAK: "NIE", ZOLC: "NIE", LUK: "TAK"}),
    ],
)
def test_a_right_is_set_on_every_policy_whatever_comes_of_it(
    workspace: Workspace, level: Level, ends: dict[int, str]
) -> None:
    plan = plan_right(workspace, EVERYONE, 0, level)
    assert {each.account: each.after.value for each in plan.planned} == ends
    assert set(why(plan).values()) <= {Obstacle.NOTHING_TO_CHANGE}
    done(workspace, plan)


def test_boxes_are_copied_within_a_client_only(workspace: Workspace) -> None:
    plan = plan_copy(workspace, LECKA, EVERYONE)
    assert [each.account for each in plan.planned] == [SLAZAK, ZOLC, BOSS]
    assert why(plan) == {LIS: Obstacle.OTHER_CLIENT, LUK: Obstacle.OTHER_CLIENT}
    done(workspace, plan)
    assert workspace.boxes(ZOLC) == PEOPLE[LECKA].boxes


def test_what_is_unreadable_in_the_copied_account_leaves_what_stands_there(
    workspace: Workspace,
) -> None:
    plan = plan_copy(workspace, LUK, [LIS])
    done(workspace, plan)
    assert workspace.boxes(LIS) == Boxes(0b1110, 0b1110)


def test_locked_cells_stay_and_are_counted(export: Export) -> None:
    lock = Lock(1, 0, LockReason.FORMULA, NOWHERE)
    every = tuple(Lock(policy, 0, LockReason.FORMULA, NOWHERE) for policy in (0, 1))
    workspace = Workspace(replace(export, locks={SLAZAK: (lock,), ZOLC: every}))
    plan = plan_right(workspace, [SLAZAK, ZOLC], 0, Level.NONE)
    assert [(each.account, each.locked) for each in plan.planned] == [(SLAZAK, 0)]
    assert why(plan) == {ZOLC: Obstacle.LOCKED}
    plan = plan_copy(workspace, LECKA, [SLAZAK])
    assert [(each.after, each.locked, each.price.clicks) for each in plan.planned] == [
        (Verdict.NIE, 1, 2)
    ]
    done(workspace, plan)


def test_accounts_are_left_behind_with_a_reason_and_taken_back(workspace: Workspace) -> None:
    plan = plan_leaving(workspace, EVERYONE, "urlop do marca")
    assert [each.account for each in plan.planned] == [SLAZAK, ZOLC, LIS, LUK]
    assert set(why(plan).values()) == {Obstacle.WILL_MIGRATE}
    done(workspace, plan)
    assert workspace.totals().to_do == 0
    assert workspace.decisions[LUK] == Decision("urlop do marca")
    again = plan_leaving(workspace, [SLAZAK], "urlop do marca")
    assert why(again) == {SLAZAK: Obstacle.NOTHING_TO_CHANGE}
    back = plan_taking_back(workspace, [SLAZAK, LECKA])
    assert why(back) == {LECKA: Obstacle.NOT_LEFT}
    carried_out(workspace, back, Cursor(SLAZAK))
    assert SLAZAK not in workspace.decisions
    assert workspace.totals().to_do == 1


def test_nothing_to_do_makes_no_step(workspace: Workspace) -> None:
    plan = plan_right(workspace, [LIS], 0, Level.NONE)
    assert carried_out(workspace, plan, Cursor(LIS)) is None
    assert workspace.history.undoable is None
