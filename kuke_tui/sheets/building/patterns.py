"""What the permission cells of a row say together; the same few patterns stand in row after row."""

from collections.abc import Sequence

from kuke_tui.domain.boxes import Level
from kuke_tui.sheets.building.places import Slot
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text


class Pattern:
    """The boxes of one row, a bit per right (one bit in long tables).

    Where a row is of one box, both are set when that one is ticked.
    ``bad`` are the slots that could not be read; their rights are ``unreadable``.
    """

    __slots__ = ("bad", "change", "number", "says_something", "unreadable", "view")

    def __init__(self, number: int, boxes: tuple[int, int, int], bad: tuple[int, ...]) -> None:
        self.number = number
        self.view, self.change, self.unreadable = boxes
        self.bad = bad
        self.says_something = any(boxes)


class Patterns(dict[tuple[Value, ...], Pattern]):
    """Patterns by the values of the slots, worked out when first met.

    Values that Python holds equal (1 and True) are read alike in all columns of boxes, and told
    apart in no column of levels.
    """

    def __init__(self, slots: Sequence[Slot], values: ValueMeanings) -> None:
        super().__init__()
        self._slots = slots
        self._values = values

    def __missing__(self, key: tuple[Value, ...]) -> Pattern:
        view = change = unreadable = 0
        bad: list[int] = []
        for at, (slot, value) in enumerate(zip(self._slots, key, strict=False)):
            bit = 1 << max(slot.right, 0)
            level = self._level(slot.meaning, value)
            if level is None:
                unreadable |= bit
                bad.append(at)
            else:
                view |= bit if level.view else 0
                change |= bit if level.change else 0
        known = ~unreadable
        pattern = Pattern(len(self), (view & known, change & known, unreadable), tuple(bad))
        self[key] = pattern
        return pattern

    def _level(self, meaning: Meaning, value: Value) -> Level | None:
        if value is None:
            return Level.NONE
        if meaning is Meaning.LEVEL:
            return self._values.level(value)
        if meaning is Meaning.BOX:
            if not value_text(value):
                return Level.NONE
            return None if self._values.which_box(value) is None else Level.CHANGE
        ticked = self._values.box(value)
        if not ticked:
            return None if ticked is None else Level.NONE
        if meaning is Meaning.TICK:
            return Level.CHANGE
        return Level.VIEW if meaning is Meaning.VIEW else Level.CHANGE_ONLY
