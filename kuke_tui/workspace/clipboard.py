"""Cells copied in one place of the matrix, to be put down in another policy or account."""

from collections.abc import Sequence
from dataclasses import dataclass

from kuke_tui.domain.boxes import Boxes, Level, Shape, level_at, with_level


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells: a row for each policy copied, each a level for each right."""

    levels: tuple[tuple[Level, ...], ...]

    @property
    def policies(self) -> int:
        """How many policies it is high."""
        return len(self.levels)

    @property
    def rights(self) -> int:
        """How many rights it is wide."""
        return len(self.levels[0])


class Clipboard:
    """Holds the block last copied, while the person goes from account to account."""

    def __init__(self) -> None:
        self.block: Block | None = None


def copied(boxes: Boxes, shape: Shape, policies: Sequence[int], rights: Sequence[int]) -> Block:
    """Take the cells where these policies and rights cross, in this order; neither is empty."""
    return Block(
        tuple(
            tuple(level_at(boxes, shape.cell(policy, right)) for right in rights)
            for policy in policies
        )
    )


def pasted(
    boxes: Boxes, shape: Shape, block: Block, policies: Sequence[int], rights: Sequence[int]
) -> Boxes:
    """Put a block down where these policies and rights cross, again and again where it is smaller.

    A cell that was unreadable when copied leaves what is there.
    """
    cells = dict.fromkeys(Level, 0)
    for i, policy in enumerate(policies):
        levels = block.levels[i % block.policies]
        for j, right in enumerate(rights):
            cells[levels[j % block.rights]] |= shape.cell(policy, right)
    for level, mask in cells.items():
        if level is not Level.UNREADABLE:
            boxes = with_level(boxes, mask, level)
    return boxes
