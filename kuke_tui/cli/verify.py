"""``kuke-tui verify``: what of a plan a fresh export shows."""

import io
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from kuke_tui.cli import exit_codes
from kuke_tui.cli.change_lists import add_change_list_argument, change_list_named, one_stdin
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import add_file_arguments, open_named
from kuke_tui.cli.formats import TABLE, add_format_argument, format_of
from kuke_tui.cli.output import add_output_arguments, check_free, write_data, write_file
from kuke_tui.cli.talk import say
from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.export import Export
from kuke_tui.domain.verification import NotFresh, Verification, verify
from kuke_tui.i18n import _, thousands
from kuke_tui.messages.clock import now
from kuke_tui.messages.visible import visible

_FORMATS = (TABLE, "json", "html")
_TODO_FORMATS = ("xlsx", "csv", "md", "html")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_change_list_argument(parser)
    parser.add_argument("fresh", metavar=_("FRESH"), help=_("a fresh export of Ekstranet"))
    add_file_arguments(parser)
    add_format_argument(parser, _FORMATS, TABLE)
    add_output_arguments(parser)
    parser.add_argument(
        "--todo",
        metavar=_("FILE"),
        type=Path,
        help=_("write what remains as a to-do list: .xlsx, .csv, .md or .html"),
    )
    parser.add_argument(
        "--trust-fresh",
        action="store_true",
        help=_("take FRESH for a fresh export even where it is a file known before, byte for byte"),
    )


def run(arguments: Namespace) -> int:
    """Verify; 0 where everything planned is there, 1 where it is not."""
    one_stdin(arguments.changes, arguments.fresh)
    form = format_of(arguments, _FORMATS, TABLE)
    todo_format = _todo_format(arguments.todo)
    if arguments.todo is not None:
        check_free(arguments.todo, force=arguments.force)
    plan = change_list_named(arguments.changes)
    fresh = open_named(arguments.fresh, arguments).export
    found = _verified(plan, fresh, trusted=arguments.trust_fresh)
    write_data(arguments, "".join(_pieces(found, form)).encode(errors="backslashreplace"))
    if found.not_fresh is not None:
        _tell_it_is_not_fresh(found.not_fresh, todo=arguments.todo)
    elif arguments.todo is not None:
        _write_remaining(found, todo_format, arguments)
    return exit_codes.DONE if found.complete else exit_codes.NOT_ALL


def _todo_format(path: Path | None) -> str:
    suffix = path.suffix.lower().removeprefix(".") if path else _TODO_FORMATS[0]
    if suffix not in _TODO_FORMATS:
        raise CommandError(
            _("{path}: the name of a to-do list ends in .xlsx, .csv, .md or .html.").format(
                path=path
            )
        )
    return suffix


def _verified(plan: ChangeList, fresh: Export, *, trusted: bool) -> Verification:
    if trusted:
        return verify(plan, fresh)
    from kuke_tui.cli.looking_up import looking_up_saved_files
    from kuke_tui.workspace.confirming import verify_unless_saved_here
    from kuke_tui.workspace.sessions import sessions_folder

    with looking_up_saved_files():
        return verify_unless_saved_here(plan, fresh, sessions_folder())


def _tell_it_is_not_fresh(why: NotFresh, *, todo: Path | None) -> None:
    from kuke_tui.messages.verification import not_fresh_text

    say(not_fresh_text(why))
    if todo is not None:
        say(_("What remains can't be told from it, so no to-do list was written."))
    if why is not NotFresh.PLANNED_AGAINST:
        say(_("If Ekstranet itself gave this very file, say so with --trust-fresh."))


def _write_remaining(found: Verification, form: str, arguments: Namespace) -> None:
    from kuke_tui.reports.todo import todo_list
    from kuke_tui.reports.todo_file import write_todo

    todo = todo_list(found.fresh, found.wanted, found.plan.reading, now())
    whole = io.BytesIO()
    write_todo(todo, form, whole)
    write_file(arguments.todo, whole.getvalue(), force=arguments.force)


def _pieces(found: Verification, form: str) -> Iterator[str]:
    if form == "json":
        from kuke_tui.exchange.json_text import json_pieces
        from kuke_tui.exchange.verification_json import verification_json

        return json_pieces(verification_json(found))
    if form == "html":
        from kuke_tui.reports.verification_html import verification_html

        return verification_html(found)
    return _table(found)


def _table(found: Verification) -> Iterator[str]:
    from kuke_tui.messages.readings import reading_text
    from kuke_tui.reports.verification_sections import counts, headlines, sections

    yield from (f"{sentence}\n" for sentence in headlines(found))
    yield "\n"
    for section in sections(found):
        yield f"{visible(section.heading)} ({thousands(len(section.lines))}):\n"
        yield from (f"  - {visible(told.text)}\n" for told in section.lines)
        yield "\n"
    for told, number in counts(found):
        yield f"{thousands(number):>8}  {told}\n"
    yield f"{reading_text(found.plan.reading)}\n"
