"""Screens and windows that no keys lead to at once: each is made, and laid over the list."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from textual.screen import Screen

from kuke_tui.domain.boxes import Box, Level
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.verification import verify
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.read_options import ReadOptions
from kuke_tui.tui.dialogs.busy import BusyDialog, SavingDialog
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.history.screen import HistoryScreen
from kuke_tui.tui.recovery.go_on import GoOnDialog
from kuke_tui.tui.recovery.screen import RecoveryScreen
from kuke_tui.tui.screens.loading import LoadingScreen
from kuke_tui.tui.verification.lines import verification_lines
from kuke_tui.tui.verification.reading import ReadingScreen, Verified
from kuke_tui.tui.verification.screen import VerificationScreen
from kuke_tui.tui.work import OpenFile, Progress
from kuke_tui.workspace.journal import Kept
from kuke_tui.workspace.kept_work import KeptWork
from kuke_tui.workspace.planning import change_list_of
from kuke_tui.workspace.recovery import (
    CarryOver,
    CellFit,
    Continuation,
    KeptCell,
    KeptDecision,
)
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.trail import DecisionChange, TrailAction, TrailEntry
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import (
    DAB,
    KOWALSKI,
    LECKA,
    SLAZAK,
    ZURAW,
    MemoryFile,
    made_up_export,
)
from tests.tui.plan_samples import PLAN, fresh_export

TIME = "2026-02-03T10:15:00"


class _Reading:
    """Opens nothing until it is stopped, and says nothing of how far it is."""

    def open(self, _path: Path, _progress: Progress, cancel: Event) -> OpenFile:
        cancel.wait()
        raise SheetError(SheetErrorCode.CANCELLED)

    def reading_as(self, _options: ReadOptions) -> "_Reading":
        return self

    def demo(self) -> Path:
        raise NotImplementedError


def _loading() -> Screen[Any]:
    return LoadingScreen(_Reading(), Path("firma.xlsx"), lambda file: Workspace(file.export))


def _reading() -> Screen[Any]:
    def job(progress: Progress, cancel: Event) -> Verified:
        _Reading().open(Path(), progress, cancel)
        raise AssertionError

    return ReadingScreen(Path("firma-luty.xlsx"), job)


def _verification() -> Screen[Any]:
    workspace = Workspace(made_up_export())
    left = {DAB: Decision("odchodzi w marcu")}
    workspace.edit(StepKind.BULK, Cursor(0), PLAN, decisions=left)
    fresh = fresh_export()
    found = verify(change_list_of(workspace, TIME), fresh)
    verified = Verified(found, MemoryFile(fresh, Path()), verification_lines(found))
    return VerificationScreen(verified, Path("firma-luty.xlsx"))


def _history() -> Screen[Any]:
    export = made_up_export()
    box = BoxChange("4711", "p.slazak", "07001", export.rights[0], Box.CHANGE, False, True)
    decided = DecisionChange("5822", "b.dab", None, "odchodzi w marcu")
    trail = (
        TrailEntry(1, TIME, "anna", TrailAction.STEP, StepKind.TOGGLE, changes=(box,)),
        TrailEntry(2, TIME, "anna", TrailAction.UNDO, StepKind.TOGGLE, changes=(box,), of=1),
        TrailEntry(3, TIME, "anna", TrailAction.STEP, StepKind.DECISION, decisions=(decided,)),
        TrailEntry(4, TIME, "anna", TrailAction.SAVED, file="firma-2.xlsx", sha256="a" * 64),
    )
    return HistoryScreen(export.source, trail, Path())


def _recovery() -> Screen[Any]:
    export = made_up_export()

    def cell(fit: CellFit, now: Level | None, account: int = SLAZAK) -> KeptCell:
        person = export.accounts[account]
        policy, right = person.client.policies[0], export.rights[0]
        return KeptCell(*person.key, policy, right, Level.VIEW, Level.CHANGE, now, fit, account, 1)

    offer = CarryOver(
        KeptWork("a/1/2", 1, "firma.xlsx", TIME, (), (), ()),
        same_content=False,
        cells=(
            cell(CellFit.FITS, Level.VIEW),
            cell(CellFit.FITS, Level.VIEW, ZURAW),
            cell(CellFit.CONFLICT, Level.NONE, KOWALSKI),
            cell(CellFit.ALREADY, Level.CHANGE, LECKA),
            cell(CellFit.NO_ACCOUNT, None),
        ),
        decisions=(
            KeptDecision("4711", "b.dab", Decision("odchodzi z firmy"), DAB),
            KeptDecision("4711", "x.nikt", Decision("urlop"), None),
        ),
    )
    return RecoveryScreen(offer)


def _go_on() -> Screen[Any]:
    workspace = Workspace(made_up_export())
    step = workspace.edit(StepKind.BULK, Cursor(SLAZAK), PLAN).step
    assert step is not None
    return GoOnDialog(workspace, Continuation(Kept((step,), 1, {}, {})))


MADE: dict[str, Callable[[], Screen[Any]]] = {
    "loading": _loading,
    "reading a fresh export": _reading,
    "verification": _verification,
    "history of a day": _history,
    "recovery": _recovery,
    "work kept": _go_on,
    "confirm": lambda: ConfirmDialog("Zastąpić plik?", "Jest już plik firma.xlsx.", "Zastąp"),
    "busy": lambda: BusyDialog("Chwilę…", "Praca trwa…"),
    "saving": SavingDialog,
}
