"""Completing a path as it is typed."""

import os
from collections.abc import Callable, Collection
from pathlib import Path

EXPORT_SUFFIXES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls", ".xlsb", ".ods"})
_MOST = 200


def completions(
    typed: str,
    suffixes: Collection[str] = EXPORT_SUFFIXES,
    is_left_out: Callable[[Path], bool] | None = None,
) -> list[str]:
    """List folders and files whose path begins as typed, folders first, none hidden.

    Files end in one of the ``suffixes`` (small letters), a folder in a separator; files that
    ``is_left_out`` are not listed. What can't be listed gives nothing.
    """
    folder, start = os.path.split(os.path.expanduser(typed))  # noqa: PTH111 - keeps what was typed
    shown_folder = os.path.split(typed)[0]
    folders: list[str] = []
    files: list[str] = []
    try:
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                name = entry.name
                hidden = name.startswith(".") and not start.startswith(".")
                if hidden or not name.lower().startswith(start.lower()):
                    continue
                path = os.path.join(shown_folder, name)  # noqa: PTH118 - keeps what was typed
                if entry.is_dir():
                    folders.append(path + os.sep)
                elif Path(name).suffix.lower() not in suffixes:
                    continue
                elif is_left_out is None or not is_left_out(Path(entry.path)):
                    files.append(path)
    except OSError:
        return []
    return (sorted(folders, key=str.lower) + sorted(files, key=str.lower))[:_MOST]


def typed_path(typed: str) -> Path | None:
    """Return the path that was typed, or pasted in quotes; None where there is none.

    ``~`` is the person's folder.
    """
    path = typed.strip().strip('"')
    return Path(os.path.expanduser(path)) if path else None  # noqa: PTH111 - never raises


def common_start(paths: list[str]) -> str:
    """Return what all paths begin with."""
    return os.path.commonprefix(paths)  # noqa: RUF071 - letters, not folders, are completed
