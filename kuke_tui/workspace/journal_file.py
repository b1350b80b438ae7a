"""The file of a journal: SQLite, readable by its owner only, held by one program at a time."""

import contextlib
import errno
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kuke_tui.workspace.journal_errors import (
    JournalError,
    JournalFault,
    JournalTakenError,
    decoding,
)

FORMAT = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, opened TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS imports (
    number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, rights TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0, saved TEXT, view TEXT NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS clients (
    import INTEGER NOT NULL, client TEXT NOT NULL, policies TEXT NOT NULL,
    PRIMARY KEY (import, client)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS accounts (
    import INTEGER NOT NULL, position INTEGER NOT NULL, client TEXT NOT NULL, login TEXT NOT NULL,
    name TEXT NOT NULL, loaded TEXT NOT NULL, PRIMARY KEY (import, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS trail (
    number INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, user TEXT NOT NULL,
    import INTEGER NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS steps (
    import INTEGER NOT NULL, position INTEGER NOT NULL, trail INTEGER NOT NULL,
    PRIMARY KEY (import, position)) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS trail_is_kept BEFORE DELETE ON trail
    BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER IF NOT EXISTS trail_is_final BEFORE UPDATE ON trail
    BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
"""
"""``imports`` are the ways in which the one content was understood (another mapping of columns
gives other accounts), each with a history of its own. A step stands in the trail, for good;
``steps`` says which of them are the history.
"""
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SQLITE_FAULTS = {
    sqlite3.SQLITE_FULL: JournalFault.DISK_FULL,
    sqlite3.SQLITE_READONLY: JournalFault.NO_ACCESS,
    sqlite3.SQLITE_CANTOPEN: JournalFault.NO_ACCESS,
}
_SYSTEM_FAULTS = {
    errno.ENOSPC: JournalFault.DISK_FULL,
    errno.EDQUOT: JournalFault.DISK_FULL,
    errno.EACCES: JournalFault.NO_ACCESS,
    errno.EPERM: JournalFault.NO_ACCESS,
    errno.EROFS: JournalFault.NO_ACCESS,
}
_WAIT = 0.2
"""Seconds to wait for a program that looks into the file in passing."""


def journal_path(folder: Path, sha256: str) -> Path:
    """Where in the folder of the journals the one of a file's content lies."""
    return folder / f"{sha256}.sqlite"


def hold(path: Path) -> sqlite3.Connection:
    """Open a journal, made if need be, and keep every other program out while it is open.

    Raises :class:`JournalTakenError` and :class:`JournalError`.
    """
    with reported():
        _make_private_file(path)
        # Steps come from one thread at a time, though not always from the same one.
        connection = sqlite3.connect(
            path, isolation_level=None, timeout=_WAIT, check_same_thread=False
        )
        try:
            for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
                connection.execute(f"PRAGMA {pragma}")
            with transaction(connection):
                _make_tables(connection)
            # A program that deletes journals may have been quicker.
            path.stat()
        except BaseException:
            connection.close()
            raise
        return connection


def look_into(path: Path) -> sqlite3.Connection:
    """Open a journal to read it. The first statement raises where a program holds it."""
    if not path.exists():
        raise JournalError(f"{path.name} does not exist")
    return sqlite3.connect(path, isolation_level=None, timeout=_WAIT / 2)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do several things or none of them."""
    with reported():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def reported() -> Iterator[None]:
    """Turn what goes wrong with the file into a journal's errors.

    So does a text that can't be written to it: a lone surrogate, as a hostile export may hold.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        if code in _BUSY:
            raise JournalTakenError(str(error)) from error
        fault = _SQLITE_FAULTS.get(code, JournalFault.OTHER)
        raise JournalError(str(error), fault) from error
    except OSError as error:
        fault = _SYSTEM_FAULTS.get(error.errno or 0, JournalFault.OTHER)
        raise JournalError(str(error), fault) from error
    except (sqlite3.Error, UnicodeEncodeError) as error:
        raise JournalError(str(error)) from error


@decoding()
def read_fact(connection: sqlite3.Connection, name: str, otherwise: Any) -> Any:
    """Read one fact about the whole journal, a JSON value."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return otherwise if row is None else json.loads(row[0])


def write_fact(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Replace one fact about the whole journal."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _make_private_file(path: Path) -> None:
    """Make the file before SQLite does, whose other files take on its mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        # Never opened here: closing it would drop the locks that this process has on it.
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _make_tables(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables:
        found = read_fact(connection, "format", None)
        if found != FORMAT:
            raise JournalError(f"written by another version of the program (format {found})")
        return
    statement = ""
    for line in _SCHEMA.splitlines():
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    write_fact(connection, "format", FORMAT)
