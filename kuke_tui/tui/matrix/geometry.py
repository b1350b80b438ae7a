"""Where things stand in the matrix: widths, what is in sight, what is under the mouse."""

from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Box

GUTTER = 2
"""Columns before a policy's name: the cursor's pointer and the mark of a broken rule."""
_ROOMY, _COMPACT, _WIDEST = 9, 7, 20
_LEAST_NAME = 6


class Geometry(NamedTuple):
    """The measures of a matrix in a window of ``width`` x ``height`` character cells."""

    width: int
    height: int
    names: int
    """Width of the frozen column: gutter, name and a gap."""
    cell: int
    """Width of one right's column."""
    header: int
    """Frozen lines on top: the rights' names, then the letters of the boxes."""
    rights: int
    rows: int

    @property
    def roomy(self) -> bool:
        """Whether each box has brackets of its own: ``[x][ ]``, and not ``[x ]``."""
        return self.cell >= _ROOMY

    @property
    def box(self) -> int:
        """Width of one box."""
        return 3 if self.roomy else 2

    @property
    def whole_rights(self) -> int:
        """How many rights fit beside the names, at least one."""
        return max(1, min(self.rights, (self.width - self.names) // self.cell))

    @property
    def whole_rows(self) -> int:
        """How many policies fit below the header, at least one."""
        return max(1, self.height - self.header)

    @property
    def virtual_width(self) -> int:
        """Width to scroll over, such that scrolling ends on a whole right."""
        return self.width + (self.rights - self.whole_rights) * self.cell

    @property
    def virtual_height(self) -> int:
        """Height to scroll over."""
        return self.header + self.rows


def fitted(
    width: int, height: int, longest_policy: int, longest_right: int, rights: int, rows: int
) -> Geometry:
    """Choose the measures: roomy boxes where all rights fit with them, compact ones otherwise.

    ``longest_policy`` and ``longest_right`` are widths of names in character cells.
    """
    names = GUTTER + max(_LEAST_NAME, min(longest_policy, width // 4)) + 1
    share = (width - names) // max(rights, 1)
    least = _ROOMY if share >= _ROOMY else _COMPACT
    cell = max(least, min(share, longest_right + 2, _WIDEST))
    name_lines = 1 if longest_right < cell else 2
    if longest_right >= 2 * cell and height >= 14:
        name_lines = 3
    if height < 7:
        name_lines = 1
    return Geometry(width, height, names, cell, name_lines + 1, rights, rows)


class Part(StrEnum):
    """What a point of the matrix belongs to."""

    BOX = "box"
    CELL = "cell"
    """Beside the boxes of a cell."""
    POLICY = "policy"
    RIGHT = "right"
    CORNER = "corner"
    NOTHING = "nothing"


class Target(NamedTuple):
    """What is under the mouse: its row and right where it has them."""

    part: Part
    row: int = 0
    right: int = 0
    box: Box = Box.VIEW


def target_at(geometry: Geometry, x: int, y: int, first_row: int, first_right: int) -> Target:
    """Say what stands at a point of the window, with so many rows and rights scrolled away."""
    right, offset = divmod(x - geometry.names, geometry.cell)
    right += first_right
    row = y - geometry.header + first_row
    if x >= geometry.names and right >= first_right + geometry.whole_rights:
        return Target(Part.NOTHING)
    if y < geometry.header:
        return Target(Part.CORNER) if x < geometry.names else Target(Part.RIGHT, right=right)
    if not 0 <= row < geometry.rows:
        return Target(Part.NOTHING)
    if x < geometry.names:
        return Target(Part.POLICY, row)
    box = Box.VIEW if offset <= geometry.box else Box.CHANGE
    on_box = 1 <= offset <= 2 * geometry.box
    return Target(Part.BOX if on_box else Part.CELL, row, right, box)


def first_to_show(first: int, whole: int, wanted: int, total: int) -> int:
    """Scroll as little as needed for ``wanted`` to be among the ``whole`` in sight."""
    if wanted < first:
        first = wanted
    elif wanted >= first + whole:
        first = wanted - whole + 1
    return max(0, min(first, total - whole))
