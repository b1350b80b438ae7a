"""The lines of the matrix as text: a pure function of what is in view."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from kuke_tui.domain.boxes import Level
from kuke_tui.i18n import _, pgettext
from kuke_tui.tui.matrix.cell_drawing import CellPainter, Glyphs, Look
from kuke_tui.tui.matrix.geometry import GUTTER, Geometry
from kuke_tui.tui.matrix.headings import cut, headings
from kuke_tui.tui.matrix.picture import Picture, RowState
from kuke_tui.tui.matrix.position import Position, Rectangle

_KEPT = 1024
"""How many lines are kept in case that they are to be seen again."""


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


class _Heading(NamedTuple):
    """How a line above the policies looks."""

    y: int
    corner: str
    letters: str
    """Those of the boxes on the last line, none on the lines of names."""
    breaking: int
    current: int
    first_right: int


class _Row(NamedTuple):
    """How the line of a policy looks."""

    name: str
    state: RowState
    marked: bool
    cursor: Position | None
    ranged: range | None
    """The rights that the range covers on this line."""
    first_right: int


_LineLook = _Heading | _Row | str
"""A heading, a row, or a sentence in the place of them."""


class LinePainter:
    """Draws the lines of one account's views, whose names and measures are the same, in one set
    of styles.

    A line that looks the same is the same strip, so that nothing need be drawn twice, neither here
    nor by Textual, and two views differ where their strips do.

    ``styles`` are those of ``CellPainter`` and ``heading``, ``heading-current``, ``name`` and
    ``name-current``.
    """

    def __init__(self, glyphs: Glyphs, styles: Mapping[str, Style], geometry: Geometry) -> None:
        self._glyphs = glyphs
        self._styles = styles
        self._cell = CellPainter(glyphs, styles, geometry.cell, geometry.box)
        self._cells_drawn: LRUCache[object, list[Segment]] = LRUCache(_KEPT)
        self._drawn: LRUCache[_LineLook, Strip] = LRUCache(_KEPT)

    @property
    def filler(self) -> Style:
        """The style of what stands beside the lines."""
        return self._styles["cell"]

    def line(self, view: View, y: int) -> Strip:
        """Draw the line ``y`` of the window, as wide as the matrix."""
        look = _look_of_line(view, y)
        strip = self._drawn.get(look)
        if strip is None:
            segments = self._draw(view, look)
            strip = Strip(segments).adjust_cell_length(view.geometry.width, self.filler)
            self._drawn.set(look, strip)
        return strip

    def _draw(self, view: View, look: _LineLook) -> list[Segment]:
        match look:
            case _Heading():
                return self._heading(view, look)
            case _Row():
                return self._row(view, look)
            case sentence:
                return [Segment(sentence, self.filler)] if sentence else []

    def _heading(self, view: View, look: _Heading) -> list[Segment]:
        geometry = view.geometry
        base = self._styles["cell"] + self._styles["heading"]
        current = base + self._styles["heading-current"]
        names = headings(view.rights, geometry.cell - 1, geometry.header - 1, self._glyphs.ellipsis)
        segments = [Segment(look.corner, base)]
        for right in view.rights_in_sight:
            style = current if right == look.current else base
            if not look.letters:
                text = set_cell_size(names[right][look.y], geometry.cell - 1)
                segments.append(Segment(f" {text}", style))
            else:
                segments.append(self._mark(bool(look.breaking >> right & 1), style))
                segments.append(Segment(look.letters, style))
        return segments

    def _row(self, view: View, look: _Row) -> list[Segment]:
        glyphs, width = self._glyphs, view.geometry.names - GUTTER - 1
        style = self._styles["cell"] + self._styles["name"]
        if look.cursor:
            style += self._styles["name-current"]
        name = set_cell_size(cut(look.name, width, glyphs.ellipsis), width)
        segments = [
            Segment(glyphs.pointer if look.cursor else " ", style),
            self._mark(look.marked, style),
            Segment(f"{name} ", style),
        ]
        return segments + self._cells(view, look)

    def _cells(self, view: View, look: _Row) -> list[Segment]:
        """Draw the cells of a row; those of rows that look alike but for the name are drawn once.

        Neighbours of one style become one segment: Textual's work grows with their number.
        """
        key = look._replace(name="", marked=False)
        cells = self._cells_drawn.get(key)
        if cells is None:
            segments: list[Segment] = []
            for right in view.rights_in_sight:
                segments += self._cell(_look_of_cell(look, right))
            cells = list(Segment.simplify(segments))
            self._cells_drawn.set(key, cells)
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


def _look_of_line(view: View, y: int) -> _LineLook:
    if not (view.rows and view.rights):
        return f" {_why_empty(view)}" if y == 1 else ""
    geometry = view.geometry
    last = geometry.header - 1
    if y <= last:
        letters, breaking = (_letters(geometry), view.breaking_rights) if y == last else ("", 0)
        return _Heading(
            y, _corner(view, y), letters, breaking, view.position.right, view.first_right
        )
    index = y - geometry.header + view.first_row
    if index >= len(view.rows):
        return ""
    policy = view.rows[index]
    state = view.picture.row(policy)
    selection = view.selection
    return _Row(
        view.policies[policy],
        state,
        view.row_is_marked(state),
        view.position if index == view.position.row else None,
        selection.rights if selection and index in selection.rows else None,
        view.first_right,
    )


def _why_empty(view: View) -> str:
    if not view.policies:
        return _("This client has no policies in the export.")
    if not view.rights:
        return _("The export names no rights.")
    return _("No policy matches the filter. Esc shows all.")


def _look_of_cell(row: _Row, right: int) -> Look:
    state = row.state
    level = Level(state.view >> right & 1 | (state.change >> right & 1) << 1)
    return Look(
        Level.UNREADABLE if state.unreadable >> right & 1 else level,
        bool(state.breaking >> right & 1),
        bool(state.changed >> right & 1),
        bool(state.locked >> right & 1),
        row.ranged is not None and right in row.ranged,
        row.cursor is not None,
        row.cursor.box if row.cursor and right == row.cursor.right else None,
    )
