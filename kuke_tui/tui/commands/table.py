"""The one table of commands. Bindings, footer, help and palette are read from it."""

from collections.abc import Callable, Iterable

from textual.binding import Binding, BindingType

from kuke_tui.tui.commands.accounts import ACCOUNTS_COMMANDS
from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.copying import COPY_COMMANDS
from kuke_tui.tui.commands.everywhere import BOTTOM_COMMANDS, EVERYWHERE_COMMANDS
from kuke_tui.tui.commands.mapping import MAPPING_COMMANDS
from kuke_tui.tui.commands.matrix import MATRIX_COMMANDS
from kuke_tui.tui.commands.others import OTHER_COMMANDS
from kuke_tui.tui.commands.plan import PLAN_COMMANDS
from kuke_tui.tui.commands.tour import TOUR_COMMANDS
from kuke_tui.tui.commands.triage import TRIAGE_COMMANDS

FOOTER_KEYS = 5
"""A footer shows at most so many keys; help and quitting are always among them."""

COMMANDS = (
    *ACCOUNTS_COMMANDS,
    *TRIAGE_COMMANDS,
    *MATRIX_COMMANDS,
    *OTHER_COMMANDS,
    *PLAN_COMMANDS,
    *MAPPING_COMMANDS,
    *COPY_COMMANDS,
    *TOUR_COMMANDS,
    *BOTTOM_COMMANDS,
    *EVERYWHERE_COMMANDS,
)

_ALWAYS = ("show_help", "quit")


def commands_of(place: Place) -> tuple[Command, ...]:
    """List the commands given on a screen, its own first, then those given everywhere."""
    own = (command for command in COMMANDS if place in command.places)
    return (*own, *EVERYWHERE_COMMANDS)


def bindings_of(place: Place) -> list[BindingType]:
    """Make Textual's bindings for the commands of a screen; nothing of Textual shows them."""
    return _bindings(place, commands_of(place))


def own_bindings_of(place: Place) -> list[BindingType]:
    """Make the bindings of a place within a screen: without those given everywhere."""
    return _bindings(place, (command for command in COMMANDS if place in command.places))


def _bindings(place: Place, commands: Iterable[Command]) -> list[BindingType]:
    return [
        Binding(",".join(command.keys), command.action, show=False, id=f"{place}.{command.id}")
        for command in commands
        if command.keys
    ]


def footer_commands(
    commands: Iterable[Command], makes_sense: Callable[[Command], bool]
) -> tuple[Command, ...]:
    """Choose the few commands that matter here and now, by rank."""
    ranked = sorted(
        (command.footer_rank, position, command)
        for position, command in enumerate(commands)
        if command.footer_rank is not None and command.id not in _ALWAYS and makes_sense(command)
    )
    chosen = [command for _rank, _position, command in ranked][: FOOTER_KEYS - len(_ALWAYS)]
    return (*chosen, *(command for command in EVERYWHERE_COMMANDS if command.id in _ALWAYS))
