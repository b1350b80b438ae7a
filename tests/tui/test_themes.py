"""Badges and markers can be read in each of the program's own themes."""

import pytest
from textual.color import Color
from textual.theme import Theme

from kuke_tui.tui.themes import DARK, HIGH_CONTRAST, LIGHT

LEAST_CONTRAST = 4.5


def contrast(ink: str | None, paper: str | None) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str | None) -> float:
    parts = Color.parse(colour or "").normalized
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ink", ["success", "warning", "error", "accent", "primary", "foreground"])
@pytest.mark.parametrize("paper", ["background", "panel"])
def test_every_ink_stands_out_from_every_paper(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_quiet_text_and_the_cursor_can_be_read(theme: Theme) -> None:
    inks = theme.variables
    assert contrast(inks["quiet"], theme.background) >= LEAST_CONTRAST
    assert contrast(inks["quiet"], theme.panel) >= LEAST_CONTRAST
    assert contrast(inks["cursor-text"], inks["cursor"]) >= LEAST_CONTRAST
