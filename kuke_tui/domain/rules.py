"""The rules of migration: will this account move, and every reason why or why not.

Source: KUKE, "Zasady migracji kont do Portalu Klienta"; each code names its slide below.
"""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes, Shape, bits
from kuke_tui.domain.export import Role
from kuke_tui.domain.reading import Reading


class Verdict(StrEnum):
    """Will the account migrate? The values are the badges, the same in every language."""

    TAK = "TAK"
    NIE = "NIE"
    UNKNOWN = "?"


class ReasonCode(StrEnum):
    """One cause of a verdict, in the order in which reasons are told."""

    ADMINISTRATOR = "administrator"
    """TAK: administrators move by themselves (slide on administrators)."""
    UNIFORM_CHANGES = "uniform_changes"
    """TAK: a user whom no reason below concerns (example 1)."""
    NO_ACCESS = "no_access"
    """NIE: no box ticked anywhere (slide on conditions)."""
    VIEW_ONLY = "view_only"
    """NIE: a right held with view somewhere and with change nowhere (example 2)."""
    MISSING_POLICIES = "missing_policies"
    """NIE: a policy with no box ticked while another has some (example 3)."""
    UNEVEN_RIGHTS = "uneven_rights"
    """NIE: a right's boxes differ between two policies that both have some (example 4)."""
    CHANGE_WITHOUT_VIEW = "change_without_view"
    """NIE: change ticked where view is not (slide on conditions: both are asked for)."""
    UNREADABLE = "unreadable"
    """?: the role or a cell could not be read, or two rows contradict each other."""


class Reason(NamedTuple):
    """One cause: its code, the right (its position in the export, or None) and the policies.

    ``policies`` is a mask with one bit per policy of the client: those where the right is held
    (view_only), that are missing (missing_policies), that are compared (uneven_rights: all with
    some box ticked), where it happens (change_without_view, unreadable).
    """

    code: ReasonCode
    right: int | None = None
    policies: int = 0


class Assessment(NamedTuple):
    """A verdict and all its reasons."""

    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> frozenset[ReasonCode]:
        """The codes, each once."""
        return frozenset(reason.code for reason in self.reasons)


_ADMINISTRATOR = Assessment(Verdict.TAK, (Reason(ReasonCode.ADMINISTRATOR),))
_UNIFORM = Assessment(Verdict.TAK, (Reason(ReasonCode.UNIFORM_CHANGES),))
_NO_ACCESS = Assessment(Verdict.NIE, (Reason(ReasonCode.NO_ACCESS),))
_ROLE_UNREADABLE = Assessment(Verdict.UNKNOWN, (Reason(ReasonCode.UNREADABLE),))


@lru_cache(maxsize=1 << 14)
def assess(role: Role | None, boxes: Boxes, shape: Shape, reading: Reading) -> Assessment:
    """Judge one account against all policies of its client.

    Where cells are unreadable the verdict is unknown, and beside ``unreadable`` stand exactly
    those reasons that hold whatever the unreadable cells say. An unreadable role leaves open
    whether any other reason matters, so it is told with the unreadable cells alone. The same boxes
    stand in account after account: what was judged lately is remembered.
    """
    view, change, unreadable = boxes
    if role is Role.ADMINISTRATOR:
        return _ADMINISTRATOR
    if unreadable == 0 and role is not None:
        if uniform_with_changes(boxes, shape, reading):
            return _UNIFORM
        if view == 0 == change:
            return _NO_ACCESS
    elif role is None and unreadable == 0:
        return _ROLE_UNREADABLE
    reasons: list[Reason] = []
    if role is not None:
        reasons += _reasons_for_nie(boxes, shape, reading)
    if unreadable or role is None:
        if role is None:
            reasons.append(Reason(ReasonCode.UNREADABLE))
        reasons += (
            Reason(ReasonCode.UNREADABLE, right, shape.policies_of_column(unreadable, right))
            for right in range(shape.rights)
            if unreadable & shape.columns[right]
        )
        return Assessment(Verdict.UNKNOWN, tuple(reasons))
    return Assessment(Verdict.NIE, tuple(reasons))


def uniform_with_changes(boxes: Boxes, shape: Shape, reading: Reading) -> bool:
    """Say whether a user's boxes are what the migration asks for, without telling reasons."""
    view, change, unreadable = boxes
    row = change & shape.row
    if not row or unreadable or row * shape.first_column != change:
        return False
    if view == change:
        return True
    view_row = view & shape.row
    whole = view_row * shape.first_column == view and not row & ~view_row
    return whole and reading is Reading.LENIENT


def _reasons_for_nie(boxes: Boxes, shape: Shape, reading: Reading) -> list[Reason]:
    view, change, unreadable = boxes
    held = view | change
    if not held:
        return []
    known = ~unreadable
    present_cells = shape.rows_in(held)
    empty_cells = shape.all_cells & ~(
        shape.rows_in(held | unreadable) if unreadable else present_cells
    )
    present = shape.policies_in(held)
    only_view_counts = reading is Reading.STRICT or not (change | unreadable)
    view_only: list[Reason] = []
    uneven: list[Reason] = []
    without_view: list[Reason] = []
    for right, column in enumerate(shape.columns):
        here = held & column
        if not here:
            continue
        if only_view_counts and not (change | unreadable) & column:
            view_only.append(
                Reason(ReasonCode.VIEW_ONLY, right, shape.policies_of_column(here, right))
            )
        compared = column & present_cells & known
        if (view & compared) not in (0, compared) or (change & compared) not in (0, compared):
            policies = shape.policies_of_column(compared, right) if unreadable else present
            uneven.append(Reason(ReasonCode.UNEVEN_RIGHTS, right, policies))
        if change & ~view & column:
            bare = shape.policies_of_column(change & ~view, right)
            without_view.append(Reason(ReasonCode.CHANGE_WITHOUT_VIEW, right, bare))
    empty = shape.policies_in(empty_cells)
    missing = [Reason(ReasonCode.MISSING_POLICIES, None, empty)] if empty else []
    return [*view_only, *missing, *uneven, *without_view]


def breaking_cells(boxes: Boxes, shape: Shape, assessment: Assessment) -> int:
    """Mask of the cells that a person should look at to understand the verdict.

    For an uneven right these are the cells that differ from its commonest level (all of them
    where two levels are equally common), so that the eye is led to the odd ones out.
    """
    cells = 0
    for reason in assessment.reasons:
        if reason.code is ReasonCode.MISSING_POLICIES:
            cells |= shape.cells_of_policies(reason.policies)
        elif reason.code is ReasonCode.NO_ACCESS:
            cells |= shape.all_cells
        elif reason.code is ReasonCode.UNEVEN_RIGHTS and reason.right is not None:
            cells |= _odd_ones_out(boxes, _spread(shape, reason.right, reason.policies))
        elif reason.right is not None:
            cells |= _spread(shape, reason.right, reason.policies)
    return cells


@lru_cache(maxsize=8192)
def _spread(shape: Shape, right: int, policies: int) -> int:
    cells = 0
    for policy in bits(policies):
        cells |= shape.cell(policy, right)
    return cells


def _odd_ones_out(boxes: Boxes, cells: int) -> int:
    groups = (
        cells & boxes.view & boxes.change,
        cells & boxes.view & ~boxes.change,
        cells & boxes.change & ~boxes.view,
        cells & ~(boxes.view | boxes.change),
    )
    sizes = [group.bit_count() for group in groups]
    largest = max(sizes)
    if sizes.count(largest) > 1:
        return cells
    return cells & ~groups[sizes.index(largest)]
