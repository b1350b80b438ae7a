"""The audit trail of a session as csv and JSON: who did what, when, and against which file."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import StringIO

from kuke_tui.exchange import shapes
from kuke_tui.exchange.change_list_file import change_json
from kuke_tui.exchange.json_text import json_pieces
from kuke_tui.exchange.shapes import DecisionMade
from kuke_tui.messages.csv_text import harmless
from kuke_tui.workspace.journal_file import look_into, reported
from kuke_tui.workspace.sessions import Session
from kuke_tui.workspace.trail import DecisionChange, TrailEntry, read_trail

_HEADER = (
    "number", "time", "user", "action", "of", "kind", "note",
    "client", "login", "policy", "right", "box", "before", "after",
    "saved_file", "saved_sha256", "export_sha256",
)  # fmt: skip
_NOTHING = ("",) * 7


def session_trail(session: Session) -> tuple[TrailEntry, ...]:
    """Read the whole trail of a session, oldest first.

    Raises ``JournalTakenError`` while a program has it open, ``JournalError`` where it can't be
    read.
    """
    with reported(), closing(look_into(session.path)) as connection:
        return tuple(read_trail(connection))


def trail_csv(entries: Iterable[TrailEntry], sha256: str) -> Iterator[str]:
    """Give a trail as csv in pieces: a line for each box or decision that an entry changed.

    ``sha256`` is the hash of the export worked on. Semicolons stand between the fields; a box is
    ``true``, ``false`` or empty where it could not be read, a decision has the box ``decision`` and
    the written reasons. A text that a spreadsheet would take for a formula gets an apostrophe
    before it.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(_HEADER)
    for entry in entries:
        start = (entry.number, entry.time, entry.user, entry.action, entry.of or "")
        kind = (entry.kind or "", entry.note)
        saved = (entry.file, entry.sha256, sha256)
        for changed in _changed(entry):
            fields = (*start, *kind, *changed, *saved)
            writer.writerow([harmless(str(field)) for field in fields])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def trail_json(entries: Iterable[TrailEntry], sha256: str) -> Iterator[str]:
    """Give a trail as JSON in pieces: an entry to a line, with all that it changed in it."""
    return json_pieces({"export": {"sha256": sha256}, "trail": map(_entry_json, entries)})


def decision_json(decision: DecisionChange) -> DecisionMade:
    """Tell a decision, before and after."""
    return {
        "client": decision.client,
        "login": decision.login,
        "from": decision.before,
        "to": decision.after,
    }


def _changed(entry: TrailEntry) -> Iterator[tuple[str, ...]]:
    for change in entry.changes:
        yield (*change.cell_key, change.box.code, _box(change.before), _box(change.after))
    for decision in entry.decisions:
        before, after = decision.before or "", decision.after or ""
        yield (decision.client, decision.login, "", "", "decision", before, after)
    if not (entry.changes or entry.decisions):
        yield _NOTHING


def _box(ticked: bool | None) -> str:
    return "" if ticked is None else str(ticked).lower()


def _entry_json(entry: TrailEntry) -> shapes.TrailEntry:
    return {
        "number": entry.number,
        "time": entry.time,
        "user": entry.user,
        "action": entry.action.value,
        "of": entry.of,
        "kind": entry.kind,
        "note": entry.note,
        "changes": [change_json(change) for change in entry.changes],
        "decisions": list(map(decision_json, entry.decisions)),
        "saved": {"file": entry.file, "sha256": entry.sha256} if entry.sha256 else None,
    }
