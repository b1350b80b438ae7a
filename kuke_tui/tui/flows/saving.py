"""Saving from the first question to the last word."""

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from kuke_tui.i18n import _
from kuke_tui.messages.journal import journal_fault
from kuke_tui.messages.saving import saving_note_text
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError
from kuke_tui.tui.dialogs.busy import SavingDialog, busy
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.dialogs.save_export import ReviewFirst, SaveExportDialog
from kuke_tui.tui.flows.lists import write_todo_of
from kuke_tui.tui.review.lines import summary, worsened_text
from kuke_tui.tui.work import OpenFile, Saved, Work
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError

AnyApp = App[Any]


class Outcome(NamedTuple):
    """Whether the export was saved; if not, perhaps an account to go to instead."""

    saved: bool = False
    account: int | None = None


async def save(app: AnyApp, work: Work, *, reviewed: bool = False) -> Outcome:
    """Ask where to, save in a thread, tell, offer the list of clicks.

    A review is offered before, unless the changes are ``reviewed``. Must run in a worker of
    Textual, because it waits for dialogs.
    """
    if work.file is None or not work.workspace.changed:
        await app.push_screen_wait(
            MessageDialog(_("Nothing to save"), _("Nothing differs from the loaded export."))
        )
        return Outcome()
    found = await asyncio.to_thread(work.file.saving_notes, dict(work.workspace.changed))
    notes = [saving_note_text(note) for note in found]
    typed: str | None = None
    while True:
        answer = await _ask(app, work, work.file, notes, typed, reviewed=reviewed)
        if answer is None:
            return Outcome()
        if isinstance(answer, ReviewFirst):
            typed = answer.typed
            account = await _review(app, work)
            if account is not None:
                return Outcome(account=account)
            continue
        typed = str(answer)
        if not await _may_write(app, work.file, answer):
            continue
        saved = await _write(app, work, work.file, answer)
        if saved:
            await _tell_saved(app, work, saved)
            return Outcome(saved=True)


async def _ask(
    app: AnyApp,
    work: Work,
    file: OpenFile,
    notes: list[str],
    typed: str | None,
    *,
    reviewed: bool,
) -> Path | ReviewFirst | None:
    title, told = _("Save the corrected export"), summary(work.workspace)
    if reviewed:
        return await app.push_screen_wait(
            SaveAsDialog(title, told, file.target, notes=notes, typed=typed)
        )
    worse = worsened_text(work.workspace)
    first = [worse] if worse else []
    return await app.push_screen_wait(
        SaveExportDialog(title, told, file.target, notes=[*first, *notes], typed=typed)
    )


async def _review(app: AnyApp, work: Work) -> int | None:
    """Show all changes over the question where to; return an account to go to instead."""
    from kuke_tui.tui.review.screen import ReviewScreen

    return await app.push_screen_wait(ReviewScreen(work, saving=True))


async def _tell_saved(app: AnyApp, work: Work, saved: Saved) -> None:
    text = _what_next(saved)
    try:
        work.workspace.mark_saved(str(saved.path), saved.sha256)
    except (JournalError, JournalTakenError) as error:
        told = _("It could not be noted that this is saved ({error}).")
        text = "\n\n".join((text, told.format(error=journal_fault(error))))
    dialog = ConfirmDialog(_("Saved"), text, _("To-do list…"), _("Close"))
    if await app.push_screen_wait(dialog):
        await write_todo_of(app, work)


async def _may_write(app: AnyApp, file: OpenFile, target: Path) -> bool:
    text = _replaced(file, target)
    if text is None:
        return True
    return await app.push_screen_wait(ConfirmDialog(_("Replace the file?"), text, _("Replace")))


def _replaced(file: OpenFile, target: Path) -> str | None:
    """Say what would be replaced; None where nothing is there."""
    if not target.exists():
        return None
    text = _("“{name}” exists already.").format(name=visible(target.name))
    if file.path.exists() and target.samefile(file.path):
        text = _("“{name}” is the very export that you loaded.").format(name=visible(target.name))
    return " ".join((text, _("Replace it? The old one is kept beside it as a backup.")))


async def _write(app: AnyApp, work: Work, file: OpenFile, target: Path) -> Saved | None:
    """Write in a thread, the screen alive; an error is told and gives None."""
    dialog = SavingDialog()

    def progress(done: int, total: int) -> None:
        app.call_from_thread(dialog.show_progress, done, total)

    boxes = dict(work.workspace.changed)

    def write() -> Saved:
        return file.save(boxes, target, overwrite=target.exists(), progress=progress)

    try:
        async with busy(app, dialog):
            return await asyncio.to_thread(write)
    except SheetError as error:
        await app.push_screen_wait(MessageDialog(_("Not saved"), _failure_text(error)))
        return None


def _failure_text(error: SheetError) -> str:
    from kuke_tui.messages.errors import error_text

    comfort = _("Nothing is lost: the changes are still here.")
    return f"{visible(error_text(error))}\n\n{comfort}"


def _what_next(saved: Saved) -> str:
    parts = [_("The corrected export is in:"), visible(str(saved.path)), ""]
    if saved.backup:
        parts[2:2] = [_("The old file is kept as {name}.").format(name=visible(saved.backup.name))]
    parts.append(
        _(
            "Now click the same changes in Ekstranet (tab ADMINISTRATOR, EDYCJA at the login), "
            "then export again and open the fresh file here: it confirms what arrived."
        )
    )
    return "\n".join(parts)
