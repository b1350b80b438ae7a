"""Corrections proposed for an account at work, and applying one."""

from collections.abc import Sequence

from kuke_tui.domain.boxes import changed_cells
from kuke_tui.domain.corrections import (
    Colleagues,
    Correction,
    CorrectionKind,
    Refusal,
    correction_for,
    propose,
)
from kuke_tui.domain.locks import locked_boxes
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Outcome, Workspace


def proposals_for(
    workspace: Workspace, colleagues: ColleagueIndex, account: int
) -> tuple[Correction, ...] | Refusal:
    """Propose every correction there is for the account, or say why there is none.

    Like all prices they are counted from the export as loaded, whatever is planned so far.
    """
    subject = workspace.account(account)
    return propose(
        subject.role,
        subject.boxes,
        workspace.export.shape(subject),
        workspace.reading,
        colleagues.of(account),
        locked=locked_boxes(workspace.export, account),
        edited=workspace.boxes(account),
    )


def correction_of(
    workspace: Workspace,
    account: int,
    kind: CorrectionKind,
    colleagues: Sequence[Colleagues] = (),
) -> Correction | Refusal:
    """Work out one kind of correction for the account, or say why there is none.

    It is the one that :func:`proposals_for` proposes first of that kind.
    """
    subject = workspace.account(account)
    return correction_for(
        kind,
        subject.role,
        subject.boxes,
        workspace.export.shape(subject),
        workspace.reading,
        colleagues,
        locked=locked_boxes(workspace.export, account),
        edited=workspace.boxes(account),
    )


def kinds_refused(
    workspace: Workspace,
    colleagues: ColleagueIndex,
    account: int,
    proposals: Sequence[Correction],
) -> list[tuple[CorrectionKind, Refusal]]:
    """List the kinds of correction that are not among the proposals, and why."""
    proposed = {kind for correction in proposals for kind in correction.kinds}
    outcomes = (
        (kind, correction_of(workspace, account, kind, colleagues.of(account)))
        for kind in CorrectionKind
        if kind not in proposed
    )
    return [(kind, outcome) for kind, outcome in outcomes if isinstance(outcome, Refusal)]


def first_choice(proposals: Sequence[Correction]) -> int:
    """Choose the proposal to begin at: the first that gives nobody more power, if there is one."""
    narrow = (at for at, correction in enumerate(proposals) if not correction.price.widens)
    return next(narrow, 0)


def apply_proposal(workspace: Workspace, account: int, correction: Correction) -> Outcome:
    """Give the account the boxes of a correction, as one step."""
    before = workspace.boxes(account)
    changed = changed_cells(before, correction.after)
    shape = workspace.export.shape(workspace.account(account))
    cursor = Cursor(account, *shape.first_place(changed))
    note = correction.kinds[0].value
    return workspace.edit(StepKind.CORRECTION, cursor, {account: correction.after}, note=note)
