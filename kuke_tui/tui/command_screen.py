"""A screen whose keys, footer and help all come from the table of commands."""

import asyncio
from typing import ClassVar, TypeVar

from textual import on
from textual.screen import Screen
from textual.widgets import Input

from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.table import footer_commands
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.why_asked import WhyAsked

Result = TypeVar("Result")


class CommandScreen(Screen[Result]):
    """A full screen. Subclasses name their ``place`` and set ``BINDINGS = bindings_of(place)``.

    Each command given on the screen is a method ``action_<id>``; ``check_action`` says whether
    it makes sense now. ``compose`` ends with a ``CommandFooter``; ``fill`` puts the content in.
    """

    AUTO_FOCUS: ClassVar[str | None] = "#main"
    place: ClassVar[Place]

    def makes_sense(self, command: Command) -> bool:
        """Whether the command would do something here and now."""
        node = self.app if command.on_app else self
        return bool(node.check_action(command.id, ()))

    def footer_commands(self) -> tuple[Command, ...]:
        """Choose what the footer shows."""
        return footer_commands(self.place, self.makes_sense)

    def refresh_footer(self) -> None:
        """Show what matters now; costs next to nothing where that is what stands there already.

        Under a window it shows nothing: the keys mean something else there.
        """
        commands = self.footer_commands() if self.is_active else ()
        self.query_one(CommandFooter).show(commands, typing=isinstance(self.focused, Input))

    async def until_filled(self) -> None:
        """Wait for the content, which is not there yet when the screen has just been pushed."""
        filled = asyncio.Event()
        self.call_later(filled.set)
        await filled.wait()

    @on(WhyAsked)
    async def _why_asked(self) -> None:
        await self.run_action("screen.show_story")

    def fill(self) -> None:
        """Put content into what ``compose`` made."""

    async def speak_anew(self) -> None:
        """Say everything again, after the language was changed."""
        await self.recompose()
        self.fill()
        self.refresh_footer()

    def on_mount(self) -> None:
        """Fill the screen."""
        self.fill()

    def on_screen_resume(self) -> None:
        """Show the footer when the screen comes into sight."""
        self.refresh_footer()

    def on_screen_suspend(self) -> None:
        """Take the footer away when a window opens over the screen."""
        self.refresh_footer()
