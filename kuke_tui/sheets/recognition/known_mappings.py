"""Mappings that a person made before, kept by the header they were made for."""

import re
from pathlib import Path

from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.recognition.mapping import ColumnMapping, TableKind

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_OWNER_ONLY_FOLDER = 0o700


class KnownMappings:
    """A folder of mappings, readable by its owner only. What can't be read is as if unknown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, fingerprint: str) -> ColumnMapping | None:
        """Find the mapping made for a header."""
        if not _FINGERPRINT.fullmatch(fingerprint):
            return None
        path = self._folder / f"{fingerprint}.toml"
        if not path.is_file():
            return None
        from kuke_tui.sheets.recognition.mapping_file import load_mapping

        try:
            return load_mapping(path)
        except SheetError:
            return None

    def remember(self, mapping: ColumnMapping) -> bool:
        """Keep a mapping for files with the same header; say whether that could be done.

        One without a header can't be known again and is not kept.
        """
        if not all(table.header_row for table in mapping.of_kind(TableKind.PERMISSIONS)):
            return False
        from kuke_tui.sheets.recognition.mapping_file import dump_mapping
        from kuke_tui.sheets.saving.private import write_private

        try:
            self._folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            path = self._folder / f"{mapping.fingerprint}.toml"
            write_private(path, dump_mapping(mapping).encode(), force=True)
        except (OSError, SheetError):
            return False
        return True


def default_folder() -> Path:
    """Say where mappings are kept for this person."""
    from platformdirs import user_data_path

    return user_data_path("kuke-tui", appauthor=False) / "columns"
