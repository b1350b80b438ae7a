"""The colours: dark, light, high contrast; beside them Textual's themes of the terminal's own."""

from textual.app import App
from textual.theme import Theme

from kuke_tui.i18n import N_

DARK = Theme(
    name="kuke-dark",
    dark=True,
    primary="#6cb0ff",
    secondary="#9aa7b8",
    accent="#7fd1c7",
    foreground="#dbe1ea",
    background="#12161d",
    surface="#12161d",
    panel="#1e2530",
    success="#6fd694",
    warning="#f4c15d",
    error="#ff8a8a",
    variables={
        "quiet": "#98a4b5",
        "line": "#3a4556",
        "cursor": "#2b4468",
        "cursor-text": "#ffffff",
    },
)
LIGHT = Theme(
    name="kuke-light",
    dark=False,
    primary="#0b5cad",
    secondary="#566171",
    accent="#0a6b62",
    foreground="#1b222c",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#e7ebf0",
    success="#0a6b35",
    warning="#7a4a00",
    error="#b11226",
    variables={
        "quiet": "#515c6b",
        "line": "#b4bdc9",
        "cursor": "#cfe2fa",
        "cursor-text": "#0d1420",
    },
)
HIGH_CONTRAST = Theme(
    name="kuke-contrast",
    dark=True,
    primary="#8fd0ff",
    secondary="#ffffff",
    accent="#7fffd4",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#5dff8f",
    warning="#ffe14d",
    error="#ff9c9c",
    variables={
        "quiet": "#e0e0e0",
        "line": "#ffffff",
        "cursor": "#ffffff",
        "cursor-text": "#000000",
    },
)

THEMES = (
    (DARK.name, N_("Dark")),
    (LIGHT.name, N_("Light")),
    (HIGH_CONTRAST.name, N_("High contrast")),
    ("ansi-dark", N_("The terminal's own, dark")),
    ("ansi-light", N_("The terminal's own, light")),
)
"""Names of the themes to choose from, and their titles as message ids."""

DEFAULT_THEME = DARK.name
FALLBACK_VARIABLES = {
    "quiet": "ansi_default",
    "line": "ansi_default",
    "cursor": "ansi_blue",
    "cursor-text": "ansi_bright_white",
}
"""For themes that aren't ours: nothing but what every terminal has."""


def register_themes(app: App[None]) -> None:
    """Make the program's own themes known."""
    for theme in (DARK, LIGHT, HIGH_CONTRAST):
        app.register_theme(theme)
