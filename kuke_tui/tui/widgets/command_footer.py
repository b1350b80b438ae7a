"""The last line: the few keys that matter here and now. Each can be clicked."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click
from textual.widget import Widget

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Command
from kuke_tui.tui.commands.table import FOOTER_LAST

_GAPS = (2, 1)
_Shown = Sequence[tuple[Command, str]]


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
        shown, gap = self._fitting()
        for command, label in shown:
            start = line.cell_len
            line.append(f" {self._key(command)} ", key_style)
            line.append(label)
            self._spans.append((start, line.cell_len, command))
            line.append(" " * gap)
        return line

    async def on_click(self, event: Click) -> None:
        """Carry out the command that was clicked."""
        for start, end, command in self._spans:
            if start <= event.x < end:
                await self.app.run_action(command.action, self.screen)
                return

    def _key(self, command: Command) -> str:
        return command.key_while_typing if self._typing else command.key

    def _fitting(self) -> tuple[_Shown, int]:
        """Return what there is room for, and how far apart it stands."""
        for shown in self._ways_to_show():
            for gap in _GAPS:
                if self._width(shown, gap) <= self.content_size.width:
                    return shown, gap
        return shown, gap

    def _ways_to_show(self) -> Iterator[_Shown]:
        """Give up, one after the other: own commands but one, a label, the last own command."""
        whole = [(command, _(command.label)) for command in self._commands]
        own, last = whole[:-FOOTER_LAST], whole[-FOOTER_LAST:]
        for count in range(len(own), 0, -1):
            yield [*own[:count], *last]
        if own:
            help_, (palette, _label), way_out = last
            yield [own[0], help_, (palette, ""), way_out]
        yield last

    def _width(self, shown: _Shown, gap: int) -> int:
        width = sum(cell_len(f" {self._key(command)} {label}") for command, label in shown)
        return width + gap * (len(shown) - 1)
