"""The journal: every step is on disk before the screen shows it, so that a kill loses nothing.

One SQLite file per content of an export (its SHA-256), in a folder that only its owner can read.
A second program on the same export finds it taken and opens read-only; a killed program's lock
goes with it. What was done is told in the trail, which only grows.
"""

import contextlib
import getpass
import json
import os
import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Export
from kuke_tui.workspace.fingerprint import fingerprint_of
from kuke_tui.workspace.journal_errors import JournalError, decoding
from kuke_tui.workspace.journal_file import (
    hold,
    journal_path,
    make_private_folder,
    reported,
    transaction,
    write_fact,
)
from kuke_tui.workspace.kept_work import KeptWork, Understood, read_answered, read_works
from kuke_tui.workspace.saved_files import remember_saved
from kuke_tui.workspace.step_json import (
    boxes_to_json,
    states_from_json,
    states_to_json,
    step_to_json,
)
from kuke_tui.workspace.steps import Step
from kuke_tui.workspace.trail import TrailEntry, read_trail


@dataclass(frozen=True, slots=True)
class Kept:
    """What a journal holds: the steps, how many are in force, and the screen's own state.

    ``saved`` are the changed accounts' boxes, by position, as they stand in a saved file; None
    where nothing was saved.
    """

    steps: tuple[Step, ...]
    position: int
    view: dict[str, Any]
    saved: Mapping[int, Boxes] | None = None


class Journal:
    """The record of the work on one export; a ``Recorder`` for the workspace.

    Raises ``JournalTakenError`` where another program holds it and ``JournalError`` where it can't
    be used; so does every method but ``close``, having changed nothing.
    """

    def __init__(self, folder: Path, export: Export, path: Path) -> None:
        self.folder = folder
        self.export = export
        self.file = path.resolve()
        self.path = journal_path(folder, export.source.sha256)
        self._user = _user()
        with reported():
            make_private_folder(folder)
        self._connection = hold(self.path)
        try:
            with reported():
                self._import = self._opened()
                rows = self._run("SELECT position FROM accounts WHERE import = ?", self._import)
                self._known = {position for (position,) in rows}
                rows = self._run("SELECT client FROM clients WHERE import = ?", self._import)
                self._known_clients = {client for (client,) in rows}
        except BaseException:
            self._connection.close()
            raise

    def kept(self) -> Kept | None:
        """Return the work kept from before, or None where there is none."""
        with reported():
            rows = self._run(
                "SELECT detail FROM steps JOIN trail ON number = trail"
                " WHERE steps.import = ? ORDER BY position",
                self._import,
            )
            texts = [text for (text,) in rows]
            position, saved, view = self._run(
                "SELECT position, saved, view FROM imports WHERE number = ?", self._import
            ).fetchone()
        within = Understood(self.export.rights, dict(enumerate(self.export.accounts)))
        steps = tuple(map(within.step, texts))
        with decoding():
            kept = Kept(
                steps,
                int(position),
                dict(json.loads(view)),
                None if saved is None else states_from_json(saved),
            )
        _check(kept, self.export)
        return kept if steps or kept.view else None

    def works_otherwise(self) -> tuple[KeptWork, ...]:
        """Return the work done on this content while it was understood in another way."""
        with reported():
            works = read_works(self._connection, self.path.stem)
            return tuple(work for work in works if work.number != self._import)

    def step(self, position: int, step: Step) -> None:
        """Record a step made after ``position`` others."""
        with transaction(self._connection):
            new = self._remember_accounts(step)
            self._run(
                "DELETE FROM steps WHERE import = ? AND position >= ?", self._import, position
            )
            number = self._tell("step", step_to_json(step))
            self._run("INSERT INTO steps VALUES (?, ?, ?)", self._import, position, number)
            self._set("position", position + 1)
        self._known |= new
        self._known_clients |= {self.export.accounts[account].client.key for account in new}

    def move(self, position: int, new_position: int) -> None:
        """Record an undo or a redo."""
        with transaction(self._connection):
            row = self._run(
                "SELECT trail FROM steps WHERE import = ? AND position = ?",
                self._import,
                min(position, new_position),
            ).fetchone()
            if row is None:
                raise JournalError("damaged: the step is not there")
            self._set("position", new_position)
            self._tell("undo" if new_position < position else "redo", json.dumps({"step": row[0]}))

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        """Record that a file holds the export with these accounts changed."""
        with transaction(self._connection):
            self._set("saved", states_to_json(changed))
            self._tell("saved", json.dumps({"file": path, "sha256": sha256}))
        remember_saved(self.folder, Path(path), sha256)

    def keep_view(self, view: dict[str, Any]) -> None:
        """Keep the screen's own state (filter, sort, cursor), a JSON object."""
        with transaction(self._connection):
            self._set("view", json.dumps(view))

    def forget(self) -> None:
        """Give up the work kept: the steps go, the trail stays and says so."""
        with transaction(self._connection):
            self._run("DELETE FROM steps WHERE import = ?", self._import)
            for column, value in (("position", 0), ("saved", None), ("view", "{}")):
                self._set(column, value)
            self._tell("forgotten", "{}")

    def answered(self) -> frozenset[str]:
        """Return the ids of the works whose offer was answered while this export was open."""
        with reported():
            return read_answered(self._connection)

    def answer(self, work: str) -> None:
        """Record that the offer of this work was answered, so that it is not repeated."""
        with transaction(self._connection):
            ids = read_answered(self._connection) | {work}
            write_fact(self._connection, "answered", sorted(ids))

    def trail(self) -> tuple[TrailEntry, ...]:
        """Tell all that was ever done to this content, in order."""
        with reported():
            return tuple(read_trail(self._connection))

    def close(self) -> None:
        """Let the export go. A journal in which nothing was done is removed."""
        is_blank = False
        with contextlib.suppress(sqlite3.Error, OSError):
            is_blank = self._is_blank()
            # So that a look into the file in passing writes nothing beside it.
            self._run("PRAGMA journal_mode=DELETE")
            if is_blank and sys.platform != "win32":
                self.path.unlink()
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        if is_blank and sys.platform == "win32":  # which removes no open file
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _is_blank(self) -> bool:
        views = self._run("SELECT count(*) FROM imports WHERE view <> '{}'").fetchone()[0]
        return not views and self._run("SELECT max(number) FROM trail").fetchone()[0] is None

    def _opened(self) -> int:
        """Note the export as open; return the number of this way to understand it."""
        fingerprint = fingerprint_of(self.export)
        with transaction(self._connection):
            self._run("INSERT OR REPLACE INTO files VALUES (?, ?)", str(self.file), _now())
            self._run(
                "INSERT OR IGNORE INTO imports (fingerprint, rights) VALUES (?, ?)",
                fingerprint,
                json.dumps(self.export.rights),
            )
            row = self._run("SELECT number FROM imports WHERE fingerprint = ?", fingerprint)
            return int(row.fetchone()[0])

    def _remember_accounts(self, step: Step) -> set[int]:
        """Write down who stands at the positions of a step, for when the export is gone."""
        touched = {edit.account for edit in step.edits} | {edit.account for edit in step.decisions}
        new = touched - self._known
        accounts = [(position, self.export.accounts[position]) for position in sorted(new)]
        clients = {account.client.key: account.client for _position, account in accounts}
        self._connection.executemany(
            "INSERT INTO clients VALUES (?, ?, ?)",
            [
                (self._import, key, json.dumps(client.policies))
                for key, client in clients.items()
                if key not in self._known_clients
            ],
        )
        self._connection.executemany(
            "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    self._import,
                    position,
                    account.client.key,
                    account.login,
                    account.name,
                    boxes_to_json(account.boxes),
                )
                for position, account in accounts
            ],
        )
        return new

    def _tell(self, action: str, detail: str) -> int | None:
        return self._run(
            "INSERT INTO trail (time, user, import, action, detail) VALUES (?, ?, ?, ?, ?)",
            _now(),
            self._user,
            self._import,
            action,
            detail,
        ).lastrowid

    def _set(self, column: str, value: object) -> None:
        self._run(f"UPDATE imports SET {column} = ? WHERE number = ?", value, self._import)  # noqa: S608 - our own words

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)


def _check(kept: Kept, export: Export) -> None:
    """Make sure that all follows from each other. Raises :class:`JournalError`."""
    states: dict[int, Boxes] = {}
    if not 0 <= kept.position <= len(kept.steps):
        raise JournalError("damaged: the position is beyond the steps")
    for step in kept.steps:
        for account, before, after in step.edits:
            if states.get(account, export.accounts[account].boxes) != before:
                raise JournalError("damaged: the steps do not follow from each other")
            states[account] = after


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _user() -> str:
    """Name the user as the system knows it: a variable of the environment can say anything."""
    with contextlib.suppress(ImportError, KeyError):
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""
