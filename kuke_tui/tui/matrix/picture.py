"""What the matrix shows of one account, as a value."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes, Shape, shape_of
from kuke_tui.domain.rules import breaking_cells
from kuke_tui.workspace.workspace import Workspace


class RowState(NamedTuple):
    """The cells of one policy: masks with one bit per right."""

    view: int
    change: int
    unreadable: int
    breaking: int
    changed: int
    locked: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An account's names and boxes, and masks of the cells that are marked."""

    policies: tuple[str, ...]
    rights: tuple[str, ...]
    boxes: Boxes
    breaking: int
    changed: int
    locked: int
    shape: Shape = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Find the shape once: every line that is painted asks for it."""
        object.__setattr__(self, "shape", shape_of(len(self.policies), len(self.rights)))

    def unmarked(self) -> "Picture":
        """Return the same boxes without any mark."""
        return replace(self, breaking=0, changed=0, locked=0)

    def row(self, policy: int) -> RowState:
        """Return the cells of one policy."""
        masks = (*self.boxes, self.breaking, self.changed, self.locked)
        return RowState(*self.shape.row_bits_of_each(masks, policy))


def picture_of(workspace: Workspace, account: int) -> Picture:
    """Take the picture of an account as edited."""
    changed = workspace.changed_cells(account)
    return picture_with(workspace, account, workspace.boxes(account), changed)


def picture_with(workspace: Workspace, account: int, boxes: Boxes, marked: int) -> Picture:
    """Picture an account as if it had these boxes; cells in ``marked`` show as changed."""
    subject = workspace.account(account)
    shape = workspace.export.shape(subject)
    assessment = workspace.assessment_of(account, boxes)
    return Picture(
        subject.client.policies,
        workspace.export.rights,
        boxes,
        breaking_cells(boxes, shape, assessment),
        marked,
        workspace.locked_cells(account),
    )
