"""Writing the to-do list for a person and the change list for ``kuke-tui verify``."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kuke_tui.i18n import N_, _, ngettext, thousands
from kuke_tui.messages.clock import now
from kuke_tui.reports.todo import TodoList, todo_list
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.flows.documents import AnyApp, pieces, place_of, write_document
from kuke_tui.tui.work import Work
from kuke_tui.workspace.planning import change_list_of

TODO_WORD = "lista-klikniec"
"""What the name offered for a to-do list ends in, before its suffix."""
_FORMATS = (
    ("xlsx", N_("Excel, to filter and tick (xlsx)")),
    ("html", N_("Browser, to print and tick (html)")),
    ("md", N_("Text (Markdown)")),
    ("csv", N_("Table (csv)")),
)


async def write_todo_of(app: AnyApp, work: Work) -> Path | None:
    """Write what is to be clicked for the changes made in this work."""
    workspace = work.workspace

    def make() -> TodoList:
        return todo_list(workspace.export, dict(workspace.changed), workspace.reading, now())

    return await write_todo(app, make, workspace.totals().changed_boxes, place_of(work))


async def write_todo(
    app: AnyApp, make: Callable[[], TodoList], clicks: int, beside: Path
) -> Path | None:
    """Ask for a format and a path, then make the list of ``clicks`` checkboxes and write it."""
    choices = [Choice(form, _(label)) for form, label in _FORMATS]
    form = await app.push_screen_wait(ChooseDialog(_("To-do list"), choices))
    if form is None:
        return None

    def write(target: BinaryIO) -> None:
        from kuke_tui.reports.todo_file import write_todo as write_as

        write_as(make(), form, target)

    about = " ".join(
        (
            _("What is to be clicked in Ekstranet, account after account."),
            ngettext("{n} checkbox.", "{n} checkboxes.", clicks).format(n=thousands(clicks)),
        )
    )
    ending = (TODO_WORD, f".{form}")
    return await write_document(app, _("To-do list"), about, beside, ending, write)


async def write_change_list(app: AnyApp, work: Work) -> Path | None:
    """Write the plan as the JSON that a fresh export is held against later."""
    about = _(
        "The plan as a file for the program: with it a fresh export is verified, here or by "
        "“kuke-tui verify”. It holds the logins and permissions of all accounts of the export."
    )

    def write(target: BinaryIO) -> None:
        from kuke_tui.exchange.change_list_file import change_list_pieces

        pieces(change_list_pieces(change_list_of(work.workspace, now())))(target)

    ending = ("lista-zmian", ".json")
    return await write_document(app, _("Change list"), about, place_of(work), ending, write)
