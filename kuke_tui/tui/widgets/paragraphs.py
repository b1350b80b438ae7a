"""Paragraphs broken into lines of a width, ready to be painted."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from kuke_tui.tui.story import Paragraph


def paragraph_lines(
    paragraphs: Iterable[Paragraph],
    width: int,
    style_of: Callable[[str], Style],
    console: Console,
) -> list[Strip]:
    """Break paragraphs at ``width`` cells; ``style_of`` gives the style of a tone's name."""
    lines: list[Strip] = []
    styles: dict[str, Style] = {}
    for paragraph in paragraphs:
        tone, lead = paragraph.tone, paragraph.lead
        style = styles.get(tone) or styles.setdefault(tone, style_of(tone))
        for index, line in enumerate(_broken(paragraph.text, max(width - len(lead), 8), console)):
            before = lead if index == 0 else " " * len(lead)
            lines.append(Strip([Segment(before + line, style)]).adjust_cell_length(width, style))
    return lines


@lru_cache(maxsize=1024)
def _broken(text: str, width: int, console: Console) -> tuple[str, ...]:
    return tuple(line.plain.rstrip() for line in Text(text, end="").wrap(console, width))
