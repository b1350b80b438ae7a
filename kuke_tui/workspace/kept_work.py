"""Work read from a journal by name, so that it can be held against another export."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes, shape_of
from kuke_tui.domain.export import Account, Client
from kuke_tui.workspace.journal_errors import JournalError, decoding
from kuke_tui.workspace.journal_file import read_fact
from kuke_tui.workspace.step_json import boxes_from_json, step_from_json
from kuke_tui.workspace.steps import Decision, Step


@dataclass(frozen=True, slots=True)
class KeptWork:
    """The steps in force of one journal, told by account.

    ``number`` is that of the way its content was understood, ``time`` (ISO 8601, UTC) when it was
    worked on last. ``edited`` are accounts as loaded and the boxes they were given, ``decisions``
    accounts left behind on purpose, ``answered`` the ids of works that were offered meanwhile and
    taken over or declined.
    """

    id: str
    number: int
    file: str
    time: str
    rights: tuple[str, ...]
    edited: tuple[tuple[Account, Boxes], ...]
    decisions: tuple[tuple[Account, Decision], ...]
    answered: frozenset[str] = frozenset()


class Understood(NamedTuple):
    """One way in which a content was understood, as far as it was worked on.

    ``accounts`` are those ever touched, as loaded, by their positions in the export.
    """

    rights: tuple[str, ...]
    accounts: Mapping[int, Account]

    def step(self, text: str) -> Step:
        """Read a step made in it. Raises ``JournalError``, too, where it speaks of other cells."""
        step = step_from_json(text)
        for position, before, after in step.edits:
            account = self.accounts.get(position)
            if account is None or not _speaks_of(account, self.rights, before, after):
                raise JournalError("damaged: a step speaks of cells that there are not")
        if any(edit.account not in self.accounts for edit in step.decisions):
            raise JournalError("damaged: a step speaks of an account that there is not")
        return step


def read_works(connection: sqlite3.Connection, sha256: str) -> Iterator[KeptWork]:
    """Yield the works of a journal that have steps in force, the one worked on last first.

    Raises ``JournalError`` where it is damaged.
    """
    answered = read_answered(connection)
    files = connection.execute("SELECT file FROM files ORDER BY opened DESC LIMIT 1").fetchone()
    rows = connection.execute(
        "SELECT imports.number, rights, position, max(trail.number), max(time)"
        " FROM imports JOIN trail ON trail.import = imports.number WHERE position > 0"
        " GROUP BY imports.number ORDER BY max(trail.number) DESC"
    ).fetchall()
    for number, rights, position, last, time in rows:
        within = read_understood(connection, number, rights)
        accounts = within.accounts
        boxes: dict[int, Boxes] = {}
        decisions: dict[int, Decision | None] = {}
        steps = connection.execute(
            "SELECT detail FROM steps JOIN trail ON number = trail"
            " WHERE steps.import = ? AND position < ? ORDER BY position",
            (number, position),
        )
        for (text,) in steps:
            step = within.step(text)
            boxes.update((edit.account, edit.after) for edit in step.edits)
            decisions.update((edit.account, edit.after) for edit in step.decisions)
        yield KeptWork(
            id=f"{sha256}/{number}/{last}",
            number=number,
            file=str(files[0]) if files else "",
            time=str(time),
            rights=within.rights,
            edited=tuple(
                (accounts[at], boxes[at]) for at in sorted(boxes) if boxes[at] != accounts[at].boxes
            ),
            decisions=tuple(
                (accounts[at], decision) for at, decision in sorted(decisions.items()) if decision
            ),
            answered=answered,
        )


@decoding()
def read_answered(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the works that were offered and answered. Raises ``JournalError``."""
    return frozenset(map(str, read_fact(connection, "answered", [])))


@decoding()
def read_understood(connection: sqlite3.Connection, number: int, rights: str) -> Understood:
    """Read by its number in which way a content was understood; ``rights`` are JSON.

    Raises ``JournalError`` where it is damaged.
    """
    names = tuple(map(str, json.loads(rights)))
    clients = {
        key: Client(key, tuple(map(str, json.loads(policies))))
        for key, policies in connection.execute(
            "SELECT client, policies FROM clients WHERE import = ?", (number,)
        )
    }
    accounts = {
        position: Account(clients[client], login, name, boxes=boxes_from_json(loaded))
        for position, client, login, name, loaded in connection.execute(
            "SELECT position, client, login, name, loaded FROM accounts WHERE import = ?", (number,)
        )
    }
    if not all(_speaks_of(account, names, account.boxes) for account in accounts.values()):
        raise JournalError("damaged: an account has cells that there are not")
    return Understood(names, accounts)


def _speaks_of(account: Account, rights: Sequence[str], *states: Boxes) -> bool:
    shape = shape_of(len(account.client.policies), len(rights))
    return all(map(shape.holds, states))
