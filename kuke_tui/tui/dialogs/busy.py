"""Windows shown while something long is done. They keep keys away and go by themselves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from kuke_tui.i18n import _, thousands
from kuke_tui.tui.self_closing import SelfClosing

Result = TypeVar("Result")


class BusyDialog(SelfClosing[None], ModalScreen[None]):
    """Says what goes on. Nothing closes it, and the program can't be left over it."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay the window out."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = self._title
            frame.border_subtitle = _("closes by itself")
            yield Static(self._text, markup=False, classes="dialog-text")


class SavingDialog(BusyDialog):
    """Says how far the writing of a file is."""

    def __init__(self) -> None:
        super().__init__(_("Saving…"), _("Writing and checking the file…"))

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        if total:
            text = _("Writing and checking the file… {percent} %").format(
                percent=min(100, done * 100 // total)
            )
        else:
            text = _("Writing and checking the file… {n}").format(n=thousands(done))
        self.query_one(Static).update(text, layout=False)


@asynccontextmanager
async def busy(app: App[Any], dialog: BusyDialog) -> AsyncIterator[None]:
    """Show a window as long as the body lasts, whatever comes of it.

    Where the window is made too small meanwhile, the body's end waits until it has grown.
    """
    await app.push_screen(dialog)
    try:
        yield
    finally:
        if await dialog.until_on_top():
            await dialog.dismiss()


async def in_thread(app: App[Any], job: Callable[[], Result]) -> Result:
    """Do a long job in a thread, the screen alive. What it raises is raised here."""
    async with busy(app, BusyDialog(_("One moment…"), _("Working it out…"))):
        return await asyncio.to_thread(job)
