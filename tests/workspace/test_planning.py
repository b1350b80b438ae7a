"""The plan that the work makes, and what a verified plan leaves to be done."""

from dataclasses import replace

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import (
    Account,
    Client,
    Export,
    Layout,
    Location,
    Lock,
    LockReason,
    Role,
    Source,
)
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.verification import verify
from kuke_tui.workspace.planning import change_list_of, make_remaining
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace

TIME = "2026-02-03T10:15:00+01:00"
ALL = 0b11
UNIFORM = Boxes(ALL, ALL)
VIEW_ONLY = Boxes(ALL, 0)
CLIENT = Client("4711", ("07001", "07002"))


def export_of(*boxes: Boxes, sha256: str = "1" * 64) -> Export:
    accounts = tuple(
        Account(CLIENT, f"konto{number}", role=Role.USER, boxes=each)
        for number, each in enumerate(boxes)
    )
    source = Source("konta.xlsx", sha256, "xlsx", Layout.WIDE_LEVELS)
    return Export(source, ("Obroty",), (CLIENT,), accounts)


@pytest.fixture
def planned() -> Workspace:
    """Two accounts are to become TAK, the third is left behind on purpose."""
    workspace = Workspace(export_of(VIEW_ONLY, VIEW_ONLY, VIEW_ONLY), reading=Reading.LENIENT)
    decisions = {2: Decision("odchodzi")}
    workspace.edit(StepKind.BULK, Cursor(0), {0: UNIFORM, 1: UNIFORM}, decisions=decisions)
    return workspace


def test_the_plan_holds_the_net_changes_the_reading_the_decisions_and_the_export(
    planned: Workspace,
) -> None:
    planned.edit(StepKind.TOGGLE, Cursor(1), {1: VIEW_ONLY})
    plan = change_list_of(planned, TIME)
    assert {change.login for change in plan.changes} == {"konto0"}
    assert plan.reading is Reading.LENIENT
    assert [tuple(left) for left in plan.left] == [("4711", "konto2", "odchodzi")]
    assert plan.baseline is planned.export
    assert plan.time == TIME


def test_what_remains_is_one_step_with_the_decisions(planned: Workspace) -> None:
    fresh = export_of(UNIFORM, VIEW_ONLY, VIEW_ONLY, sha256="2" * 64)
    workspace = Workspace(fresh, reading=Reading.LENIENT)
    outcome = make_remaining(workspace, verify(change_list_of(planned, TIME), fresh))
    assert outcome.step is not None
    assert dict(workspace.changed) == {1: UNIFORM}
    assert dict(workspace.decisions) == {2: Decision("odchodzi")}
    assert workspace.undo() is outcome.step
    assert not workspace.changed
    assert not workspace.decisions


def test_what_was_edited_since_in_other_boxes_stays(planned: Workspace) -> None:
    fresh = export_of(UNIFORM, Boxes(ALL, 0b10), VIEW_ONLY, sha256="2" * 64)
    workspace = Workspace(fresh)
    workspace.edit(StepKind.TOGGLE, Cursor(1), {1: Boxes(0b10, 0b10)})
    make_remaining(workspace, verify(change_list_of(planned, TIME), fresh))
    assert workspace.boxes(1) == Boxes(0b10, 0b11)


def test_a_decision_is_not_taken_over_for_an_account_that_migrates_or_is_decided(
    planned: Workspace,
) -> None:
    fresh = export_of(UNIFORM, UNIFORM, UNIFORM, sha256="2" * 64)
    workspace = Workspace(fresh)
    outcome = make_remaining(workspace, verify(change_list_of(planned, TIME), fresh))
    assert outcome.step is None
    fresh = export_of(UNIFORM, UNIFORM, VIEW_ONLY, sha256="3" * 64)
    workspace = Workspace(fresh)
    workspace.decide(Cursor(2), {2: Decision("inny powód")})
    make_remaining(workspace, verify(change_list_of(planned, TIME), fresh))
    assert workspace.decisions[2] == Decision("inny powód")


def test_a_locked_cell_is_left_alone_and_counted(planned: Workspace) -> None:
    lock = Lock(0, 0, LockReason.FORMULA, Location("Arkusz1", 2, "D"))
    fresh = replace(export_of(UNIFORM, VIEW_ONLY, VIEW_ONLY, sha256="2" * 64), locks={1: (lock,)})
    workspace = Workspace(fresh)
    outcome = make_remaining(workspace, verify(change_list_of(planned, TIME), fresh))
    assert outcome.locked == 1
    assert workspace.boxes(1) == Boxes(ALL, 0b10)
