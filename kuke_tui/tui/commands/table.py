"""The one table of commands. Bindings, footer, help and palette are read from it."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice

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
"""A footer shows at most so many keys."""
FOOTER_LAST = 3
"""So many of them are never left out: help, all commands, the way out."""

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

_BACK = "escape"
_EVERYWHERE = {command.id: command for command in EVERYWHERE_COMMANDS}
_ALWAYS = (_EVERYWHERE["show_help"], _EVERYWHERE["show_palette"])
_QUIT = _EVERYWHERE["quit"]


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
    place: Place,
    makes_sense: Callable[[Command], bool],
    own: Iterable[Command] | None = None,
) -> tuple[Command, ...]:
    """Choose the few commands that matter here and now.

    First the screen's own: the first of ``own`` that make sense, else of those with a rank. Then
    help, all commands and the way out: Esc where it leads back, else quitting.
    """
    useful = filter(makes_sense, ranked_commands(place) if own is None else own)
    chosen = islice(useful, FOOTER_KEYS - FOOTER_LAST)
    way_out = next(filter(makes_sense, _ways_back(place)), _QUIT)
    return (*chosen, *_ALWAYS, way_out)


@cache
def ranked_commands(place: Place) -> tuple[Command, ...]:
    """List a screen's own commands that its footer may show, the first to show first."""
    ranked = [
        (command.footer_rank, position, command)
        for position, command in enumerate(COMMANDS)
        if command.footer_rank is not None and place in command.places
    ]
    return tuple(
        command for _rank, _position, command in sorted(ranked) if _BACK not in command.keys
    )


@cache
def _ways_back(place: Place) -> tuple[Command, ...]:
    return tuple(each for each in COMMANDS if place in each.places and _BACK in each.keys)
