"""A matrix drawn as text: a line per policy, a word per right."""

from collections.abc import Callable

import pytest

from kuke_tui.domain.boxes import Boxes, Level, Shape, shape_of, with_level

LEVELS = {
    "-": Level.NONE,
    "P": Level.VIEW,
    "Z": Level.CHANGE_ONLY,
    "PZ": Level.CHANGE,
    "?": Level.UNREADABLE,
}


@pytest.fixture
def draw() -> Callable[[str], tuple[Boxes, Shape]]:
    """Read ``- P Z PZ ?``: none, view, change without view, both, unreadable."""

    def drawn(text: str) -> tuple[Boxes, Shape]:
        rows = [line.split() for line in text.strip().splitlines()]
        shape = shape_of(len(rows), len(rows[0]))
        boxes = Boxes()
        for policy, row in enumerate(rows):
            for right, word in enumerate(row):
                boxes = with_level(boxes, shape.cell(policy, right), LEVELS[word])
        return boxes, shape

    return drawn
