"""What the help tells of a screen or a window, as a value."""

from collections.abc import Sequence
from typing import NamedTuple

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Place, place_name
from kuke_tui.tui.commands.table import commands_of
from kuke_tui.tui.help_texts import about, moving_keys


class HelpPage(NamedTuple):
    """A title, what it is for, and its keys: as on a keyboard, a label, a sentence."""

    title: str
    about: str
    keys: Sequence[tuple[str, str, str]]


def page_of(place: Place) -> HelpPage:
    """Tell of a screen: its commands, and how to move in it."""
    keys = [
        (command.all_keys, _(command.label), _(command.help))
        for command in commands_of(place)
        if command.keys
    ]
    return HelpPage(place_name(place), about(place), [*keys, *moving_keys(place)])
