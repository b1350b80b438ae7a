"""The command palette: every command with its key, found by typing part of its name."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from kuke_tui.i18n import N_, _
from kuke_tui.tui.commands.command import Command, Place, place_name
from kuke_tui.tui.commands.table import COMMANDS
from kuke_tui.tui.dialogs.modal import ESCAPE, UP_DOWN, Key, Modal
from kuke_tui.workspace.finding import fold

_KEY_WIDTH = 10


class PaletteScreen(Modal[Command | None]):
    """Commands that make sense here come first; the others say where they are given."""

    ABOUT = N_("Every command with its key, found by any part of its name or of what it does.")
    KEYS = (
        UP_DOWN,
        Key("Enter", N_("does it"), N_("Carry the command out; so does a click on it.")),
        ESCAPE,
    )
    CLOSES_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "leave", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("pageup", "move(-8)", show=False),
    ]

    def __init__(self, place: Place, makes_sense: Callable[[Command], bool]) -> None:
        super().__init__()
        here = [each for each in COMMANDS if {place, Place.EVERYWHERE} & each.places]
        self._useful = [command for command in here if makes_sense(command)]
        self._others = [command for command in COMMANDS if command not in self._useful]
        self._here = here
        self._found: list[Command] = []

    @property
    def heading(self) -> str:
        """What is listed."""
        return _("Commands")

    def compose(self) -> ComposeResult:
        """Lay the palette out."""
        with self.framed("palette"):
            yield Input(placeholder=_("type part of a command's name"), compact=True)
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Show all."""
        self.query_one(OptionList).can_focus = False
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the commands whose words hold what is typed."""
        self._narrow(event.value)

    def on_input_submitted(self) -> None:
        """Do the highlighted command."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do the command that was clicked."""
        self.dismiss(self._found[event.option_index])

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(None)

    def action_move(self, commands: int) -> None:
        """Highlight another command."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = max(
                0, min((options.highlighted or 0) + commands, len(self._found) - 1)
            )

    def _narrow(self, typed: str) -> None:
        words = fold(typed).split()
        self._found = [command for command in self._useful if _holds(command, words)]
        others = [command for command in self._others if _holds(command, words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_line(command)) for command in self._found)
        options.add_options(
            Option(_line(command, self._why_not(command)), disabled=True) for command in others
        )
        if not self._found and not others:
            options.add_option(Option(Text(_("No command of that name.")), disabled=True))
        options.highlighted = 0 if self._found else None

    def _why_not(self, command: Command) -> str:
        if command in self._here:
            return _("not now")
        return ", ".join(place_name(place) for place in Place if place in command.places)


def _holds(command: Command, words: list[str]) -> bool:
    text = fold(f"{_(command.label)} {_(command.help)} {command.id}")
    return all(word in text for word in words)


def _line(command: Command, remark: str = "") -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(command.key + " " * (_KEY_WIDTH - cell_len(command.key)), "bold")
    text.append(_(command.label))
    if remark:
        text.append(f"  ({remark})")
    return text
