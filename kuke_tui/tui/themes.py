"""The colours: dark, light, high contrast, and the terminal's own."""

from collections.abc import Mapping

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

_DEFAULT = "ansi_default"


def _of_the_terminal(*, dark: bool, accent: str, success: str, warning: str, error: str) -> Theme:
    """Make a theme of the terminal's own colours, on whatever paper it has."""
    return Theme(
        name="ansi-dark" if dark else "ansi-light",
        dark=dark,
        ansi=True,
        primary=accent,
        secondary=_DEFAULT,
        accent=accent,
        success=success,
        warning=warning,
        error=error,
        foreground=_DEFAULT,
        background=_DEFAULT,
        surface=_DEFAULT,
        panel=_DEFAULT,
        boost=_DEFAULT,
        variables={
            "ansi-background": _DEFAULT,
            "ansi-foreground": _DEFAULT,
            "quiet": _DEFAULT,
            "line": _DEFAULT,
            "cursor": _DEFAULT,
            "cursor-text": _DEFAULT,
        },
    )


# Those of the sixteen colours that stand out from the paper in xterm, on the Linux console and in
# Windows' terminal alike. Blue does not on black, and green does not on white.
ANSI_DARK = _of_the_terminal(
    dark=True,
    accent="ansi_bright_cyan",
    success="ansi_bright_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
)
ANSI_LIGHT = _of_the_terminal(
    dark=False,
    accent="ansi_blue",
    success="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
)

OWN_THEMES: Mapping[str, Theme] = {
    theme.name: theme for theme in (DARK, LIGHT, HIGH_CONTRAST, ANSI_DARK, ANSI_LIGHT)
}
"""By name. The last two stand in the place of Textual's own of the same name."""

THEMES = (
    (DARK.name, N_("Dark")),
    (LIGHT.name, N_("Light")),
    (HIGH_CONTRAST.name, N_("High contrast")),
    (ANSI_DARK.name, N_("The terminal's own, dark")),
    (ANSI_LIGHT.name, N_("The terminal's own, light")),
)
"""Names of the themes to choose from, and their titles as message ids."""

DEFAULT_THEME = DARK.name
COLOURLESS_THEME = ANSI_DARK.name
"""Where there are to be no colours: it tells everything by bold, reverse and underline, too."""
