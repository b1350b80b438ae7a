"""What the app does to have something copied out of it, from whichever screen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.tui.work import Work

if TYPE_CHECKING:
    from kuke_tui.tui.flows.documents import Write

_FROM_AFAR = r',\s*url\("https?:[^"]*"\)\s*format\("[^"]*"\)'
"""Fonts that a browser would fetch from the network to show a picture."""
_MOST = 100_000
"""Characters. Terminals drop, or choke on, what is much longer."""


class CopyApp(App[None]):
    """Carries out ``copy_text``, ``copy_list``, ``save_screenshot``. Subclasses know the work."""

    @property
    def at_hand(self) -> Work | None:
        """The open export, or None."""
        raise NotImplementedError

    @work
    async def action_copy_text(self) -> None:
        """Copy the story or the lines shown."""
        from kuke_tui.tui.widgets.line_list import LineList
        from kuke_tui.tui.widgets.story_pane import StoryPane

        shown = self.screen.query("LineList, StoryPane").first()
        if isinstance(shown, LineList | StoryPane):
            text = shown.text()
            await self._copy(lambda: iter((text, "\n")), (_("text"), ".txt"))

    @work
    async def action_copy_list(self) -> None:
        """Copy the accounts listed, to be put into a spreadsheet."""
        from kuke_tui.tui.list_text import list_lines
        from kuke_tui.tui.screens.accounts import AccountsScreen

        screen = self.screen
        if isinstance(screen, AccountsScreen):
            rows = screen.accounts.rows
            await self._copy(
                lambda: list_lines(screen.workspace, rows), (_("account-list"), ".tsv"), "utf-8-sig"
            )

    @work
    async def action_save_screenshot(self) -> None:
        """Write what is on the screen to a picture."""
        from kuke_tui.tui.flows.documents import pieces

        picture = re.sub(_FROM_AFAR, "", self.export_screenshot(title="kuke-tui"))
        about = _("What is on the screen now, as a picture: everything that stands there is in it.")
        await self._write(_("Screenshot"), about, (_("screen"), ".svg"), pieces([picture]))

    async def _copy(
        self, told: Callable[[], Iterator[str]], ending: tuple[str, str], encoding: str = "utf-8"
    ) -> None:
        from kuke_tui.tui.dialogs.copied import CopiedDialog

        text = _up_to(_MOST, told())
        if text is not None:
            self.copy_to_clipboard(text)
        if not await self.push_screen_wait(CopiedDialog(_told(text))):
            return
        from kuke_tui.tui.flows.documents import pieces

        about = _("The text goes into a file of its own.")
        await self._write(_("Write to a file"), about, ending, pieces(told(), encoding))

    async def _write(self, title: str, about: str, ending: tuple[str, str], write: "Write") -> None:
        from kuke_tui.tui.flows.documents import place_of, write_document

        at_hand = self.at_hand
        beside = Path.cwd() / "kuke-tui" if at_hand is None else place_of(at_hand)
        await write_document(self, title, about, beside, ending, write)


def _up_to(most: int, told: Iterator[str]) -> str | None:
    """Join pieces; None where they come to more than ``most`` characters."""
    taken: list[str] = []
    for piece in told:
        most -= len(piece)
        if most < 0:
            return None
        taken.append(piece)
    return "".join(taken)


def _told(text: str | None) -> str:
    if text is None:
        return _("This is too much for the clipboard of a terminal. It can be written to a file.")
    lines = text.count("\n")
    told = ngettext("{n} line copied.", "{n} lines copied.", lines).format(n=thousands(lines))
    doubt = _("If nothing arrives, your terminal keeps programs from its clipboard.")
    return f"{told} {doubt}"
