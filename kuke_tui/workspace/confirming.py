"""Whether a file may confirm a plan, asked before it is held against one."""

from pathlib import Path

from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.export import Export
from kuke_tui.domain.verification import Verification, known_not_to_be_fresh, verify
from kuke_tui.workspace.saved_files import was_saved


def verify_unless_saved_here(plan: ChangeList, export: Export, sessions: Path) -> Verification:
    """Hold an export against a plan; one that the program made or knew already confirms nothing.

    ``sessions`` is the folder of the journals. Raises ``JournalError`` where it can't be read.
    """
    sha256 = export.source.sha256
    saved = was_saved(sessions, sha256)
    return verify(plan, export, known_not_to_be_fresh(plan, sha256, saved=saved))
