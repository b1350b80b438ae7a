"""The exports opened lately, kept in the platform's folder for such things."""

from contextlib import suppress
from pathlib import Path

_MOST = 8
_OWNER_ONLY_FOLDER = 0o700


class RecentFiles:
    """A short list of paths, the latest first. What can't be read or written is as if empty.

    The paths may name people and companies, so that only their owner can read the list.
    """

    def __init__(self, store: Path) -> None:
        self._store = store

    def paths(self) -> list[Path]:
        """List the files that are still there."""
        return [path for path in self._read() if path.is_file()]

    def add(self, path: Path) -> None:
        """Put a file first."""
        import json

        from kuke_tui.sheets.errors import SheetError
        from kuke_tui.sheets.saving.private import write_private

        absolute = path.absolute()
        kept = [absolute, *(other for other in self._read() if other != absolute)][:_MOST]
        text = json.dumps([str(each) for each in kept], ensure_ascii=False, indent=1)
        with suppress(OSError, SheetError):
            self._store.parent.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            write_private(self._store, text.encode(errors="surrogatepass"), force=True)

    def _read(self) -> list[Path]:
        import json

        try:
            stored = json.loads(self._store.read_text(encoding="utf-8", errors="surrogatepass"))
        except (OSError, ValueError):
            return []
        if not isinstance(stored, list):
            return []
        return [Path(item) for item in stored if isinstance(item, str)][:_MOST]


def default_store() -> Path:
    """Say where the list is kept for this person."""
    from platformdirs import user_state_path

    return user_state_path("kuke-tui", appauthor=False) / "recent.json"
