"""The one table of commands: no key means two things, none is eaten by a terminal."""

import re

import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingsMap
from textual.keys import _character_to_key
from textual.scroll_view import ScrollView

from kuke_tui.i18n import set_language
from kuke_tui.tui.commands.command import Command, Place, key_name
from kuke_tui.tui.commands.moving import motions_of
from kuke_tui.tui.commands.table import COMMANDS, FOOTER_KEYS, commands_of, footer_commands
from kuke_tui.tui.help_page import page_of
from kuke_tui.tui.mapping.grid import ColumnGrid
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.cursor_lines import CursorLines

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
    given = [(command.id, command.keys) for command in commands_of(place)]
    steps = [(step.action, step.keys) for motion in motions_of(place) for step in motion.steps]
    taken: dict[str, str] = {}
    for what, keys in (*given, *steps):
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            assert name not in taken, (key, what, taken[name])
            taken[name] = what


@pytest.mark.parametrize(
    ("place", "widget"), [(Place.ACCOUNTS, CursorLines), (Place.MAPPING, ColumnGrid)]
)
def test_the_help_tells_every_key_that_moves(place: Place, widget: type[ScrollView]) -> None:
    told = " ".join(keys for keys, _label, _help in page_of(place).keys).split()
    moving = BindingsMap(widget.BINDINGS).key_to_bindings
    assert moving
    assert not [key for key in moving if key_name(key) not in told]


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", SCREENS)
def test_the_footer_ends_with_help_all_commands_and_the_way_out(place: Place) -> None:
    chosen = footer_commands(place, lambda _command: True)
    assert len(chosen) <= FOOTER_KEYS
    *_own, help_, palette, way_out = chosen
    assert (help_.id, palette.id) == ("show_help", "show_palette")
    assert "escape" in way_out.keys or way_out.id == "quit"


@pytest.mark.parametrize("place", [Place.START, Place.ACCOUNTS])
def test_quitting_is_the_way_out_where_escape_leads_nowhere(place: Place) -> None:
    chosen = footer_commands(place, lambda command: "escape" not in command.keys)
    assert chosen[-1].id == "quit"


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


class FooterApp(App[None]):
    """Nothing but a footer with the commands of the list of accounts."""

    def __init__(self, own: tuple[str, ...]) -> None:
        super().__init__()
        given = commands_of(Place.ACCOUNTS)
        wanted = (*own, "show_help", "show_palette", "clear_filter")
        self.commands = tuple(command for name in wanted for command in given if command.id == name)

    def compose(self) -> ComposeResult:
        yield CommandFooter()

    def on_mount(self) -> None:
        self.query_one(CommandFooter).show(self.commands)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (90, "a Mark all shown   b For the marked…   ? Help   : Commands…   Esc Clear the filter"),
        (65, "a Mark all shown   ? Help   : Commands…   Esc Clear the filter"),
        (55, "a Mark all shown   ? Help   :    Esc Clear the filter"),
        (45, "? Help   : Commands…   Esc Clear the filter"),
    ],
)
async def test_a_narrow_footer_gives_up_its_own_commands_last(width: int, shown: str) -> None:
    set_language("en")
    app = FooterApp(("mark_shown", "bulk"))
    async with app.run_test(size=(width, 3)) as pilot:
        await pilot.pause()
        lines = app.screen._compositor.render_strips()
        assert [line.text.strip() for line in lines if line.text.strip()] == [shown]
