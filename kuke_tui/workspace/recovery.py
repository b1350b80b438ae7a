"""Work kept from before, offered for the export that was opened, and never applied unasked."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from kuke_tui.domain.boxes import Boxes, Level, level_at, shape_of, with_level
from kuke_tui.domain.change_list import accounts_by_key
from kuke_tui.domain.changes import net_changes
from kuke_tui.domain.export import Account, Export, Lock
from kuke_tui.domain.fitting import Fit, FittedChange, fit_changes
from kuke_tui.workspace.journal import Journal, Kept
from kuke_tui.workspace.kept_work import KeptWork
from kuke_tui.workspace.sessions import earlier_works
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Outcome, Workspace


class CellFit(StrEnum):
    """How a cell that was edited before stands in the export of now."""

    FITS = "fits"
    """It says what it said when it was edited."""
    ALREADY = "already"
    """It says what it was edited to."""
    CONFLICT = "conflict"
    """It says something else by now."""
    LOCKED = "locked"
    NO_ACCOUNT = "no_account"
    NO_POLICY = "no_policy"
    NO_RIGHT = "no_right"

    @property
    def can_be_made(self) -> bool:
        """Whether the edit can be made again, should the person want it."""
        return self in (CellFit.FITS, CellFit.CONFLICT)


@dataclass(frozen=True, slots=True)
class KeptCell:
    """A cell edited before: what it said then, what it was to be, and what it says now, as edited.

    ``account`` is the account's position now and ``cell`` the cell's mask; ``now`` is None where
    there is no such cell any more.
    """

    client: str
    login: str
    policy: str
    right: str
    before: Level
    wanted: Level
    now: Level | None
    fit: CellFit
    account: int | None = None
    cell: int = 0
    lock: Lock | None = None


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """An account left behind on purpose before; ``account`` is its position now, if it is there."""

    client: str
    login: str
    decision: Decision
    account: int | None


@dataclass(frozen=True, slots=True)
class Continuation:
    """Work on this very content, understood as now: it can go on exactly where it was."""

    kept: Kept

    @property
    def in_force(self) -> bool:
        """Whether any step is; if none is, there is nothing to ask about."""
        return self.kept.position > 0


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Work on another content of the file, or on this one understood otherwise, cell by cell.

    ``same_content`` tells the second from the first.
    """

    work: KeptWork
    same_content: bool
    cells: tuple[KeptCell, ...]
    decisions: tuple[KeptDecision, ...]

    def of(self, *fits: CellFit) -> tuple[KeptCell, ...]:
        """Return the cells that stand so."""
        return tuple(cell for cell in self.cells if cell.fit in fits)


def continuation_of(journal: Journal) -> Continuation | None:
    """Find the work on the very export just opened. Raises ``JournalError``."""
    kept = journal.kept()
    return Continuation(kept) if kept else None


def unanswered_works(journal: Journal) -> tuple[KeptWork, ...]:
    """Find work on other contents of the same file, or on this one understood otherwise.

    What was answered is left out, be it here or in other work that is among these: that one has
    what was taken over. The latest comes first. Raises ``JournalError``.
    """
    sha256 = journal.export.source.sha256
    earlier = earlier_works(journal.folder, journal.file, sha256)
    works = (*journal.works_otherwise(), *earlier)
    answered = journal.answered().union(*(work.answered for work in works))
    return tuple(work for work in works if work.id not in answered)


def offer_for(works: Iterable[KeptWork], workspace: Workspace) -> CarryOver | None:
    """Hold works against the workspace as it is now; offer the first with anything left to do."""
    now = _as_edited(workspace)
    for work in works:
        offer = CarryOver(
            work,
            work.id.startswith(now.source.sha256),
            tuple(_kept_cells(work, now)),
            tuple(_kept_decisions(work, workspace)),
        )
        if offer.decisions or any(cell.fit is not CellFit.ALREADY for cell in offer.cells):
            return offer
    return None


def go_on(workspace: Workspace, offer: Continuation) -> None:
    """Bring edits, decisions and history to where they were; the workspace must be fresh."""
    workspace.restore(offer.kept.steps, offer.kept.position, offer.kept.saved)


def carry_over(
    workspace: Workspace,
    offer: CarryOver,
    cells: Collection[KeptCell],
    decisions: Collection[KeptDecision],
) -> Outcome:
    """Make again what the person agreed to, as one step; what can't be made is passed over."""
    wanted: dict[int, Boxes] = {}
    for cell in cells:
        if cell.account is not None and cell.fit.can_be_made:
            boxes = wanted.get(cell.account, workspace.boxes(cell.account))
            wanted[cell.account] = with_level(boxes, cell.cell, cell.wanted)
    left = {kept.account: kept.decision for kept in decisions if kept.account is not None}
    cursor = Cursor(min((*wanted, *left), default=0))
    note = offer.work.id
    return workspace.edit(StepKind.RECOVERY, cursor, wanted, decisions=left, note=note)


def decline(journal: Journal, offer: Continuation | CarryOver) -> None:
    """Give the work offered up for this export. Raises ``JournalError``.

    Steps of its own are forgotten (the trail keeps them); other work stays where it is kept and is
    not offered here again.
    """
    if isinstance(offer, Continuation):
        journal.forget()
    else:
        journal.answer(offer.work.id)


def _as_edited(workspace: Workspace) -> Export:
    """Return the export as it would be saved now: what is edited by now is not to be undone."""
    accounts = list(workspace.export.accounts)
    for position, boxes in workspace.changed.items():
        accounts[position] = replace(accounts[position], boxes=boxes)
    return replace(workspace.export, accounts=tuple(accounts))


def _kept_cells(work: KeptWork, export: Export) -> Iterator[KeptCell]:
    edited = {account.key: (account, boxes) for account, boxes in work.edited}
    changes = [
        change
        for account, boxes in work.edited
        for change in net_changes(account, account.boxes, boxes, work.rights)
    ]
    fitted = fit_changes(export, changes).changes
    for _name, cell in groupby(fitted, key=lambda each: each.change.cell_key):
        boxes_of_cell = tuple(cell)
        change = boxes_of_cell[0].change
        yield _kept_cell(boxes_of_cell, *edited[change.account_key], work.rights, export)


def _kept_cell(
    fitted: tuple[FittedChange, ...],
    before: Account,
    wanted: Boxes,
    rights: tuple[str, ...],
    export: Export,
) -> KeptCell:
    change, _fit, _found, account, cell, _lock = fitted[0]
    policies = before.client.policies
    then = shape_of(len(policies), len(rights)).cell(
        policies.index(change.policy), rights.index(change.right)
    )
    now = None
    if account is not None and cell:
        now = level_at(export.accounts[account].boxes, cell)
    old, new = level_at(before.boxes, then), level_at(wanted, then)
    lock = next((each.lock for each in fitted if each.lock), None)
    fit = _cell_fit(fitted, old, new, now)
    return KeptCell(*change.cell_key, old, new, now, fit, account, cell, lock)


_GONE: Mapping[Fit, CellFit] = {
    Fit.NO_ACCOUNT: CellFit.NO_ACCOUNT,
    Fit.NO_POLICY: CellFit.NO_POLICY,
    Fit.NO_RIGHT: CellFit.NO_RIGHT,
}


def _cell_fit(
    fitted: tuple[FittedChange, ...], before: Level, wanted: Level, now: Level | None
) -> CellFit:
    """Hold what a cell said, was to say, and says now against each other.

    The whole cell counts, not its boxes one by one: a change that fits a box whose twin was
    changed by somebody else could end with change ticked and view not.
    """
    for each in fitted:
        if each.fit in _GONE:
            return _GONE[each.fit]
    if now is None or now is wanted:
        return CellFit.ALREADY
    if any(each.fit is Fit.LOCKED for each in fitted):
        return CellFit.LOCKED
    return CellFit.FITS if now is before else CellFit.CONFLICT


def _kept_decisions(work: KeptWork, workspace: Workspace) -> Iterator[KeptDecision]:
    """Yield the decisions kept, but for accounts about which something is decided by now."""
    accounts = accounts_by_key(workspace.export)
    for account, decision in work.decisions:
        position, _account = accounts.get(account.key, (None, None))
        if position is None or position not in workspace.decisions:
            yield KeptDecision(*account.key, decision, position)
