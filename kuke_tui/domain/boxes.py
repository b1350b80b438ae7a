"""The checkboxes of one account, as bit masks over its client's policies and the export's rights.

A cell is a (policy, right) pair and has two boxes, *view* and *change*. Cell ``(policy, right)``
is bit ``policy * rights + right`` of each mask, so a policy is a row of neighbouring bits and a
right is a column of bits ``rights`` apart. Masks make a verdict over 50,000 accounts a matter of
milliseconds, and an account's whole state three integers.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Level(IntEnum):
    """What the two boxes of one cell say together."""

    NONE = 0
    VIEW = 1
    CHANGE_ONLY = 2
    CHANGE = 3
    UNREADABLE = 4

    @property
    def view(self) -> bool:
        """Whether the view box is ticked."""
        return self in (Level.VIEW, Level.CHANGE)

    @property
    def change(self) -> bool:
        """Whether the change box is ticked."""
        return self in (Level.CHANGE_ONLY, Level.CHANGE)


class Box(IntEnum):
    """One of the two checkboxes of a cell."""

    VIEW = 1
    CHANGE = 2

    @property
    def code(self) -> Literal["view", "change"]:
        """The box's name in files."""
        return "view" if self is Box.VIEW else "change"

    @property
    def other(self) -> "Box":
        """The other checkbox of the cell."""
        return Box.CHANGE if self is Box.VIEW else Box.VIEW


class Boxes(NamedTuple):
    """The state of all cells of an account. A cell in ``unreadable`` has no bit in the others."""

    view: int = 0
    change: int = 0
    unreadable: int = 0


NO_BOXES = Boxes()


class Shape:
    """The masks of a client with ``policies`` policies in an export with ``rights`` rights.

    Use :func:`shape_of`, which makes each shape once.
    """

    __slots__ = ("all_cells", "columns", "first_column", "policies", "rights", "row")

    def __init__(self, policies: int, rights: int) -> None:
        self.policies = policies
        self.rights = rights
        self.row = (1 << rights) - 1
        """All rights of policy 0."""
        starts = (1 << (policy * rights) for policy in range(policies))
        self.first_column = sum(starts) if rights else 0
        """Right 0 on all policies. A row times this is the row on all policies."""
        self.columns = tuple(self.first_column << right for right in range(rights))
        self.all_cells = (1 << (policies * rights)) - 1

    def cell(self, policy: int, right: int) -> int:
        """Mask of one cell."""
        return 1 << (policy * self.rights + right)

    def holds(self, boxes: Boxes) -> bool:
        """Whether boxes say something of these cells alone."""
        view, change, unreadable = boxes
        return not (view | change | unreadable) & ~self.all_cells

    def place(self, position: int) -> tuple[int, int]:
        """Policy and right of the cell at a position that :func:`bits` yields."""
        return divmod(position, self.rights)

    def first_place(self, cells: int) -> tuple[int, int]:
        """Policy and right of the first of the cells; 0 and 0 where there is none."""
        return self.place((cells & -cells).bit_length() - 1) if cells else (0, 0)

    def row_of(self, policy: int) -> int:
        """Mask of one policy's cells."""
        return self.row << (policy * self.rights)

    def row_bits(self, cells: int, policy: int) -> int:
        """One bit per right, set where the cell of ``policy`` is in ``cells``."""
        return cells >> policy * self.rights & self.row

    def row_bits_of_each(self, masks: Iterable[int], policy: int) -> list[int]:
        """:meth:`row_bits` of several masks at once, fast enough for each line painted."""
        start, row = policy * self.rights, self.row
        return [mask >> start & row for mask in masks]

    def rights_in(self, cells: int) -> int:
        """Fold a mask of cells to one bit per right, set where it is on any policy."""
        folded = 0
        while cells:
            folded |= cells
            cells >>= self.rights
        return folded & self.row

    def policies_in(self, cells: int) -> int:
        """Fold a mask of cells to one bit per policy, set where any of its rights is."""
        return self._pack(self._folded(cells))

    def rows_in(self, cells: int) -> int:
        """All cells of each policy that has some cell in ``cells``."""
        return self._folded(cells) * self.row

    def policies_of_column(self, cells: int, right: int) -> int:
        """One bit per policy, set where the cell of ``right`` is in ``cells``."""
        return self._pack((cells >> right) & self.first_column)

    def cells_of_policies(self, policies: int) -> int:
        """All cells of the policies in a mask with one bit per policy."""
        cells = 0
        for policy in bits(policies):
            cells |= self.row << (policy * self.rights)
        return cells

    def _folded(self, cells: int) -> int:
        folded = cells
        for right in range(1, self.rights):
            folded |= cells >> right
        return folded & self.first_column

    def _pack(self, spread: int) -> int:
        # Every ``rights``-th digit, lowest first: many times faster than a loop over the bits.
        return int(bin(spread)[: 1 : -self.rights][::-1], 2) if spread else 0


@lru_cache(maxsize=4096)
def shape_of(policies: int, rights: int) -> Shape:
    """Return the one shape for these counts."""
    return Shape(policies, rights)


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of the bits set in ``mask``, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def chosen(items: Sequence[T], mask: int) -> list[T]:
    """Choose the items at the positions of the bits set in ``mask``."""
    if mask == (1 << len(items)) - 1:
        return list(items)
    return [item for item, digit in zip(items, bin(mask)[:1:-1], strict=False) if digit == "1"]


def level_at(boxes: Boxes, cell: int) -> Level:
    """Read one cell, given by its mask."""
    if boxes.unreadable & cell:
        return Level.UNREADABLE
    return Level((1 if boxes.view & cell else 0) | (2 if boxes.change & cell else 0))


def with_level(boxes: Boxes, cells: int, level: Level) -> Boxes:
    """Set all ``cells`` (a mask) to ``level``; what was unreadable there becomes known."""
    if level is Level.UNREADABLE:
        return Boxes(boxes.view & ~cells, boxes.change & ~cells, boxes.unreadable | cells)
    return Boxes(
        boxes.view | cells if level.view else boxes.view & ~cells,
        boxes.change | cells if level.change else boxes.change & ~cells,
        boxes.unreadable & ~cells,
    )


def blended(boxes: Boxes, other: Boxes, cells: int) -> Boxes:
    """Return ``boxes``, with ``cells`` (a mask) as they are in ``other``."""
    return Boxes(
        boxes.view & ~cells | other.view & cells,
        boxes.change & ~cells | other.change & cells,
        boxes.unreadable & ~cells | other.unreadable & cells,
    )


def carried_over(boxes: Boxes, before: Boxes, after: Boxes) -> Boxes:
    """Make in ``boxes`` every change that leads from ``before`` to ``after``, and no other."""
    return Boxes(
        *(
            now & ~(was ^ new) | new & (was ^ new)
            for now, was, new in zip(boxes, before, after, strict=True)
        )
    )


def toggled(boxes: Boxes, cell: int, box: Box) -> Boxes:
    """Toggle one box of one cell, as a person does with a key.

    Ticking *change* ticks *view* with it and clearing *view* clears *change* with it, because
    the migration asks for that pair. An unreadable cell becomes known, its other box cleared.
    """
    level = level_at(boxes, cell)
    if box is Box.VIEW:
        ticked = Level.CHANGE if level.change else Level.VIEW
        return with_level(boxes, cell, Level.NONE if level.view else ticked)
    cleared = Level.VIEW if level.view else Level.NONE
    return with_level(boxes, cell, cleared if level.change else Level.CHANGE)


def changed_cells(before: Boxes, after: Boxes) -> int:
    """Mask of the cells in which any box, or readability, differs."""
    return (
        (before.view ^ after.view)
        | (before.change ^ after.change)
        | (before.unreadable ^ after.unreadable)
    )


def changed_box_count(before: Boxes, after: Boxes) -> int:
    """How many checkboxes a person has to set to get from ``before`` to ``after``.

    A cell that could not be read counts for both its boxes: what stands in Ekstranet there is
    not known, so each must be looked at. This is the length of the list of net changes.
    """
    known = ~(before.unreadable | after.unreadable)
    clicks = ((before.view ^ after.view) & known).bit_count()
    clicks += ((before.change ^ after.change) & known).bit_count()
    return clicks + 2 * (before.unreadable & ~after.unreadable).bit_count()
