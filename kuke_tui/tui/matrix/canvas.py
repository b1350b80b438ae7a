"""What a matrix is drawn on, whether boxes are changed in it or only looked at."""

from typing import ClassVar

from rich.cells import cell_len
from textual.geometry import Size
from textual.scroll_view import ScrollView

from kuke_tui.domain.boxes import Boxes
from kuke_tui.messages.visible import visible
from kuke_tui.tui.matrix.cell_drawing import Glyphs
from kuke_tui.tui.matrix.geometry import fitted
from kuke_tui.tui.matrix.line_drawing import LinePainter
from kuke_tui.tui.matrix.picture import Picture

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


class MatrixCanvas(ScrollView, can_focus=True):
    """Holds a picture of an account's boxes, its measures in the window and a painter for them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"matrix--{name}" for name in _STYLES}

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._glyphs = glyphs
        self._picture = Picture((), (), Boxes(), 0, 0, 0)
        self._policies: tuple[str, ...] = ()
        self._rights: tuple[str, ...] = ()
        self._rows: tuple[int, ...] = ()
        self._geometry = fitted(0, 0, 0, 0, 0, 0)
        self._painter: LinePainter | None = None

    def notify_style_update(self) -> None:
        """Draw in the new colours."""
        super().notify_style_update()
        self._painter = None

    def _take(self, picture: Picture, rows: tuple[int, ...]) -> None:
        """Hold another picture and show these of its policies; to be measured then."""
        self._picture, self._rows = picture, rows
        self._policies = tuple(visible(name) for name in picture.policies)
        self._rights = tuple(visible(name) for name in picture.rights)

    def _measure(self) -> None:
        size = self.scrollable_content_region.size
        self._geometry = fitted(
            size.width,
            size.height,
            max(map(cell_len, self._policies), default=0),
            max(map(cell_len, self._rights), default=0),
            len(self._rights),
            len(self._rows),
        )
        self._painter = None
        self.virtual_size = Size(self._geometry.virtual_width, self._geometry.virtual_height)

    @property
    def _first_row(self) -> int:
        return self.scroll_offset.y

    @property
    def _first_right(self) -> int:
        return round(self.scroll_offset.x / max(1, self._geometry.cell))

    def _painter_now(self) -> LinePainter:
        if self._painter is None:
            styles = {
                name: self.get_component_rich_style(f"matrix--{name}", partial=name != "cell")
                for name in _STYLES
            }
            self._painter = LinePainter(self._glyphs, styles, self._geometry)
        return self._painter
