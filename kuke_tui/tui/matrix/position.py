"""The cursor of the matrix and how it moves. Rows count the policies shown, not all there are."""

from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Box


class Position(NamedTuple):
    """A box: its row among the policies shown, its right, view or change."""

    row: int = 0
    right: int = 0
    box: Box = Box.VIEW


class Move(StrEnum):
    """A way to move the cursor."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT_RIGHT = "next_right"
    PREVIOUS_RIGHT = "previous_right"
    ROW_START = "row_start"
    ROW_END = "row_end"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"
    TOP = "top"
    BOTTOM = "bottom"


def moved(position: Position, move: Move, rows: int, rights: int, page: int) -> Position:
    """Move within ``rows`` x ``rights`` (each at least 1), ``page`` rows at a time for a page."""
    row, right, box = position
    last_row, last_right = rows - 1, rights - 1
    steps = {
        Move.UP: Position(row - 1, right, box),
        Move.DOWN: Position(row + 1, right, box),
        Move.LEFT: Position(row, right if box is Box.CHANGE else right - 1, box.other),
        Move.RIGHT: Position(row, right if box is Box.VIEW else right + 1, box.other),
        Move.NEXT_RIGHT: Position(row, right + 1, box),
        Move.PREVIOUS_RIGHT: Position(row, right - 1, box),
        Move.ROW_START: Position(row, 0, Box.VIEW),
        Move.ROW_END: Position(row, last_right, Box.CHANGE),
        Move.PAGE_UP: Position(row - page, right, box),
        Move.PAGE_DOWN: Position(row + page, right, box),
        Move.TOP: Position(0, 0, Box.VIEW),
        Move.BOTTOM: Position(last_row, last_right, Box.CHANGE),
    }
    new = steps[move]
    if not 0 <= new.right <= last_right:
        return position
    return new._replace(row=max(0, min(new.row, last_row)))


class Rectangle(NamedTuple):
    """Cells from one corner to the other, both included."""

    top: int
    left: int
    bottom: int
    right: int

    def contains(self, row: int, right: int) -> bool:
        """Whether a cell lies within."""
        return self.top <= row <= self.bottom and self.left <= right <= self.right

    @property
    def rows(self) -> range:
        """The rows within."""
        return range(self.top, self.bottom + 1)

    @property
    def rights(self) -> range:
        """The rights within."""
        return range(self.left, self.right + 1)


def spanned(one: Position, other: Position) -> Rectangle:
    """Return the rectangle between two corners."""
    return Rectangle(
        min(one.row, other.row),
        min(one.right, other.right),
        max(one.row, other.row),
        max(one.right, other.right),
    )
