"""Verifying from the question what is held against what to the work that goes on."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from threading import Event

from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.verification import verify
from kuke_tui.exchange.change_list_error import ChangeListError, change_list_error_text
from kuke_tui.i18n import _
from kuke_tui.messages.clock import now
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.flows.documents import AnyApp
from kuke_tui.tui.verification.lines import verification_lines
from kuke_tui.tui.verification.reading import Job, ReadingScreen, Verified
from kuke_tui.tui.work import Files, OpenFile, Progress, Work
from kuke_tui.workspace.planning import change_list_of

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


async def ask_and_verify(app: AnyApp, work: Work | None, files: Files) -> Verified | None:
    """Ask for plan and fresh export, read and compare them; None where nothing came of it.

    Must run in a worker of Textual, because it waits for dialogs.
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
        chosen = await app.push_screen_wait(
            OpenFileDialog(title=_("The fresh export"), placeholder=_("path of a fresh export"))
        )
        if chosen is None:
            return None
        fresh = path = chosen
    job = _job(plan, fresh, _ways_to_read(work, files))
    outcome = await app.push_screen_wait(ReadingScreen(path, job))
    if isinstance(outcome, Exception):
        await _tell(app, outcome)
        return None
    return outcome


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
    from kuke_tui.tui.sheet_files import SheetFile, SheetFiles

    if work is None or not isinstance(work.file, SheetFile) or work.file.asked == DEFAULT_OPTIONS:
        return (files,)
    return (SheetFiles(work.file.asked), files)


def _job(plan: Callable[[], ChangeList], fresh: Path | OpenFile, ways: Sequence[Files]) -> Job:
    def job(progress: Progress, cancel: Event) -> Verified:
        known = plan()
        file = _opened(fresh, ways, progress, cancel) if isinstance(fresh, Path) else fresh
        found = verify(known, file.export)
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
        case _:
            told = _("A fault of the program stopped the reading: {error}. Nothing was changed.")
            text = told.format(error=repr(error))
    await app.push_screen_wait(MessageDialog(_("Not verified"), visible(text)))
