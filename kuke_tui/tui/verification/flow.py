"""Verifying from the question what is held against what to the work that goes on."""

import asyncio
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from threading import Event

from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.verification import NotFresh, verify
from kuke_tui.exchange.change_list_error import ChangeListError, change_list_error_text
from kuke_tui.i18n import _
from kuke_tui.messages.clock import now
from kuke_tui.messages.journal import journal_fault
from kuke_tui.messages.verification import not_fresh_text
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.flows.documents import AnyApp
from kuke_tui.tui.flows.lists import TODO_WORD
from kuke_tui.tui.verification.lines import verification_lines
from kuke_tui.tui.verification.reading import Job, ReadingScreen, Verified
from kuke_tui.tui.work import Files, OpenFile, Progress, Work
from kuke_tui.workspace.confirming import verify_unless_saved_here
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.planning import change_list_of
from kuke_tui.workspace.saved_files import files_as_saved

_LISTS = frozenset({".json"})
_OTHERWISE = (SheetErrorCode.NO_TABLE, SheetErrorCode.BAD_MAPPING)
"""The file is no such one as the export that is open."""


class Against(Enum):
    """What is held against what."""

    OWN_PLAN = auto()
    """A fresh export against the plan of this work."""
    LIST = auto()
    """A fresh export against a change list."""
    LIST_AND_OPEN = auto()
    """The export that is open against a change list."""


async def ask_and_verify(
    app: AnyApp, work: Work | None, files: Files, sessions: Path
) -> Verified | None:
    """Ask for plan and fresh export, read and compare them; None where nothing came of it.

    ``sessions`` is the folder of the journals. Must run in a worker of Textual, because it waits
    for dialogs.
    """
    against = await _against(app, work)
    if against is None:
        return None
    plan = await _plan(app, work, against)
    if plan is None:
        return None
    if against is Against.LIST_AND_OPEN and work is not None and work.file is not None:
        fresh: Path | OpenFile = work.file
        path = work.file.path
    else:
        chosen = await _fresh_file(app, sessions)
        if chosen is None:
            return None
        fresh = path = chosen
    job = _job(plan, fresh, _ways_to_read(work, files), sessions)
    outcome = await app.push_screen_wait(ReadingScreen(path, job))
    if isinstance(outcome, Exception):
        await _tell(app, outcome)
        return None
    return None if outcome is None else await _if_fresh(app, outcome)


async def _fresh_file(app: AnyApp, sessions: Path) -> Path | None:
    """Ask for the fresh export, offering none of the files that the program wrote itself."""
    try:
        saved = await asyncio.to_thread(files_as_saved, sessions)
    except JournalError as error:
        await _tell(app, error)
        return None

    def is_ours(path: Path) -> bool:
        return f"-{TODO_WORD}" in path.stem or path.resolve() in saved

    dialog = OpenFileDialog(
        title=_("The fresh export"), placeholder=_("path of a fresh export"), left_out=is_ours
    )
    return await app.push_screen_wait(dialog)


async def _if_fresh(app: AnyApp, verified: Verified) -> Verified | None:
    """Ask before a file that the program made is taken for a fresh export."""
    found = verified.found
    if found.not_fresh in (None, NotFresh.PLANNED_AGAINST):
        return verified
    told = (
        visible(found.fresh.source.file),
        not_fresh_text(found.not_fresh),
        _("Nothing is confirmed by it, unless Ekstranet itself gave this very file."),
    )
    question = ConfirmDialog(
        _("Not a fresh export"), "\n\n".join(told), _("It comes from Ekstranet"), _("Back")
    )
    if not await app.push_screen_wait(question):
        return None
    trusted = await in_thread(app, lambda: verify(found.plan, found.fresh))
    return Verified(trusted, verified.file, verification_lines(trusted))


async def _against(app: AnyApp, work: Work | None) -> Against | None:
    if work is None:
        return Against.LIST
    choices = [Choice(Against.LIST, _("a fresh export against a change list (JSON)"))]
    if work.workspace.changed:
        own = Choice(Against.OWN_PLAN, _("a fresh export against the plan made here"))
        choices.insert(0, own)
    if work.file is not None:
        told = _("this export against a change list (JSON)")
        choices.append(Choice(Against.LIST_AND_OPEN, told))
    return await app.push_screen_wait(ChooseDialog(_("Verify"), choices))


async def _plan(
    app: AnyApp, work: Work | None, against: Against
) -> Callable[[], ChangeList] | None:
    """Return what gives the plan, to be called in a thread."""
    if against is Against.OWN_PLAN and work is not None:
        workspace = work.workspace
        return lambda: change_list_of(workspace, now())
    path = await app.push_screen_wait(
        OpenFileDialog(
            title=_("The change list"), placeholder=_("path of a change list"), suffixes=_LISTS
        )
    )
    return None if path is None else lambda: _read(path)


def _read(path: Path) -> ChangeList:
    from kuke_tui.exchange.change_list_file import read_change_list

    return read_change_list(path)


def _ways_to_read(work: Work | None, files: Files) -> tuple[Files, ...]:
    """A fresh export is read as the open one was, where a person said how; else as any."""
    from kuke_tui.sheets.opening import DEFAULT_OPTIONS

    if work is None or work.file is None or work.file.asked == DEFAULT_OPTIONS:
        return (files,)
    return (files.reading_as(work.file.asked), files)


def _job(
    plan: Callable[[], ChangeList], fresh: Path | OpenFile, ways: Sequence[Files], sessions: Path
) -> Job:
    def job(progress: Progress, cancel: Event) -> Verified:
        known = plan()
        file = _opened(fresh, ways, progress, cancel) if isinstance(fresh, Path) else fresh
        found = verify_unless_saved_here(known, file.export, sessions)
        return Verified(found, file, verification_lines(found))

    return job


def _opened(path: Path, ways: Sequence[Files], progress: Progress, cancel: Event) -> OpenFile:
    *preferred, last = ways
    for files in preferred:
        try:
            return files.open(path, progress, cancel)
        except SheetError as error:
            if error.code not in _OTHERWISE:
                raise
    return last.open(path, progress, cancel)


async def _tell(app: AnyApp, error: Exception) -> None:
    match error:
        case SheetError(code=SheetErrorCode.CANCELLED):
            return
        case SheetError():
            from kuke_tui.messages.errors import error_text

            text = error_text(error)
        case ChangeListError():
            text = change_list_error_text(error)
        case JournalError():
            told = _("Which files the program saved could not be looked up ({error}).")
            text = told.format(error=journal_fault(error))
        case _:
            from kuke_tui.messages.fault import fault_text

            text = _("Nothing was changed: {fault}").format(fault=fault_text(error))
    await app.push_screen_wait(MessageDialog(_("Not verified"), visible(text)))
