"""Writing a list or report beside the export, from the question where to the last word."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from textual.app import App

from kuke_tui.i18n import _
from kuke_tui.messages.errors import error_text
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.saving.names import free_name
from kuke_tui.sheets.saving.private import write_private
from kuke_tui.tui.dialogs.busy import SavingDialog, busy
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.work import Work

AnyApp = App[Any]
Write = Callable[[BinaryIO], None]


def place_of(work: Work) -> Path:
    """Say beside which path documents about this work are offered to go."""
    if work.file is None:
        return Path.cwd() / Path(work.workspace.export.source.file).name
    return work.file.target.with_name(work.file.path.name)


def pieces(told: Iterable[str], encoding: str = "utf-8") -> Write:
    """Write text in pieces; a lone surrogate of a hostile file comes out as its escape."""

    def write(target: BinaryIO) -> None:
        target.write("".join(told).encode(encoding, errors="backslashreplace"))

    return write


async def write_document(
    app: AnyApp, title: str, about: str, beside: Path, ending: tuple[str, str], write: Write
) -> Path | None:
    """Ask for a path, write in a thread, tell errors; return where it was written, or None.

    ``ending`` is the word and the suffix of the name offered, ``konta-raport.html`` from
    ``("raport", ".html")``. Nothing is replaced without a plain yes; only the owner can read what
    is written. Must run in a worker of Textual, because it waits for dialogs.
    """
    target: Path | None = free_name(beside, *ending)
    while target is not None:
        target = await app.push_screen_wait(SaveAsDialog(title, about, target))
        if target is None:
            return None
        force = target.exists()
        if force and not await _may_replace(app, target, beside):
            continue
        if await _written(app, target, write, force=force):
            app.notify(_("Written: {path}").format(path=visible(str(target))), markup=False)
            return target
    return None


async def _may_replace(app: AnyApp, target: Path, export: Path) -> bool:
    if _is_same(target, export):
        told = _("“{name}” is the very export that you loaded.").format(name=visible(target.name))
        text = f"{told} {_('Choose another name.')}"
        await app.push_screen_wait(MessageDialog(_("Not written"), text))
        return False
    exists = _("“{name}” exists already.").format(name=visible(target.name))
    text = f"{exists} {_('Replace it? What stands in it now will be gone.')}"
    return await app.push_screen_wait(ConfirmDialog(_("Replace the file?"), text, _("Replace")))


def _is_same(target: Path, export: Path) -> bool:
    return export.exists() and target.samefile(export)


async def _written(app: AnyApp, target: Path, write: Write, *, force: bool) -> bool:
    try:
        async with busy(app, SavingDialog()):
            await asyncio.to_thread(write_private, target, write, force=force)
    except SheetError as error:
        text = visible(error_text(error))
        await app.push_screen_wait(MessageDialog(_("Not written"), text))
        return False
    return True
