"""The last line: the few keys that matter here and now. Each can be clicked."""

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click
from textual.widget import Widget

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Command
from kuke_tui.tui.commands.table import FOOTER_LAST

_GAP = "  "
_Shown = tuple[Command, str]


class CommandFooter(Widget):
    """One line of keys and labels, as many as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-footer--key"}
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._commands: tuple[Command, ...] = ()
        self._typing = False
        self._spans: list[tuple[int, int, Command]] = []

    def show(self, commands: tuple[Command, ...], *, typing: bool = False) -> None:
        """Show these commands; the last three are never left out.

        While letters are ``typing`` into a field, keys that are letters are not shown.
        """
        if commands != self._commands or typing is not self._typing:
            self._commands, self._typing = commands, typing
            self.refresh()

    def render(self) -> Text:
        """Lay out the line for the width there is."""
        line = Text(no_wrap=True, overflow="crop", end="")
        self._spans = []
        key_style = self.get_component_rich_style("command-footer--key")
        for command, label in self._fitting():
            start = line.cell_len
            line.append(f" {self._key(command)} ", key_style)
            line.append(label)
            self._spans.append((start, line.cell_len, command))
            line.append(_GAP)
        return line

    async def on_click(self, event: Click) -> None:
        """Carry out the command that was clicked."""
        for start, end, command in self._spans:
            if start <= event.x < end:
                await self.app.run_action(command.action, self.screen)
                return

    def _key(self, command: Command) -> str:
        return command.key_while_typing if self._typing else command.key

    def _fitting(self) -> list[_Shown]:
        """Leave out what there is no room for: own commands but one, a label, the last own one."""
        shown = [(command, _(command.label)) for command in self._commands]
        while len(shown) > FOOTER_LAST + 1 and not self._fits(shown):
            del shown[-1 - FOOTER_LAST]
        if len(shown) > FOOTER_LAST and not self._fits(shown):
            palette, _label = shown[-2]
            shown[-2] = (palette, "")
        if len(shown) > FOOTER_LAST and not self._fits(shown):
            return [(command, _(command.label)) for command in self._commands[-FOOTER_LAST:]]
        return shown

    def _fits(self, shown: list[_Shown]) -> bool:
        width = sum(cell_len(f" {self._key(command)} {label}") for command, label in shown)
        return width + len(_GAP) * (len(shown) - 1) <= self.content_size.width
