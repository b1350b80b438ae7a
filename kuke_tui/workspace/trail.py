"""The audit trail: who did what to an export and when, by name, for good."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.workspace.journal_errors import decoding
from kuke_tui.workspace.kept_work import Understood, read_understood
from kuke_tui.workspace.steps import Step, StepKind


class TrailAction(StrEnum):
    """What an entry of the trail tells."""

    STEP = "step"
    UNDO = "undo"
    REDO = "redo"
    SAVED = "saved"
    FORGOTTEN = "forgotten"


class DecisionChange(NamedTuple):
    """The written reason for leaving an account behind, before and after; None: not left."""

    client: str
    login: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One thing done: the number it has for good, the time (ISO 8601, UTC), the system's user.

    Of a step, an undo and a redo, ``kind`` and ``note`` say what was made, ``changes`` and
    ``decisions`` what it did by name; ``of`` is the entry that an undo or redo concerns. A box that
    ends unreadable again is no change. Of a save, ``file`` and ``sha256`` are what was written.
    """

    number: int
    time: str
    user: str
    action: TrailAction
    kind: StepKind | None = None
    note: str = ""
    changes: tuple[BoxChange, ...] = ()
    decisions: tuple[DecisionChange, ...] = ()
    of: int | None = None
    file: str = ""
    sha256: str = ""


def read_trail(connection: sqlite3.Connection) -> Iterator[TrailEntry]:
    """Yield the trail of a journal in order. Raises ``JournalError`` where it is damaged."""
    imports = {
        number: read_understood(connection, number, rights)
        for number, rights in connection.execute("SELECT number, rights FROM imports").fetchall()
    }
    rows = connection.execute(
        "SELECT number, time, user, import, action, detail FROM trail ORDER BY number"
    )
    for number, time, user, of_import, action, detail in rows:
        with decoding():
            told, within = TrailAction(action), imports[of_import]
        bare = TrailEntry(number, str(time), str(user), told)
        if told is TrailAction.SAVED:
            yield _saved(bare, detail)
        elif told is TrailAction.FORGOTTEN:
            yield bare
        else:
            yield _made(connection, within, bare, detail)


@decoding()
def _saved(bare: TrailEntry, detail: str) -> TrailEntry:
    saved = json.loads(detail)
    return replace(bare, file=str(saved["file"]), sha256=str(saved["sha256"]))


def _made(
    connection: sqlite3.Connection, within: Understood, bare: TrailEntry, detail: str
) -> TrailEntry:
    of = None
    if bare.action is not TrailAction.STEP:
        with decoding():
            of = int(json.loads(detail)["step"])
            row = connection.execute("SELECT detail FROM trail WHERE number = ?", (of,)).fetchone()
            detail = row[0]
    step = within.step(detail)
    back = bare.action is TrailAction.UNDO
    return replace(
        bare,
        kind=step.kind,
        note=step.note,
        changes=_changes(within, step, back=back),
        decisions=_decisions(within, step, back=back),
        of=of,
    )


def _changes(within: Understood, step: Step, *, back: bool) -> tuple[BoxChange, ...]:
    changes: list[BoxChange] = []
    for position, before, after in step.edits:
        old, new = (after, before) if back else (before, after)
        changes += net_changes(within.accounts[position], old, new, within.rights)
    return tuple(changes)


def _decisions(within: Understood, step: Step, *, back: bool) -> tuple[DecisionChange, ...]:
    changes = []
    for position, before, after in step.decisions:
        old, new = (after, before) if back else (before, after)
        account = within.accounts[position]
        changes.append(
            DecisionChange(*account.key, old.reason if old else None, new.reason if new else None)
        )
    return tuple(changes)
