"""What an account of a sample shows: one case for each reason, and the boxes that make it so."""

from enum import Enum, auto

from kuke_tui.domain.boxes import NO_BOXES, Boxes, Level, Shape, with_level
from kuke_tui.sample.draw import Draw


class Case(Enum):
    """What is the matter with an account."""

    UNIFORM = auto()
    ADMINISTRATOR = auto()
    VIEW_ONLY = auto()
    VIEW_BESIDE_CHANGES = auto()
    """One right with view only beside others with changes: NIE by the strict reading only."""
    NO_ACCESS = auto()
    MISSING_POLICIES = auto()
    UNEVEN_RIGHTS = auto()
    CHANGE_WITHOUT_VIEW = auto()
    SEVERAL = auto()
    """Missing policies, an uneven right and a right with view only, all at once."""
    UNREADABLE_CELL = auto()
    UNREADABLE_ROLE = auto()


def boxes_of(case: Case, shape: Shape, draw: Draw) -> Boxes:
    """Draw boxes that show the case, or, where the shape is too small for it, a smaller one."""
    if case is Case.NO_ACCESS:
        return NO_BOXES
    rights = draw.some(draw.between((shape.rights + 1) // 2, shape.rights), shape.rights)
    held = sum(shape.columns[right] for right in rights)
    if case is Case.VIEW_ONLY:
        return Boxes(view=held)
    boxes = Boxes(held, held)
    right = draw.pick(rights)
    column = shape.columns[right]
    match case:
        case Case.VIEW_BESIDE_CHANGES:
            return with_level(boxes, column, Level.VIEW)
        case Case.MISSING_POLICIES:
            return with_level(boxes, _some_policies(shape, draw), Level.NONE)
        case Case.UNEVEN_RIGHTS:
            return with_level(boxes, column & _some_policies(shape, draw), Level.VIEW)
        case Case.CHANGE_WITHOUT_VIEW:
            return with_level(boxes, column & shape.row_of(0), Level.CHANGE_ONLY)
        case Case.SEVERAL:
            return _several(boxes, shape, rights)
        case Case.UNREADABLE_CELL:
            cell = shape.cell(draw.below(shape.policies), right)
            return with_level(boxes, cell, Level.UNREADABLE)
        case _:
            return boxes


def _several(boxes: Boxes, shape: Shape, rights: list[int]) -> Boxes:
    viewed = with_level(boxes, shape.columns[rights[-1]], Level.VIEW)
    uneven = with_level(viewed, shape.cell(0, rights[0]), Level.VIEW)
    if shape.policies == 1:
        return uneven
    return with_level(uneven, shape.row_of(shape.policies - 1), Level.NONE)


def _some_policies(shape: Shape, draw: Draw) -> int:
    """All cells of at least one policy, seldom of many, never of all."""
    most = max(1, shape.policies // 3)
    policies = draw.some(draw.between(1, most), shape.policies)
    return sum(shape.row_of(policy) for policy in policies)
