"""The lines of the matrix as text: a pure function of what is in view."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache

from kuke_tui.domain.boxes import Level
from kuke_tui.i18n import _, pgettext
from kuke_tui.tui.matrix.cell_drawing import CellPainter, Glyphs, Look
from kuke_tui.tui.matrix.geometry import GUTTER, Geometry
from kuke_tui.tui.matrix.headings import cut, headings
from kuke_tui.tui.matrix.picture import Picture, RowState
from kuke_tui.tui.matrix.position import Position, Rectangle


@dataclass(frozen=True)
class View:
    """Everything that decides what the lines look like.

    ``policies`` and ``rights`` are the names as displayed; ``rows`` the positions of the policies
    shown; ``first_row`` and ``first_right`` how many of them are scrolled away.
    """

    picture: Picture
    policies: tuple[str, ...]
    rights: tuple[str, ...]
    rows: tuple[int, ...]
    geometry: Geometry
    position: Position
    selection: Rectangle | None
    first_row: int
    first_right: int

    @cached_property
    def breaking_rights(self) -> int:
        """One bit for each right that breaks a rule on some policy."""
        return self.picture.shape.rights_in(self.picture.breaking)

    @cached_property
    def _breaking_throughout(self) -> int:
        """One bit for each right that breaks a rule on every policy."""
        shape = self.picture.shape
        common = shape.row
        for policy in range(shape.policies):
            common &= shape.row_bits(self.picture.breaking, policy)
        return common

    def row_is_marked(self, state: RowState) -> bool:
        """Whether a policy breaks a rule that not every policy breaks in the same right."""
        return bool(state.breaking & ~self._breaking_throughout)

    @property
    def rights_in_sight(self) -> range:
        """The rights that are in the window as a whole."""
        return range(self.first_right, self.first_right + self.geometry.whole_rights)


class LinePainter:
    """Draws the lines of a view in one set of styles.

    ``styles`` are those of ``CellPainter`` and ``heading``, ``heading-current``, ``name`` and
    ``name-current``.
    """

    def __init__(self, glyphs: Glyphs, styles: Mapping[str, Style], geometry: Geometry) -> None:
        self._glyphs = glyphs
        self._styles = styles
        self._cell = CellPainter(glyphs, styles, geometry.cell, geometry.box)
        self._drawn: LRUCache[object, list[Segment]] = LRUCache(1024)

    def line(self, view: View, y: int) -> list[Segment]:
        """Draw the line ``y`` of the window, in full or shorter than it."""
        if not (view.rows and view.rights):
            return self._sentence(view) if y == 1 else []
        if y < view.geometry.header:
            return self._heading(view, y)
        index = y - view.geometry.header + view.first_row
        return self._row(view, index) if index < len(view.rows) else []

    def _sentence(self, view: View) -> list[Segment]:
        if not view.policies:
            text = _("This client has no policies in the export.")
        elif not view.rights:
            text = _("The export names no rights.")
        else:
            text = _("No policy matches the filter. Esc shows all.")
        return [Segment(f" {text}", self._styles["cell"])]

    def _heading(self, view: View, y: int) -> list[Segment]:
        geometry = view.geometry
        base = self._styles["cell"] + self._styles["heading"]
        current = base + self._styles["heading-current"]
        names = headings(view.rights, geometry.cell - 1, geometry.header - 1, self._glyphs.ellipsis)
        letters = _letters(geometry) if y == geometry.header - 1 else None
        segments = [Segment(_corner(view, y), base)]
        for right in view.rights_in_sight:
            style = current if right == view.position.right else base
            if letters is None:
                text = set_cell_size(names[right][y], geometry.cell - 1)
                segments.append(Segment(f" {text}", style))
            else:
                segments.append(self._mark(bool(view.breaking_rights >> right & 1), style))
                segments.append(Segment(letters, style))
        return segments

    def _row(self, view: View, index: int) -> list[Segment]:
        geometry, glyphs = view.geometry, self._glyphs
        policy = view.rows[index]
        state = view.picture.row(policy)
        on_row = index == view.position.row
        style = self._styles["cell"] + self._styles["name"]
        if on_row:
            style += self._styles["name-current"]
        width = geometry.names - GUTTER - 1
        name = set_cell_size(cut(view.policies[policy], width, glyphs.ellipsis), width)
        segments = [
            Segment(glyphs.pointer if on_row else " ", style),
            self._mark(view.row_is_marked(state), style),
            Segment(f"{name} ", style),
        ]
        return segments + self._cells(view, index, state)

    def _cells(self, view: View, index: int, state: RowState) -> list[Segment]:
        """Draw the cells of a row; rows that look alike are drawn once.

        Neighbours of one style become one segment: Textual's work grows with their number.
        """
        cursor = view.position if index == view.position.row else None
        ranged = view.selection if view.selection and index in view.selection.rows else None
        key = state, cursor, ranged, view.first_right
        cells = self._drawn.get(key)
        if cells is None:
            segments: list[Segment] = []
            for right in view.rights_in_sight:
                segments += self._cell(_look(view, state, index, right))
            cells = list(Segment.simplify(segments))
            self._drawn.set(key, cells)
        return cells

    def _mark(self, breaking: bool, style: Style) -> Segment:
        if breaking:
            return Segment(self._glyphs.breaking, style + self._styles["mark"])
        return Segment(" ", style)


def _letters(geometry: Geometry) -> str:
    view = pgettext("letter above the view boxes", "V")
    change = pgettext("letter above the change boxes", "C")
    text = f" {view}  {change}" if geometry.roomy else f" {view}{change}"
    return text.ljust(geometry.cell - 1)


def _corner(view: View, y: int) -> str:
    geometry = view.geometry
    before = view.first_right
    beyond = geometry.rights - before - geometry.whole_rights
    text = ""
    if y == geometry.header - 1:
        text = " " * GUTTER + cut(_("policy"), geometry.names - GUTTER - 1)
    elif y == 0 and (before or beyond > 0):
        left = f"<{before}" if before else ""
        right = f"{beyond}>" if beyond > 0 else ""
        text = " " + left + right.rjust(geometry.names - 2 - len(left))
    return set_cell_size(text, geometry.names)


def _look(view: View, state: RowState, index: int, right: int) -> Look:
    level = Level(state.view >> right & 1 | (state.change >> right & 1) << 1)
    on_row = index == view.position.row
    return Look(
        Level.UNREADABLE if state.unreadable >> right & 1 else level,
        bool(state.breaking >> right & 1),
        bool(state.changed >> right & 1),
        bool(state.locked >> right & 1),
        view.selection is not None and view.selection.contains(index, right),
        on_row,
        view.position.box if on_row and right == view.position.right else None,
    )
