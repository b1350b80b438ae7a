"""What stands in for a journal where there is none."""

from collections.abc import Mapping

from kuke_tui.domain.boxes import Boxes
from kuke_tui.workspace.journal_errors import JournalTakenError
from kuke_tui.workspace.steps import Step


class NoJournal:
    """A recorder that keeps nothing: the person knows, and works on without a safety net."""

    def step(self, position: int, step: Step) -> None:
        """Keep nothing."""

    def move(self, position: int, new_position: int) -> None:
        """Keep nothing."""

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        """Keep nothing."""


class ReadOnly:
    """A recorder that refuses every change, because another program holds the journal.

    Its methods raise ``JournalTakenError``.
    """

    def step(self, position: int, step: Step) -> None:  # noqa: ARG002 - as recorders are called
        """Refuse a step."""
        raise JournalTakenError("read-only")

    def move(self, position: int, new_position: int) -> None:  # noqa: ARG002 - as recorders are called
        """Refuse an undo or a redo."""
        raise JournalTakenError("read-only")

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        """Refuse nothing: what was saved is saved."""
