"""A picture of the matrix to look at: it scrolls, but has no cursor and changes nothing."""

from typing import ClassVar

from rich.cells import cell_len
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kuke_tui.domain.boxes import Boxes, changed_cells
from kuke_tui.domain.rules import breaking_cells
from kuke_tui.messages.visible import visible
from kuke_tui.tui.matrix.cell_drawing import UNICODE, Glyphs
from kuke_tui.tui.matrix.geometry import first_to_show, fitted
from kuke_tui.tui.matrix.line_drawing import LinePainter, View
from kuke_tui.tui.matrix.picture import Picture
from kuke_tui.tui.matrix.position import Position
from kuke_tui.workspace.workspace import Workspace

_NOWHERE = Position(-1, -1)
_STYLES = (
    "cell",
    "row",
    "breaking",
    "mark",
    "changed",
    "unreadable",
    "locked",
    "range",
    "cursor",
    "heading",
    "heading-current",
    "name",
    "name-current",
)


class MatrixPreview(ScrollView, can_focus=True):
    """Shows the boxes of a picture, with the marks of the matrix itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"matrix--{name}" for name in _STYLES}

    def __init__(self, *, id: str, glyphs: Glyphs = UNICODE) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._glyphs = glyphs
        self._picture = Picture((), (), Boxes(), 0, 0, 0)
        self._geometry = fitted(0, 0, 0, 0, 0, 0)
        self._policies: tuple[str, ...] = ()
        self._rights: tuple[str, ...] = ()
        self._painter: LinePainter | None = None

    def show(self, picture: Picture) -> None:
        """Show another picture, the first cell that is marked as changed in sight."""
        self._picture = picture
        self._policies = tuple(visible(name) for name in picture.policies)
        self._rights = tuple(visible(name) for name in picture.rights)
        self._measure()
        self._show_first_change()

    def on_resize(self) -> None:
        """Measure anew."""
        self._measure()
        self._show_first_change()

    def notify_style_update(self) -> None:
        """Draw in the new colours."""
        super().notify_style_update()
        self._painter = None

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        if self._painter is None:
            styles = {
                name: self.get_component_rich_style(f"matrix--{name}", partial=name != "cell")
                for name in _STYLES
            }
            self._painter = LinePainter(self._glyphs, styles, self._geometry)
        x, first_row = self.scroll_offset
        view = View(
            self._picture,
            self._policies,
            self._rights,
            tuple(range(len(self._policies))),
            self._geometry,
            _NOWHERE,
            None,
            first_row,
            round(x / max(1, self._geometry.cell)),
        )
        filler = self.get_component_rich_style("matrix--cell")
        segments = self._painter.line(view, y)
        return Strip(segments).adjust_cell_length(self.size.width, filler).simplify()

    def action_scroll_right(self) -> None:
        """Scroll by a whole right."""
        self.scroll_relative(x=self._geometry.cell, animate=False)

    def action_scroll_left(self) -> None:
        """Scroll by a whole right."""
        self.scroll_relative(x=-self._geometry.cell, animate=False)

    def _show_first_change(self) -> None:
        changed, geometry = self._picture.changed, self._geometry
        if not changed or not geometry.height:
            return
        row, right = divmod((changed & -changed).bit_length() - 1, geometry.rights)
        x, first_row = self.scroll_offset
        first_right = round(x / geometry.cell)
        self.scroll_to(
            first_to_show(first_right, geometry.whole_rights, right, geometry.rights)
            * geometry.cell,
            first_to_show(first_row, geometry.whole_rows, row, geometry.rows),
            animate=False,
            force=True,
        )

    def _measure(self) -> None:
        size = self.scrollable_content_region.size
        self._geometry = fitted(
            size.width,
            size.height,
            max(map(cell_len, self._policies), default=0),
            max(map(cell_len, self._rights), default=0),
            len(self._rights),
            len(self._policies),
        )
        self._painter = None
        self.virtual_size = Size(self._geometry.virtual_width, self._geometry.virtual_height)
        self.refresh()


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


def before_and_after(workspace: Workspace, account: int, after: Boxes) -> tuple[Picture, Picture]:
    """Picture an account as it is and as it would be, the cells that differ marked in both."""
    before = workspace.boxes(account)
    differing = changed_cells(before, after)
    return (
        picture_with(workspace, account, before, differing),
        picture_with(workspace, account, after, differing),
    )
