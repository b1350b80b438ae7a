"""The exports opened lately, kept in the platform's folder for such things."""

import json
from pathlib import Path

_MOST = 8


class RecentFiles:
    """A short list of paths, the latest first. What can't be read or written is as if empty."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def paths(self) -> list[Path]:
        """List the files that are still there."""
        return [path for path in self._read() if path.is_file()]

    def add(self, path: Path) -> None:
        """Put a file first."""
        absolute = path.absolute()
        kept = [absolute, *(other for other in self._read() if other != absolute)][:_MOST]
        text = json.dumps([str(each) for each in kept], ensure_ascii=False, indent=1)
        try:
            self._store.parent.mkdir(parents=True, exist_ok=True)
            self._store.write_text(text, encoding="utf-8")
        except OSError:
            return

    def _read(self) -> list[Path]:
        try:
            stored = json.loads(self._store.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        if not isinstance(stored, list):
            return []
        return [Path(item) for item in stored if isinstance(item, str)][:_MOST]


def default_store() -> Path:
    """Say where the list is kept for this person."""
    from platformdirs import user_state_path

    return user_state_path("kuke-tui", appauthor=False) / "recent.json"
