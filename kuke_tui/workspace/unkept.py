"""What stands in for a journal where there is none."""

import contextlib
from collections import deque
from collections.abc import Callable, Mapping

from kuke_tui.domain.boxes import Boxes
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.steps import Recorder, Step


class NoJournal:
    """A recorder that keeps nothing: the person knows, and works on without a safety net."""

    def step(self, position: int, step: Step) -> None:
        """Keep nothing."""

    def move(self, position: int, new_position: int) -> None:
        """Keep nothing."""

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        """Keep nothing."""


class Postponed:
    """A recorder for a journal that failed: what it refused is recorded once it works again.

    It never raises; ``behind`` says whether a crash would lose anything.
    """

    def __init__(self, journal: Recorder) -> None:
        self.journal = journal
        self._waiting: deque[Callable[[], None]] = deque()

    @property
    def behind(self) -> bool:
        """Whether anything waits to be recorded."""
        return bool(self._waiting)

    def step(self, position: int, step: Step) -> None:
        """Record a step, or have it wait."""
        self._record(lambda: self.journal.step(position, step))

    def move(self, position: int, new_position: int) -> None:
        """Record an undo or a redo, or have it wait."""
        self._record(lambda: self.journal.move(position, new_position))

    def saved(self, changed: Mapping[int, Boxes], path: str, sha256: str) -> None:
        """Record that a file was saved, or have it wait."""
        self._record(lambda: self.journal.saved(changed, path, sha256))

    def catch_up(self) -> None:
        """Record all that waits, in its order, as far as the journal takes it."""
        with contextlib.suppress(JournalError, JournalTakenError):
            while self._waiting:
                self._waiting[0]()
                self._waiting.popleft()

    def _record(self, call: Callable[[], None]) -> None:
        self._waiting.append(call)
        self.catch_up()


def is_unsafe(recorder: Recorder | None) -> bool:
    """Whether a crash would lose changes, because no journal holds all of them."""
    return isinstance(recorder, NoJournal) or (isinstance(recorder, Postponed) and recorder.behind)


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
