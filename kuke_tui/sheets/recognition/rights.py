"""Which columns of a wide table are rights, told by their names and by a sample of their values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kuke_tui.domain.boxes import Box, Level
from kuke_tui.sheets.grid import GridRow, Value
from kuke_tui.sheets.recognition.mapping import Column
from kuke_tui.sheets.recognition.names import (
    BoxHeader,
    Meaning,
    fold_name,
    is_never_a_right,
    split_box_header,
)
from kuke_tui.sheets.recognition.sampling import is_filled
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_MOSTLY = 0.5
_SOME = 0.2
_NEARLY_EMPTY = 2
_SHORT = 12
_NUMBER_OR_DATE = re.compile(r"[\d\s.,:/+\-T]*\d[\d\s.,:/+\-TZ%]*")
_BOX_MEANING = {Box.VIEW: Meaning.VIEW, Box.CHANGE: Meaning.CHANGE}


@dataclass(slots=True)
class _Evidence:
    """What a column's sampled values look like."""

    filled: int = 0
    levels: int = 0
    grants: int = 0
    boxes: int = 0
    ticks: int = 0
    numbers: int = 0
    longest: int = 0

    def share(self, count: int) -> float:
        return count / self.filled if self.filled else 0.0

    @property
    def is_numeric(self) -> bool:
        """Numbers and dates alone; zeros could as well be levels."""
        return 0 < self.filled == self.numbers and self.levels < self.filled


def right_columns(
    names: Sequence[str],
    assigned: Mapping[int, Meaning],
    rows: Sequence[GridRow],
    values: ValueMeanings,
) -> tuple[Column, ...]:
    """Choose the columns that hold permissions; ``assigned`` columns are spoken for.

    Two columns named for the boxes of one right come first; a column that has such a name but no
    partner counts where its values are ticks. Other columns count where most values are levels,
    and where few are but rights stand beside them: a right left out would change verdicts
    unseen, one too many is seen at once.
    """
    free = [at for at, name in enumerate(names) if name and at not in assigned]
    evidence = _weigh(free, rows, values)
    boxes = _box_columns(free, names, evidence)
    free = [at for at in free if at not in boxes and not is_never_a_right(names[at])]
    levels = _level_columns(free, names, evidence, boxes)
    return tuple(
        sorted(
            [*boxes.values(), *(Column(at, names[at], Meaning.LEVEL, names[at]) for at in levels)],
            key=lambda column: column.index,
        )
    )


def _weigh(
    columns: Iterable[int], rows: Sequence[GridRow], values: ValueMeanings
) -> dict[int, _Evidence]:
    evidence = {at: _Evidence() for at in columns}
    for at, found in evidence.items():
        counts: dict[Value, int] = {}
        for row in rows:
            if at < len(row.cells) and is_filled(value := row.cells[at]):
                counts[value] = counts.get(value, 0) + 1
        for value, count in counts.items():
            _count(found, value, count, values)
    return evidence


def _count(found: _Evidence, value: Value, count: int, values: ValueMeanings) -> None:
    text = value_text(value)
    level = values.level(value)
    found.filled += count
    found.levels += count if level is not None else 0
    found.grants += count if level not in (None, Level.NONE) else 0
    found.boxes += count if values.box(value) is not None else 0
    found.ticks += count if values.box(value) else 0
    found.numbers += count if _NUMBER_OR_DATE.fullmatch(text) else 0
    found.longest = max(found.longest, len(text))


def _box_columns(
    free: list[int], names: Sequence[str], evidence: Mapping[int, _Evidence]
) -> dict[int, Column]:
    parts = {at: part for at in free if (part := split_box_header(names[at]))}
    places: dict[tuple[str, Box], list[int]] = {}
    for at, part in parts.items():
        places.setdefault((fold_name(part.right), part.box), []).append(at)
    chosen: dict[int, Column] = {}
    shown: dict[str, str] = {}
    for at, part in parts.items():
        key = fold_name(part.right)
        partner = places.get((key, Box.CHANGE if part.box is Box.VIEW else Box.VIEW))
        if _is_box(part, evidence[at], has_partner=partner is not None):
            right = shown.setdefault(key, part.right)
            chosen[at] = Column(at, names[at], _BOX_MEANING[part.box], right)
    return chosen


def _is_box(part: BoxHeader, found: _Evidence, *, has_partner: bool) -> bool:
    ticks = found.share(found.boxes)
    if has_partner:
        return found.grants == 0 or ticks >= found.share(found.levels)
    return part.explicit and found.filled > 0 and ticks > _MOSTLY and found.grants == 0


def _level_columns(
    free: list[int],
    names: Sequence[str],
    evidence: Mapping[int, _Evidence],
    boxes: Mapping[int, Column],
) -> list[int]:
    sure = {at for at in free if _is_mostly_levels(evidence[at])}
    if not sure and not boxes:
        # Nothing reads as a level: columns of mere ticks are the best there is, and their cells
        # will be problems rather than permissions that nobody has.
        return [at for at in free if _is_mostly_ticks(evidence[at]) or not evidence[at].filled]
    if not sure:
        return []
    first, last = min(sure), max(sure)
    around = {*sure, *boxes}
    chosen = []
    for at in free:
        beside = {_neighbour(at, -1, names), _neighbour(at, 1, names)} & around
        if at in sure or _is_likely(evidence[at], inside=first < at < last, beside=bool(beside)):
            chosen.append(at)
            around.add(at)
    return chosen


def _neighbour(at: int, step: int, names: Sequence[str]) -> int:
    at += step
    while 0 <= at < len(names) and not names[at]:
        at += step
    return at


def _is_mostly_levels(found: _Evidence) -> bool:
    if not found.levels or found.is_numeric:
        return False
    if found.ticks and not found.grants and found.share(found.boxes) > 1 - _SOME:
        return False
    return found.share(found.levels) >= _MOSTLY


def _is_mostly_ticks(found: _Evidence) -> bool:
    return found.filled > 0 and found.share(found.boxes) > _MOSTLY


def _is_likely(found: _Evidence, *, inside: bool, beside: bool) -> bool:
    if found.is_numeric or not (inside or beside):
        return False
    if inside:
        return found.longest <= 2 * _SHORT
    if not found.filled or found.share(found.grants) >= _SOME:
        return True
    return found.filled <= _NEARLY_EMPTY and found.longest <= _SHORT and not found.numbers
