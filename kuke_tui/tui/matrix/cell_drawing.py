"""A cell of the matrix as text: two boxes between two marks.

``![x][ ]*`` where each box has brackets, ``![x ]*`` where room is short. The mark before the boxes
says that the cell breaks a rule, the one after them that it was changed or is locked. No mark
depends on colour.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from kuke_tui.domain.boxes import Box, Level


class Glyphs(NamedTuple):
    """The characters to draw with, each one character cell wide."""

    ticked: str
    changed: str
    pointer: str
    ellipsis: str
    breaking: str = "!"
    locked: str = "#"
    unreadable: str = "?"


UNICODE = Glyphs(ticked="✓", changed="•", pointer="▶", ellipsis="…")
ASCII = Glyphs(ticked="x", changed="*", pointer=">", ellipsis="~")


class Look(NamedTuple):
    """All that decides how one cell is drawn."""

    level: Level
    breaking: bool
    changed: bool
    locked: bool
    ranged: bool
    on_row: bool
    """Whether the cursor is on this policy."""
    cursor: Box | None


class CellPainter:
    """Draws cells in one set of styles, each look once.

    ``styles`` are named ``cell``, ``row``, ``breaking``, ``mark``, ``changed``,
    ``unreadable``, ``locked``, ``range``, ``cursor``; later ones of these lie over earlier ones.
    """

    def __init__(self, glyphs: Glyphs, styles: Mapping[str, Style], width: int, box: int) -> None:
        self._glyphs = glyphs
        self._styles = styles
        self._width = width
        self._box = box
        self._drawn: dict[Look, tuple[Segment, ...]] = {}

    def __call__(self, look: Look) -> tuple[Segment, ...]:
        """Return the cell's segments, as wide together as its column."""
        drawn = self._drawn.get(look)
        if drawn is None:
            drawn = self._drawn[look] = self._draw(look)
        return drawn

    def _draw(self, look: Look) -> tuple[Segment, ...]:
        base = self._base(look)
        glyphs, styles = self._glyphs, self._styles
        before = (" ", base)
        if look.breaking:
            before = (glyphs.breaking, base + styles["mark"])
        after = (" ", base)
        if look.locked:
            after = (glyphs.locked, base + styles["locked"])
        elif look.changed:
            after = (glyphs.changed, base + styles["changed"])
        boxes = [
            (text, self._box_style(look, base, box))
            for text, box in zip(self._box_texts(look), Box, strict=True)
        ]
        gap = " " * (self._width - 2 - 2 * self._box)
        outside = styles["row"] if look.on_row else styles["cell"]
        parts = (before, *boxes, after, (gap, styles["cell"] + outside))
        return tuple(Segment(text, style) for text, style in parts)

    def _base(self, look: Look) -> Style:
        styles = self._styles
        base = styles["cell"]
        if look.on_row:
            base += styles["row"]
        if look.breaking:
            base += styles["breaking"]
        if look.level is Level.UNREADABLE:
            base += styles["unreadable"]
        if look.ranged:
            base += styles["range"]
        return base

    def _box_style(self, look: Look, base: Style, box: Box) -> Style:
        return base + self._styles["cursor"] if look.cursor is box else base

    def _box_texts(self, look: Look) -> tuple[str, str]:
        glyphs = self._glyphs
        level = look.level
        view = glyphs.ticked if level.view else " "
        change = glyphs.ticked if level.change else " "
        if level is Level.UNREADABLE:
            view = change = glyphs.unreadable
        left, right = ("[", "]") if not look.locked else ("(", ")")
        if self._box == 3:
            return f"{left}{view}{right}", f"{left}{change}{right}"
        return f"{left}{view}", f"{change}{right}"
