"""No test sees or touches what the person who runs it keeps."""

from pathlib import Path

from kuke_tui.settings.file import default_settings_file
from kuke_tui.sheets.recognition.known_mappings import default_folder
from kuke_tui.tui.recent import default_store
from kuke_tui.workspace.sessions import sessions_folder


def test_whatever_the_program_keeps_is_kept_in_a_folder_of_the_test(own_state: Path) -> None:
    for kept in (
        default_settings_file().path,
        default_folder(),
        default_store(),
        sessions_folder(),
    ):
        assert kept.is_relative_to(own_state)
