"""Paragraphs broken into lines of a width."""

from collections.abc import Iterable
from functools import lru_cache

from rich.console import Console
from rich.text import Text

from kuke_tui.tui.story import Paragraph
from kuke_tui.tui.widgets.cells import fit
from kuke_tui.tui.widgets.text_lines import TextLine


def paragraph_lines(
    paragraphs: Iterable[Paragraph], width: int, console: Console
) -> list[TextLine]:
    """Break paragraphs at ``width`` cells; the style of a line is its tone."""
    lines: list[TextLine] = []
    for text, tone, lead in paragraphs:
        before = lead
        for line in _broken(text, max(width - len(lead), 8), console):
            lines.append(((fit(before + line, width), tone),))
            before = " " * len(lead)
    return lines


@lru_cache(maxsize=1024)
def _broken(text: str, width: int, console: Console) -> tuple[str, ...]:
    return tuple(line.plain.rstrip() for line in Text(text, end="").wrap(console, width))
