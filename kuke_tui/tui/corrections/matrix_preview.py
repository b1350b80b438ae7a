"""A picture of the matrix to look at: it scrolls, but has no cursor and changes nothing."""

from textual.strip import Strip

from kuke_tui.domain.boxes import Boxes, changed_cells
from kuke_tui.tui.matrix.canvas import MatrixCanvas
from kuke_tui.tui.matrix.geometry import first_to_show
from kuke_tui.tui.matrix.line_drawing import View
from kuke_tui.tui.matrix.picture import Picture, picture_with
from kuke_tui.tui.matrix.position import Position
from kuke_tui.workspace.workspace import Workspace

_NOWHERE = Position(-1, -1)


class MatrixPreview(MatrixCanvas):
    """Shows the boxes of a picture, with the marks of the matrix itself."""

    def show(self, picture: Picture) -> None:
        """Show another picture, the first cell that is marked as changed in sight."""
        self._take(picture, tuple(range(len(picture.policies))))
        self._measure()
        self._show_first_change()

    def on_resize(self) -> None:
        """Measure anew."""
        self._measure()
        self._show_first_change()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        view = View(
            self._picture,
            self._policies,
            self._rights,
            self._rows,
            self._geometry,
            _NOWHERE,
            None,
            self._first_row,
            self._first_right,
        )
        painter = self._painter_now()
        line = painter.line(view, y).adjust_cell_length(self.size.width, painter.filler)
        return line.simplify()

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
        row, right = self._picture.shape.first_place(changed)
        self.scroll_to(
            first_to_show(self._first_right, geometry.whole_rights, right, geometry.rights)
            * geometry.cell,
            first_to_show(self._first_row, geometry.whole_rows, row, geometry.rows),
            animate=False,
            force=True,
        )

    def _measure(self) -> None:
        super()._measure()
        self.refresh()


def before_and_after(workspace: Workspace, account: int, after: Boxes) -> tuple[Picture, Picture]:
    """Picture an account as it is and as it would be, the cells that differ marked in both."""
    before = workspace.boxes(account)
    differing = changed_cells(before, after)
    return (
        picture_with(workspace, account, before, differing),
        picture_with(workspace, account, after, differing),
    )
