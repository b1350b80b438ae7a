"""The workspace: the one object that holds what can change. Screens read it and command it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes, changed_box_count, changed_cells
from kuke_tui.domain.export import Account, Export, Lock
from kuke_tui.domain.locks import locked_cells, without_locked
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Assessment, Verdict
from kuke_tui.workspace.history import History
from kuke_tui.workspace.steps import (
    AccountEdit,
    Cursor,
    Decision,
    DecisionEdit,
    Recorder,
    Step,
    StepKind,
)
from kuke_tui.workspace.totals import Totals
from kuke_tui.workspace.verdicts import Verdicts

NO_DECISIONS: Mapping[int, Decision | None] = MappingProxyType({})


class Outcome(NamedTuple):
    """What came of a command: the step made, or None where nothing changed.

    ``locked`` counts the cells left alone because the file can't be changed there safely.
    """

    step: Step | None
    locked: int = 0


class Workspace:
    """An export at work: its edits, decisions and history.

    Accounts, policies and rights are named by their positions in the export. Every command
    changes the state, the verdicts and the totals before it returns.
    """

    def __init__(
        self,
        export: Export,
        *,
        reading: Reading = Reading.STRICT,
        recorder: Recorder | None = None,
    ) -> None:
        self.export = export
        self.history = History()
        self.recorder = recorder
        self.revision = 0
        """Grows with everything that changes what a screen shows."""
        self._verdicts = Verdicts(export, reading)
        self._changed: dict[int, Boxes] = {}
        self._saved: dict[int, Boxes] = {}
        self._decisions: dict[int, Decision] = {}
        self._clicks = 0
        self._counted: tuple[int, Totals] | None = None

    # Reading the state

    @property
    def reading(self) -> Reading:
        """The reading of the rule in force."""
        return self._verdicts.reading

    def account(self, account: int) -> Account:
        """Return the account as loaded."""
        return self.export.accounts[account]

    def boxes(self, account: int) -> Boxes:
        """Return the account's boxes as edited."""
        changed = self._changed.get(account)
        return self.export.accounts[account].boxes if changed is None else changed

    def assessment(self, account: int) -> Assessment:
        """Judge the account as edited."""
        return self._verdicts.assess(account, self.boxes(account))

    def assessment_of(self, account: int, boxes: Boxes) -> Assessment:
        """Judge the account as if its boxes were ``boxes``, for previews."""
        return self._verdicts.assess(account, boxes)

    def verdict(self, account: int) -> Verdict:
        """Return the verdict as edited."""
        return self._verdicts.verdict(account)

    def loaded_verdict(self, account: int) -> Verdict:
        """Return the verdict as loaded: what is confirmed by the export itself."""
        return self._verdicts.loaded_verdict(account)

    def codes(self, account: int) -> int:
        """Return the reason codes as edited, packed (see ``totals.codes_in``)."""
        return self._verdicts.codes(account)

    def is_changed(self, account: int) -> bool:
        """Whether any box of the account differs from the loaded export."""
        return account in self._changed

    def changed_cells(self, account: int) -> int:
        """Mask of the cells that differ from the loaded export."""
        return changed_cells(self.export.accounts[account].boxes, self.boxes(account))

    def clicks(self, account: int) -> int:
        """How many checkboxes are to be clicked in Ekstranet for this account."""
        if account not in self._changed:
            return 0
        return changed_box_count(self.export.accounts[account].boxes, self._changed[account])

    def locks(self, account: int) -> tuple[Lock, ...]:
        """Return the account's locked cells."""
        return self.export.locks.get(account, ())

    def locked_cells(self, account: int) -> int:
        """Mask of the account's locked cells."""
        return locked_cells(self.export, account)

    def without_locked(self, account: int, wanted: Boxes) -> tuple[Boxes, int]:
        """Return the boxes wanted, with cells that can't be set so as they are, and how many."""
        return without_locked(self.export, account, self.boxes(account), wanted)

    @property
    def changed(self) -> Mapping[int, Boxes]:
        """The boxes of every account that differs from the loaded export, by position."""
        return self._changed

    @property
    def decisions(self) -> Mapping[int, Decision]:
        """Accounts left behind on purpose, by position."""
        return self._decisions

    @property
    def unsaved(self) -> bool:
        """Whether there are edits that no saved file holds."""
        return bool(self._changed) and self._changed != self._saved

    def totals(self) -> Totals:
        """Count everything, as edited; once for each revision."""
        if self._counted is None or self._counted[0] != self.revision:
            self._counted = (self.revision, self._count())
        return self._counted[1]

    def _count(self) -> Totals:
        verdicts = self._verdicts.count_verdicts()
        left = len(self._decisions)
        decided_tak = sum(self.verdict(account) is Verdict.TAK for account in self._decisions)
        return Totals(
            accounts=len(self.export.accounts),
            tak=verdicts[Verdict.TAK],
            nie=verdicts[Verdict.NIE],
            unknown=verdicts[Verdict.UNKNOWN],
            reasons=self._verdicts.count_reasons(),
            planned_tak=self._verdicts.planned_tak,
            changed_accounts=len(self._changed),
            changed_boxes=self._clicks,
            left=left,
            to_do=verdicts[Verdict.NIE] + verdicts[Verdict.UNKNOWN] - (left - decided_tak),
        )

    # Commands

    def edit(
        self,
        kind: StepKind,
        cursor: Cursor,
        wanted: Mapping[int, Boxes],
        *,
        decisions: Mapping[int, Decision | None] = NO_DECISIONS,
        note: str = "",
    ) -> Outcome:
        """Give accounts the boxes wanted, as one step; locked cells keep what they have.

        ``decisions`` leave accounts behind on purpose, or take that back (None).
        """
        outcome = self.prepared(kind, cursor, wanted, decisions=decisions, note=note)
        if outcome.step:
            self.record(outcome.step)
            self.apply(outcome.step)
        return outcome

    def prepared(
        self,
        kind: StepKind,
        cursor: Cursor,
        wanted: Mapping[int, Boxes],
        *,
        decisions: Mapping[int, Decision | None] = NO_DECISIONS,
        note: str = "",
    ) -> Outcome:
        """Work out what ``edit`` would do, and change nothing.

        With ``record`` it may run in a thread, while nothing else commands the workspace.
        """
        edits: list[AccountEdit] = []
        refused = 0
        for account, boxes in wanted.items():
            before = self.boxes(account)
            after, locked = self.without_locked(account, boxes)
            refused += locked
            if after != before:
                edits.append(AccountEdit(account, before, after))
        decided = tuple(
            DecisionEdit(account, self._decisions.get(account), decision)
            for account, decision in decisions.items()
            if self._decisions.get(account) != decision
        )
        if not edits and not decided:
            return Outcome(None, refused)
        step = Step(kind, cursor, edits=tuple(edits), decisions=decided, note=note)
        return Outcome(step, refused)

    def record(self, step: Step) -> None:
        """Have the recorder keep a step that was prepared; raises the recorder's errors."""
        if self.recorder:
            self.recorder.step(self.history.position, step)

    def apply(self, step: Step) -> None:
        """Make a step that was recorded."""
        self.history.made(step)
        self._put(((edit.account, edit.after) for edit in step.edits), step.decisions)

    def decide(self, cursor: Cursor, wanted: Mapping[int, Decision | None]) -> Outcome:
        """Leave accounts behind on purpose, or take that back (None), as one step."""
        return self.edit(StepKind.DECISION, cursor, {}, decisions=wanted)

    def undo(self) -> Step | None:
        """Take the last step back and return it, or None where there is none."""
        step = self.history.undoable
        if step is not None:
            self._move(self.history.position - 1)
            before = ((edit.account, edit.before) for edit in step.edits)
            self._put(before, step.decisions, undo=True)
        return step

    def redo(self) -> Step | None:
        """Make the step last undone again and return it, or None where there is none."""
        step = self.history.redoable
        if step is not None:
            self._move(self.history.position + 1)
            self._put(((edit.account, edit.after) for edit in step.edits), step.decisions)
        return step

    def set_reading(self, reading: Reading) -> None:
        """Judge everything by another reading of the rule."""
        if reading is not self.reading:
            self._verdicts.judge_all(reading, self._changed)
            self.revision += 1

    def mark_saved(self, path: str, sha256: str) -> None:
        """Remember that the state as it is now stands in a file.

        It is remembered even where the recorder raises its error.
        """
        self._saved = dict(self._changed)
        self.revision += 1
        if self.recorder:
            self.recorder.saved(self._saved, path, sha256)

    def restore(
        self, steps: tuple[Step, ...], position: int, saved: Mapping[int, Boxes] | None
    ) -> None:
        """Take over a history that was kept for this very export, nothing being recorded.

        ``saved`` are the changed accounts as they stand in a saved file, None without one.
        """
        for step in steps[:position]:
            self._put(((edit.account, edit.after) for edit in step.edits), step.decisions)
        self.history.restored(steps, position)
        self._saved = dict(saved or {})

    # Inside

    def _move(self, position: int) -> None:
        """Have the recorder keep an undo or a redo, before the history takes it in."""
        if self.recorder:
            self.recorder.move(self.history.position, position)
        self.history.move_to(position)

    def _put(
        self,
        states: Iterable[tuple[int, Boxes]],
        decisions: tuple[DecisionEdit, ...],
        *,
        undo: bool = False,
    ) -> None:
        for account, boxes in states:
            self._put_boxes(account, boxes)
        for edit in decisions:
            decision = edit.before if undo else edit.after
            if decision is None:
                self._decisions.pop(edit.account, None)
            else:
                self._decisions[edit.account] = decision
        self.revision += 1

    def _put_boxes(self, account: int, boxes: Boxes) -> None:
        self._clicks -= self.clicks(account)
        if boxes == self.export.accounts[account].boxes:
            self._changed.pop(account, None)
        else:
            self._changed[account] = boxes
        self._clicks += self.clicks(account)
        self._verdicts.judge(account, boxes)
