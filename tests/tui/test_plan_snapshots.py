"""What the screens from plan to confirmation look like, in Polish, at two sizes."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.export import Export
from kuke_tui.domain.verification import verify
from kuke_tui.messages import clock
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.history.screen import HistoryScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.summary import flow as summary_flow
from kuke_tui.tui.verification.lines import verification_lines
from kuke_tui.tui.verification.reading import Verified
from kuke_tui.tui.verification.screen import VerificationScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.planning import change_list_of
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.trail import DecisionChange, TrailAction, TrailEntry
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import DAB, MemoryFile
from tests.tui.plan_samples import PLAN, fresh_export

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
Compare = Callable[..., bool]
TIME = "2026-02-03T10:15:00"


def trail_of(export: Export) -> tuple[TrailEntry, ...]:
    box = BoxChange("4711", "p.slazak", "07001", export.rights[0], Box.CHANGE, False, True)
    decided = DecisionChange("5822", "b.dab", None, "odchodzi w marcu")
    return (
        TrailEntry(1, TIME, "anna", TrailAction.STEP, StepKind.TOGGLE, changes=(box,)),
        TrailEntry(2, TIME, "anna", TrailAction.UNDO, StepKind.TOGGLE, changes=(box,), of=1),
        TrailEntry(3, TIME, "anna", TrailAction.STEP, StepKind.DECISION, decisions=(decided,)),
        TrailEntry(4, TIME, "anna", TrailAction.SAVED, file="firma-2.xlsx", sha256="a" * 64),
    )


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    left = {DAB: Decision("odchodzi w marcu")}
    workspace.edit(StepKind.BULK, Cursor(0), PLAN, decisions=left)
    return workspace


def showing(make: Callable[[], object]) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        pilot.app.push_screen(make())  # type: ignore[call-overload]
        await pilot.pause(0.1)

    return run


@SIZES
def test_verification(
    snap_compare: Compare,
    work: Work,
    recent: RecentFiles,
    planned: Workspace,
    size: tuple[int, int],
    tmp_path: Path,
) -> None:
    fresh = fresh_export()
    found = verify(change_list_of(planned, TIME), fresh)
    verified = Verified(found, MemoryFile(fresh, tmp_path), verification_lines(found))
    app = KukeApp(work, recent=recent)
    run = showing(lambda: VerificationScreen(verified, tmp_path))
    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
@pytest.mark.usefixtures("planned")
def test_summary(
    snap_compare: Compare,
    app: KukeApp,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(summary_flow, "now", lambda: TIME)

    async def run(pilot: Pilot[None]) -> None:
        await pilot.press("Z")
        await pilot.pause(0.1)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_history(
    snap_compare: Compare,
    app: KukeApp,
    workspace: Workspace,
    size: tuple[int, int],
    tmp_path: Path,
) -> None:
    export = workspace.export
    run = showing(lambda: HistoryScreen(export.source, trail_of(export), tmp_path))
    assert clock.local_time(TIME) == "2026-02-03 10:15"
    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
@pytest.mark.usefixtures("planned")
def test_formats_of_the_list(
    snap_compare: Compare,
    app: KukeApp,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(summary_flow, "now", lambda: TIME)

    async def run(pilot: Pilot[None]) -> None:
        await pilot.press("Z")
        await pilot.pause(0.1)
        await pilot.press("E")
        await pilot.pause(0.1)

    assert snap_compare(app, terminal_size=size, run_before=run)
