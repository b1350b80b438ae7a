"""Which files the program saved: none of them is a fresh export of Ekstranet.

A file of its own beside the journals, since a journal is held by the window that saves, and its
work may be given up: one line of JSON for each file saved, added and never changed.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kuke_tui.workspace.journal_file import make_private_folder, reported

_NAME = "saved-files.jsonl"


class _SavedFile(NamedTuple):
    file: str
    sha256: str
    modified: int


def remember_saved(folder: Path, path: Path, sha256: str) -> None:
    """Note in the folder of the journals that a file was saved. Raises ``JournalError``."""
    with reported():
        place = path.resolve()
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "file": str(place),
            "sha256": sha256,
            "modified": place.stat().st_mtime_ns if place.exists() else 0,
        }
        make_private_folder(folder)
        handle = os.open(folder / _NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"{json.dumps(told)}\n".encode())
        finally:
            os.close(handle)


def was_saved(folder: Path, sha256: str) -> bool:
    """Say whether the program saved a file of this content. Raises ``JournalError``."""
    return any(saved.sha256 == sha256 for saved in _saved_files(folder))


def files_as_saved(folder: Path) -> frozenset[Path]:
    """Find the files that stand where the program saved them, untouched since.

    Raises ``JournalError``.
    """
    with reported():
        places = ((Path(saved.file), saved.modified) for saved in _saved_files(folder))
        return frozenset(
            path for path, when in places if path.exists() and path.stat().st_mtime_ns == when
        )


def _saved_files(folder: Path) -> Iterator[_SavedFile]:
    path = folder / _NAME
    with reported():
        lines = path.read_bytes().splitlines() if path.exists() else []
    for line in lines:
        try:
            told = json.loads(line)
            yield _SavedFile(str(told["file"]), str(told["sha256"]), int(told["modified"]))
        except (ValueError, LookupError, TypeError):
            continue  # half a line of a program that was killed
