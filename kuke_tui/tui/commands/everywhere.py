"""Commands that the app carries out, most of them given on every screen."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

_EVERYWHERE = given(Place.EVERYWHERE)
_AT_THE_BOTTOM = given(Place.START, Place.ACCOUNTS)

EVERYWHERE_COMMANDS = (
    Command(
        "show_help",
        ("?", "f1"),
        N_("Help"),
        N_("What this screen shows and every key of it; type to search."),
        _EVERYWHERE,
        on_app=True,
    ),
    Command(
        "show_palette",
        (":", "ctrl+p"),
        N_("Commands…"),
        N_("Find a command by typing part of its name."),
        _EVERYWHERE,
        on_app=True,
    ),
    Command(
        "choose_theme",
        ("T",),
        N_("Colours…"),
        N_("Choose light, dark or high-contrast colours, or the terminal's own."),
        _EVERYWHERE,
        on_app=True,
    ),
    Command(
        "save_screenshot",
        (),
        N_("Screenshot…"),
        N_("Write what is on the screen to a picture (svg); names stand in it as they are."),
        _EVERYWHERE,
        on_app=True,
    ),
    Command(
        "quit",
        ("q", "ctrl+q"),
        N_("Quit"),
        N_("Leave the program; where something is not saved, it asks first."),
        _EVERYWHERE,
        on_app=True,
    ),
)

BOTTOM_COMMANDS = (
    Command(
        "open_file",
        ("o", "ctrl+o"),
        N_("Open a file…"),
        N_("Leave this export and open another one."),
        _AT_THE_BOTTOM,
        on_app=True,
    ),
    Command(
        "switch_language",
        (),
        N_("Polski / English"),
        N_("Speak the other language from now on."),
        _AT_THE_BOTTOM,
        on_app=True,
    ),
)
"""Where no other screen waits beneath for an answer."""
