"""The decisions kept for an export, read by name without taking its journal."""

from contextlib import closing
from pathlib import Path

from kuke_tui.domain.export import AccountKey, Export
from kuke_tui.workspace.fingerprint import fingerprint_of
from kuke_tui.workspace.journal_file import journal_path, look_into, reported
from kuke_tui.workspace.kept_work import read_works


def reasons_kept(folder: Path, export: Export) -> dict[AccountKey, str]:
    """Return the written reason for each account left behind in the work kept on this export.

    Raises ``JournalTakenError`` while a program has it open, ``JournalError`` where it can't be
    read.
    """
    sha256 = export.source.sha256
    path = journal_path(folder, sha256)
    with reported():
        if not path.exists():
            return {}
        with closing(look_into(path)) as connection:
            row = connection.execute(
                "SELECT number FROM imports WHERE fingerprint = ?", (fingerprint_of(export),)
            ).fetchone()
            number = row[0] if row else None
            return {
                account.key: decision.reason
                for work in read_works(connection, sha256)
                if work.number == number
                for account, decision in work.decisions
            }
