"""Work read from a journal by name, so that it can be held against another export."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client
from kuke_tui.workspace.journal_file import read_fact
from kuke_tui.workspace.step_json import boxes_from_json, step_from_json
from kuke_tui.workspace.steps import Decision


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


def read_works(connection: sqlite3.Connection, sha256: str) -> Iterator[KeptWork]:
    """Yield the works of a journal that have steps in force, the one worked on last first."""
    answered = frozenset(read_fact(connection, "answered", []))
    files = connection.execute("SELECT file FROM files ORDER BY opened DESC LIMIT 1").fetchone()
    rows = connection.execute(
        "SELECT imports.number, rights, position, max(trail.number), max(time)"
        " FROM imports JOIN trail ON trail.import = imports.number WHERE position > 0"
        " GROUP BY imports.number ORDER BY max(trail.number) DESC"
    ).fetchall()
    for number, rights, position, last, time in rows:
        accounts = dict(read_accounts(connection, number))
        boxes: dict[int, Boxes] = {}
        decisions: dict[int, Decision | None] = {}
        steps = connection.execute(
            "SELECT detail FROM steps JOIN trail ON number = trail"
            " WHERE steps.import = ? AND position < ? ORDER BY position",
            (number, position),
        )
        for (text,) in steps:
            step = step_from_json(text)
            boxes.update((edit.account, edit.after) for edit in step.edits)
            decisions.update((edit.account, edit.after) for edit in step.decisions)
        yield KeptWork(
            id=f"{sha256}/{number}/{last}",
            number=number,
            file=str(files[0]) if files else "",
            time=time,
            rights=tuple(json.loads(rights)),
            edited=tuple(
                (accounts[at], boxes[at]) for at in sorted(boxes) if boxes[at] != accounts[at].boxes
            ),
            decisions=tuple(
                (accounts[at], decision) for at, decision in sorted(decisions.items()) if decision
            ),
            answered=answered,
        )


def read_accounts(connection: sqlite3.Connection, number: int) -> Iterator[tuple[int, Account]]:
    """Yield the accounts ever touched, as loaded, with their positions in the export."""
    clients = {
        key: Client(key, tuple(json.loads(policies)))
        for key, policies in connection.execute(
            "SELECT client, policies FROM clients WHERE import = ?", (number,)
        )
    }
    for position, client, login, name, loaded in connection.execute(
        "SELECT position, client, login, name, loaded FROM accounts WHERE import = ?", (number,)
    ):
        yield position, Account(clients[client], login, name, boxes=boxes_from_json(loaded))
