"""The one table of commands: no key means two things, none is eaten by a terminal."""

import re

import pytest
from textual.keys import _character_to_key

from kuke_tui.i18n import set_language
from kuke_tui.tui.commands.command import Command, Place, key_name
from kuke_tui.tui.commands.table import COMMANDS, FOOTER_KEYS, commands_of, footer_commands

NEVER = re.compile(r"alt\+|ctrl\+(space|@|i|m|j|h|\[|\\)$")
"""Alt, Ctrl+Alt, Ctrl+Space, and what terminals can't tell from other keys."""
EATEN = re.compile(r"ctrl\+|shift\+(?!tab)|f\d+$")
"""What tmux, screen, VS Code or a terminal's menu may keep for itself."""

SCREENS = [place for place in Place if place is not Place.EVERYWHERE]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_command_hangs_on_a_key_that_no_program_gets(command: Command) -> None:
    assert not [key for key in command.keys if NEVER.search(key)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_keys_that_a_terminal_may_eat_are_never_the_only_way(command: Command) -> None:
    plain = [key for key in command.keys if not EATEN.match(key)]
    assert plain or not command.keys


@pytest.mark.parametrize("place", SCREENS)
def test_a_key_means_one_thing_on_a_screen(place: Place) -> None:
    taken: dict[str, str] = {}
    for command in commands_of(place):
        for key in command.keys:
            name = _character_to_key(key) if len(key) == 1 else key
            assert name not in taken, (key, command.id, taken[name])
            taken[name] = command.id


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", SCREENS)
def test_the_footer_holds_at_most_five_keys_among_them_help_and_quitting(place: Place) -> None:
    chosen = [command.id for command in footer_commands(commands_of(place), lambda _command: True)]
    assert len(chosen) <= FOOTER_KEYS
    assert chosen[-2:] == ["show_help", "quit"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ctrl+z", "Ctrl+Z"),
        ("space", "Spacja"),
        ("U", "U"),
        ("f1", "F1"),
        ("f", "f"),
        ("?", "?"),
        ("shift+up", "Shift+↑"),
        ("+", "+"),
    ],
)
def test_keys_are_named_as_on_a_keyboard(key: str, name: str) -> None:
    set_language("pl")
    assert key_name(key) == name
