"""Undo and redo without limit."""

from kuke_tui.workspace.steps import Step


class History:
    """The steps made so far, and how many of them are in force."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._position = 0

    @property
    def position(self) -> int:
        """How many steps are in force."""
        return self._position

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, those undone last."""
        return tuple(self._steps)

    @property
    def undoable(self) -> Step | None:
        """The step to be taken back next."""
        return self._steps[self._position - 1] if self._position else None

    @property
    def redoable(self) -> Step | None:
        """The step to be made again next."""
        return self._steps[self._position] if self._position < len(self._steps) else None

    def made(self, step: Step) -> None:
        """Add a step; what was undone before it is forgotten."""
        del self._steps[self._position :]
        self._steps.append(step)
        self._position += 1

    def move_to(self, position: int) -> None:
        """Take steps back, or make them again, until so many are in force."""
        self._position = position

    def restored(self, steps: tuple[Step, ...], position: int) -> None:
        """Take over a history kept elsewhere."""
        self._steps = list(steps)
        self._position = position
