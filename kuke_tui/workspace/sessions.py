"""What is kept in the state folder: a session is one journal, named by its export's hash."""

import contextlib
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError, decoding
from kuke_tui.workspace.journal_file import look_into, reported
from kuke_tui.workspace.kept_work import KeptWork, read_works

_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Session:
    """One journal at a glance. ``in_use`` and ``damaged`` ones tell no more than their name.

    ``files`` are the places where this content was opened, the latest first, ``time`` (ISO 8601,
    UTC) when it was worked on, or else opened, last, ``steps`` how many steps are in force.
    """

    id: str
    path: Path
    files: tuple[str, ...] = ()
    time: str = ""
    steps: int = 0
    in_use: bool = False
    damaged: bool = False

    @property
    def sha256(self) -> str:
        """The hash of the export's content."""
        return self.path.stem


def sessions_folder() -> Path:
    """Return the folder of the journals, in the user's state folder. It may not exist yet."""
    from platformdirs import user_state_path

    return user_state_path("kuke-tui", appauthor=False) / "sessions"


def list_sessions(folder: Path) -> tuple[Session, ...]:
    """List the sessions kept, the one worked on last first. Raises ``JournalError``."""
    with reported():
        found = [_glance(path) for path in sorted(folder.glob("*.sqlite"))]
    return tuple(sorted(found, key=lambda session: session.time, reverse=True))


def sessions_named(sessions: tuple[Session, ...], prefix: str) -> tuple[Session, ...]:
    """Find the sessions whose hash begins so."""
    return tuple(each for each in sessions if each.sha256.startswith(prefix.lower()))


def delete_session(session: Session) -> None:
    """Delete a session for good: the work kept and the trail of what was done.

    Raises ``JournalTakenError`` where a program has it open, and ``JournalError``.
    """
    with reported(), contextlib.closing(sqlite3.connect(session.path, timeout=0.1)) as connection:
        try:
            # With the lock held no program can be in the middle of opening it.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            pass  # not a database any more, so that nobody can have it open as one
        if sys.platform != "win32":
            _remove(session.path)
            return
    with reported():
        _remove(session.path)  # Windows removes no open file


def earlier_works(folder: Path, file: Path, sha256: str) -> tuple[KeptWork, ...]:
    """Find work in force on other contents of the same file, latest first.

    Journals in use or damaged are passed over. Raises ``JournalError``.
    """
    wanted = str(file.resolve())
    works: list[KeptWork] = []
    for session in list_sessions(folder):
        if session.steps and wanted in session.files and session.sha256 != sha256:
            with contextlib.suppress(JournalError, JournalTakenError):
                works += kept_works(session)
    return tuple(sorted(works, key=lambda work: work.time, reverse=True))


def kept_works(session: Session) -> tuple[KeptWork, ...]:
    """Read the work in force by name. Raises ``JournalError``, ``JournalTakenError``."""
    with reported(), contextlib.closing(look_into(session.path)) as connection:
        return tuple(read_works(connection, session.sha256))


def _glance(path: Path) -> Session:
    name = path.stem[:_ID_LENGTH]
    try:
        with reported(), contextlib.closing(look_into(path)) as connection:
            files = connection.execute("SELECT file, opened FROM files ORDER BY opened DESC")
            places = files.fetchall()
            steps = connection.execute("SELECT coalesce(sum(position), 0) FROM imports").fetchone()
            worked = connection.execute("SELECT max(time) FROM trail").fetchone()
        with decoding():
            return Session(
                name,
                path,
                files=tuple(str(file) for file, _opened in places),
                time=str(worked[0] or max((opened for _, opened in places), default="")),
                steps=int(steps[0]),
            )
    except JournalTakenError:
        return Session(name, path, in_use=True)
    except JournalError:
        return Session(name, path, damaged=True)


def _remove(path: Path) -> None:
    # Last the journal itself: a log without it would be taken for the log of the next one.
    for suffix in ("-wal", "-shm", ""):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
