"""How a file spells what its permission cells say, so that a correction looks like the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kuke_tui.domain.boxes import Level
from kuke_tui.sheets.building.places import Origin
from kuke_tui.sheets.grid import CellError, Value
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings, fold_value

NewValue = str | bool | int | float | None
"""A cell's new content; None empties it."""

_LEVEL_STYLES: tuple[dict[Level, NewValue], ...] = (
    {Level.NONE: None, Level.VIEW: "P", Level.CHANGE: "Z"},
    {Level.NONE: "brak", Level.VIEW: "podgląd", Level.CHANGE: "zmiany"},
    {Level.NONE: "brak", Level.VIEW: "odczyt", Level.CHANGE: "edycja"},
    {Level.NONE: "none", Level.VIEW: "view", Level.CHANGE: "change"},
    {Level.NONE: "none", Level.VIEW: "read", Level.CHANGE: "write"},
    {Level.NONE: "none", Level.VIEW: "view", Level.CHANGE: "modify"},
    {Level.NONE: "none", Level.VIEW: "view", Level.CHANGE: "edit"},
)
_BOX_STYLES: tuple[dict[bool, NewValue], ...] = (
    {True: "tak", False: "nie"},
    {True: "prawda", False: "fałsz"},
    {True: "true", False: "false"},
    {True: "yes", False: "no"},
    {True: "t", False: "n"},
    {True: "y", False: "n"},
    {True: "1", False: "0"},
    {True: "on", False: "off"},
    {True: "☑", False: "☐"},
)
_PLAIN_TICKS = ("x", "✓", "✔", "✅", "√", "🗹")
_DEFAULT_TICK = "x"

State = Level | bool
"""What a cell says: a level, or whether a box is ticked."""


class Spelling:
    """The spellings of a file's permission columns, by slot, the commonest first.

    A column that never shows what is to be written takes the counterpart of what it does show
    (``NIE`` where it says ``TAK``), else what a sister column writes, else a plain default.
    """

    def __init__(self, origin: Origin, values: ValueMeanings) -> None:
        self._slots = origin.slots
        self._values = values
        self._seen: list[dict[State, Counter[Value]]] = [{} for _ in origin.slots]
        used = Counter(origin.records.patterns)
        for number, count in used.items():
            for slot, value in enumerate(origin.patterns[number]):
                state = self.read(slot, value)
                if state is not None:
                    counter = self._seen[slot].setdefault(state, Counter())
                    counter[_plain(value)] += count

    def read(self, slot: int, value: Value) -> State | None:
        """What a cell of a slot says; None where that can't be read."""
        if self._slots[slot].meaning is Meaning.LEVEL:
            return self._values.level(value)
        if self._slots[slot].meaning is Meaning.BOX:
            return self._values.which_box(value) is not None
        return self._values.box(value)

    def spell(self, slot: int, state: State) -> NewValue:
        """How a slot's column writes a state. Raises ``KeyError`` for one it has no word for."""
        for found in (
            self._own(slot, state),
            self._said(state),
            self._counterpart(slot, state),
            self._of_sisters(slot, state),
        ):
            if found:
                return found[0]
        if isinstance(state, Level):
            return _LEVEL_STYLES[0][state]
        return _DEFAULT_TICK if state else None

    def _own(self, slot: int, state: State) -> list[NewValue]:
        seen = self._seen[slot].get(state)
        return [_writable(seen.most_common(1)[0][0])] if seen else []

    def _said(self, state: State) -> list[NewValue]:
        """The words a person's mapping has for a state."""
        if isinstance(state, Level):
            return [word for word, level in self._values.levels.items() if level is state]
        return [word for word, ticked in self._values.boxes.items() if ticked is state]

    def _counterpart(self, slot: int, state: State) -> list[NewValue]:
        for value in self._commonest(slot):
            found = _counterpart(value, state)
            if found:
                return found
        return []

    def _commonest(self, slot: int) -> Iterator[Value]:
        total: Counter[Value] = Counter()
        for counter in self._seen[slot].values():
            total.update(counter)
        return (value for value, _count in total.most_common() if value is not None)

    def _of_sisters(self, slot: int, state: State) -> list[NewValue]:
        mine = self._slots[slot]
        sisters = [
            at
            for at, other in enumerate(self._slots)
            if at != slot and (other.meaning is Meaning.LEVEL) is (mine.meaning is Meaning.LEVEL)
        ]
        # The right's other box first.
        sisters.sort(key=lambda at: self._slots[at].right != mine.right)
        for look in (self._own, self._counterpart):
            for at in sisters:
                if found := look(at, state):
                    return found
        return []


def _plain(value: Value) -> Value:
    """A value as it would be written again: without spaces around, nothing for blank text."""
    return value.strip() or None if isinstance(value, str) else value


def _writable(value: Value) -> NewValue:
    if isinstance(value, CellError):
        return None
    return int(value) if isinstance(value, float) else value


def _counterpart(value: Value, state: State) -> list[NewValue]:
    if isinstance(value, bool):
        return [] if isinstance(state, Level) else [state]
    if isinstance(value, (int, float)):
        return [] if isinstance(state, Level) else [int(state)]
    if not isinstance(value, str):
        return []
    styles: Iterable[dict[State, NewValue]]
    styles = _LEVEL_STYLES if isinstance(state, Level) else _BOX_STYLES  # type: ignore[assignment]
    folded = fold_value(value)
    for style in styles:
        if state in style and any(
            isinstance(word, str) and fold_value(word) == folded for word in style.values()
        ):
            return [_in_case_of(value, style[state])]
    if not isinstance(state, Level) and not state and folded in _PLAIN_TICKS:
        return [None]
    return []


def _in_case_of(model: str, word: NewValue) -> NewValue:
    if not isinstance(word, str):
        return word
    if model.isupper():
        return word.upper()
    return word.capitalize() if model.istitle() else word.lower()
