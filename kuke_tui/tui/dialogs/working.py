"""Shown while something long is worked out or done, in a thread."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from kuke_tui.i18n import _

Result = TypeVar("Result")


class WorkingDialog(ModalScreen[None]):
    """Keeps keys away while the work goes on. It closes by itself."""

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = _("One moment…")
            yield Static(_("Working it out…"), markup=False, classes="dialog-text")


async def in_thread(app: App[Any], job: Callable[[], Result]) -> Result:
    """Do a long job in a thread, the screen alive. What it raises is raised here."""
    dialog = WorkingDialog()
    await app.push_screen(dialog)
    try:
        return await asyncio.to_thread(job)
    finally:
        await dialog.dismiss()
