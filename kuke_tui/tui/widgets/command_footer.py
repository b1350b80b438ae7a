"""The last line: the few keys that matter here and now. Each can be clicked."""

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click
from textual.widget import Widget

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Command

_BETWEEN = 3


class CommandFooter(Widget):
    """One line of keys and labels; those that don't fit are left out from the middle."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-footer--key"}
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._commands: tuple[Command, ...] = ()
        self._typing = False
        self._spans: list[tuple[int, int, Command]] = []

    def show(self, commands: tuple[Command, ...], *, typing: bool = False) -> None:
        """Show these commands; the last two are never left out.

        While letters are ``typing`` into a field, keys that are letters are not shown.
        """
        if commands != self._commands or typing is not self._typing:
            self._commands, self._typing = commands, typing
            self.refresh()

    def render(self) -> Text:
        """Lay out the line for the width there is."""
        commands = list(self._commands)
        while len(commands) > 2 and self._width(commands) > self.size.width:
            del commands[-3]
        line = Text(no_wrap=True, overflow="crop", end="")
        self._spans = []
        key_style = self.get_component_rich_style("command-footer--key")
        for command in commands:
            start = line.cell_len
            line.append(f" {self._key(command)} ", key_style)
            line.append(_(command.label))
            self._spans.append((start, line.cell_len, command))
            line.append(" " * (_BETWEEN - 1))
        return line

    async def on_click(self, event: Click) -> None:
        """Carry out the command that was clicked."""
        for start, end, command in self._spans:
            if start <= event.x < end:
                await self.app.run_action(command.action, self.screen)
                return

    def _key(self, command: Command) -> str:
        return command.key_while_typing if self._typing else command.key

    def _width(self, commands: list[Command]) -> int:
        shown = sum(
            cell_len(self._key(command)) + cell_len(_(command.label)) + 2 for command in commands
        )
        return shown + (_BETWEEN - 1) * (len(commands) - 1)
