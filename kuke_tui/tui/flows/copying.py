"""Having something copied out of the program, from whichever screen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.tui.dialogs.copied import CopiedDialog
from kuke_tui.tui.flows.documents import AnyApp, Write, pieces, place_of, write_document
from kuke_tui.tui.list_text import list_lines
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.widgets.line_list import LineList
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.tui.work import Work

_FROM_AFAR = re.compile(r',\s*url\("https?:[^"]*"\)\s*format\("[^"]*"\)')
"""Fonts that a browser would fetch from the network to show a picture."""
_MOST = 100_000
"""Characters. Terminals drop, or choke on, what is much longer."""


async def copy_text(app: AnyApp, work: Work | None) -> None:
    """Copy the story or the lines shown. Like all here it must run in a worker of Textual.

    ``work`` is the open export, or None: what is written to a file is offered to go beside it.
    """
    shown = app.screen.query("LineList, StoryPane").first()
    if isinstance(shown, LineList | StoryPane):
        text = shown.text()
        await _copy(app, work, lambda: iter((text, "\n")), (_("text"), ".txt"))


async def copy_list(app: AnyApp, work: Work | None) -> None:
    """Copy the accounts listed, to be put into a spreadsheet."""
    screen = app.screen
    if isinstance(screen, AccountsScreen):
        workspace, rows = screen.workspace, screen.accounts.rows
        ending = (_("account-list"), ".tsv")
        await _copy(app, work, lambda: list_lines(workspace, rows), ending, "utf-8-sig")


async def save_screenshot(app: AnyApp, work: Work | None) -> None:
    """Write what is on the screen to a picture."""
    picture = _FROM_AFAR.sub("", app.export_screenshot(title="kuke-tui"))
    about = _("What is on the screen now, as a picture: everything that stands there is in it.")
    await _write(app, work, _("Screenshot"), about, (_("screen"), ".svg"), pieces([picture]))


async def _copy(
    app: AnyApp,
    work: Work | None,
    told: Callable[[], Iterator[str]],
    ending: tuple[str, str],
    encoding: str = "utf-8",
) -> None:
    text = _up_to(_MOST, told())
    if text is not None:
        app.copy_to_clipboard(text)
    if await app.push_screen_wait(CopiedDialog(_told(text))):
        about = _("The text goes into a file of its own.")
        await _write(app, work, _("Write to a file"), about, ending, pieces(told(), encoding))


async def _write(
    app: AnyApp, work: Work | None, title: str, about: str, ending: tuple[str, str], write: Write
) -> None:
    beside = Path.cwd() / "kuke-tui" if work is None else place_of(work)
    await write_document(app, title, about, beside, ending, write)


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
