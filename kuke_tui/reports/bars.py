"""Bars drawn as SVG, sized by attributes so that the page's policy allows them."""

from collections.abc import Iterable
from typing import NamedTuple

from kuke_tui.i18n import decimal
from kuke_tui.reports.page import text


class Part(NamedTuple):
    """A piece of a bar: its look (a CSS class) and its size in whatever the bar measures."""

    look: str
    size: int


def bar(parts: Iterable[Part], whole: int, label: str) -> str:
    """Draw parts side by side; ``whole`` fills the width. ``label`` says it in words."""
    rectangles, at = [], 0.0
    for part in parts:
        width = 100 * part.size / max(1, whole)
        if width:
            rectangles.append(
                f'<rect class="{part.look}" x="{at:.3f}%" width="{width:.3f}%" height="100%"/>'
            )
        at += width
    return (
        f'<svg class="bar" role="img" aria-label="{text(label)}">'
        f'<rect class="rest" width="100%" height="100%"/>{"".join(rectangles)}</svg>'
    )


def share(part: int, whole: int) -> str:
    """Give a share in per cent, whole numbers only where they are exact or far from the ends."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    digits = 0 if percent.is_integer() or 1 <= percent <= 99 else 1
    return f"{decimal(percent, digits)}\u00a0%"
