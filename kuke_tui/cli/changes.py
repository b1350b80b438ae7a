"""``kuke-tui changes``: what leads from one export to another, as a list of things to do."""

import io
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from kuke_tui.cli import exit_codes
from kuke_tui.cli.change_lists import one_stdin
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import STDIN, add_reading_arguments, open_named
from kuke_tui.cli.formats import add_format_argument, format_of
from kuke_tui.cli.journals import reasons_for_leaving
from kuke_tui.cli.output import add_output_arguments, write_data
from kuke_tui.cli.rule import reading_of
from kuke_tui.cli.talk import say
from kuke_tui.domain.changes import ExportDifference, changes_between, lost_rights
from kuke_tui.domain.export import Export
from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.clock import now
from kuke_tui.messages.differences import difference_sections
from kuke_tui.messages.visible import visible_short

if TYPE_CHECKING:
    from kuke_tui.sheets.opening import OpenedExport

_MARKDOWN = "md"
_FORMATS = ("json", "csv", _MARKDOWN, "html", "xlsx")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("before", metavar=_("BEFORE"), help=_("the export as it is"))
    parser.add_argument("after", metavar=_("AFTER"), help=_("the export as it should be"))
    add_reading_arguments(parser)
    add_format_argument(parser, _FORMATS, _MARKDOWN)
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Compare the exports and write the list."""
    form = _form(arguments)
    one_stdin(arguments.before, arguments.after)
    opened = open_named(arguments.before, arguments)
    before, after = opened.export, _open_after(arguments, opened)
    lost = lost_rights(before, after)
    if lost:
        raise CommandError(
            _(
                "The second export has no column for what accounts hold in the first ({rights}), "
                "so that what became of it can't be told."
            ).format(rights=", ".join(map(visible_short, lost)))
        )
    difference = changes_between(before, after)
    write_data(arguments, _written(form, before, after, difference, reading_of(arguments)))
    _tell_what_is_not_compared(difference)
    return exit_codes.DONE


def _open_after(arguments: Namespace, before: "OpenedExport") -> Export:
    """Read the second export; by the columns of the first where both have the same header.

    A column that somebody emptied looks like none of permissions.
    """
    opened = open_named(arguments.after, arguments)
    known = opened.recognition.mapping
    wanted = known.read_as(before.recognition.mapping)
    if wanted != known and arguments.columns is None and arguments.after != STDIN:
        opened = open_named(arguments.after, arguments, wanted)
    return opened.export


def _form(arguments: Namespace) -> str:
    form = format_of(arguments, _FORMATS, _MARKDOWN)
    if form == "xlsx" and arguments.output is None and sys.stdout.isatty():
        raise CommandError(_("A workbook can't be shown here; name a file with --output."))
    return form


def _written(
    form: str, before: Export, after: Export, difference: ExportDifference, reading: Reading
) -> bytes:
    time = now()
    if form == "json":
        from kuke_tui.domain.change_list import plan_between
        from kuke_tui.exchange.change_list_file import change_list_pieces

        plan = plan_between(
            before, after, difference.changes, reading, time, reasons_for_leaving(before)
        )
        pieces = change_list_pieces(plan)
        return "".join(pieces).encode(errors="backslashreplace")
    from kuke_tui.reports.todo import todo_between
    from kuke_tui.reports.todo_file import write_todo

    target = io.BytesIO()
    write_todo(todo_between(before, after, difference.changes, reading, time), form, target)
    return target.getvalue()


def _tell_what_is_not_compared(difference: ExportDifference) -> None:
    vanished, new = len(difference.vanished_accounts), len(difference.new_accounts)
    if vanished:
        told = ngettext(
            "{n} account stands in the first export only.",
            "{n} accounts stand in the first export only.",
            vanished,
        )
        say(told.format(n=thousands(vanished)))
    if new:
        told = ngettext(
            "{n} account stands in the second export only.",
            "{n} accounts stand in the second export only.",
            new,
        )
        say(told.format(n=thousands(new)))
    others = ExportDifference(
        new_policies=difference.new_policies,
        vanished_policies=difference.vanished_policies,
        new_rights=difference.new_rights,
        vanished_rights=difference.vanished_rights,
        role_changes=difference.role_changes,
        unreadable=difference.unreadable,
    )
    for heading, lines in difference_sections(others):
        say(f"{heading}: {', '.join(lines)}")
