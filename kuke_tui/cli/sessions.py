"""``kuke-tui sessions``: the work kept in the user's state folder, its trail, and its end."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from kuke_tui.cli import exit_codes
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.output import data_on_stdout
from kuke_tui.cli.parser import PROGRAM
from kuke_tui.cli.talk import say
from kuke_tui.i18n import _, ngettext
from kuke_tui.messages.journal import journal_fault
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.sessions import (
    Session,
    delete_session,
    list_sessions,
    sessions_folder,
    sessions_named,
)

_LIST, _DELETE, _TRAIL = "list", "delete", "trail"
_TABLE, _JSON, _CSV = "table", "json", "csv"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=(_LIST, _DELETE, _TRAIL),
        default=_LIST,
        help=_(
            "list what is kept; delete it for good, the work on an export together with the "
            "audit trail of what was done; or write the audit trail of one (default: %(default)s)"
        ),
    )
    parser.add_argument(
        "ids", metavar="ID", nargs="*", help=_("which of them: the id, or how it begins")
    )
    parser.add_argument("--all", action="store_true", help=_("delete all that is not in use"))
    parser.add_argument(
        "--format",
        choices=(_TABLE, _JSON, _CSV),
        help=_("how to tell it (default: table; of a trail: csv)"),
    )


def run(arguments: Namespace) -> int:
    """List, delete or tell what was done.

    Returns 1 where something in use was not deleted, 2 where something could not be.
    """
    _check(arguments)
    with _told():
        sessions = list_sessions(sessions_folder())
    if arguments.action == _TRAIL:
        _write_trail(arguments, _named(sessions, arguments.ids[0]))
        return exit_codes.DONE
    if arguments.action == _LIST:
        _write(arguments, sessions)
        return exit_codes.DONE
    return _delete(arguments, sessions)


def _delete(arguments: Namespace, sessions: tuple[Session, ...]) -> int:
    if arguments.all:
        chosen = tuple(session for session in sessions if not session.in_use)
    else:
        chosen = tuple(dict.fromkeys(_named(sessions, prefix) for prefix in arguments.ids))
    deleted = tuple(filter(_is_deleted, chosen))
    _write(arguments, deleted)
    count = len(deleted)
    say(
        ngettext(
            "{n} session deleted, with its audit trail.",
            "{n} sessions deleted, with their audit trails.",
            count,
        ).format(n=count)
    )
    left = len(sessions) - len(chosen) if arguments.all else 0
    if left:
        say(
            ngettext(
                "{n} session is in use by an open program and stays.",
                "{n} sessions are in use by open programs and stay.",
                left,
            ).format(n=left)
        )
    if count < len(chosen):
        return exit_codes.FAILED
    return exit_codes.NOT_ALL if left else exit_codes.DONE


def _is_deleted(session: Session) -> bool:
    """Delete a session, or say why it stays: the others are deleted all the same."""
    try:
        delete_session(session)
    except (JournalError, JournalTakenError) as error:
        told = _("session {id} can't be deleted ({why}).")
        say(f"{PROGRAM}: {told.format(id=session.id, why=journal_fault(error))}")
        return False
    return True


def _check(arguments: Namespace) -> None:
    unfit = _TABLE if arguments.action == _TRAIL else _CSV
    if arguments.format == unfit:
        raise CommandError(
            _("A trail is written as csv or json, everything else as table or json.")
        )
    if arguments.action == _TRAIL:
        if len(arguments.ids) != 1 or arguments.all:
            raise CommandError(_("For a trail, say: kuke-tui sessions trail ID."))
    elif arguments.action == _LIST:
        if arguments.ids or arguments.all:
            raise CommandError(_("To delete, say: kuke-tui sessions delete ID."))
    elif bool(arguments.ids) == arguments.all:
        raise CommandError(_("Say what to delete: ids, or --all."))


def _named(sessions: tuple[Session, ...], prefix: str) -> Session:
    found = sessions_named(sessions, prefix)
    if not found:
        raise CommandError(_("No session has the id {id}.").format(id=prefix))
    if len(found) > 1:
        raise CommandError(
            _("Several sessions begin with {id}; give more of it.").format(id=prefix)
        )
    if found[0].in_use:
        raise CommandError(
            _("Session {id} is in use by an open program; close it first.").format(id=found[0].id)
        )
    return found[0]


def _write(arguments: Namespace, sessions: tuple[Session, ...]) -> None:
    if arguments.format == _JSON:
        from kuke_tui.exchange.json_text import json_pieces
        from kuke_tui.exchange.sessions_json import sessions_json

        with data_on_stdout() as output:
            output.writelines(json_pieces(sessions_json(sessions)))
    elif arguments.action == _LIST:
        with data_on_stdout() as output:
            _write_table(sessions, output)


def _write_trail(arguments: Namespace, session: Session) -> None:
    from kuke_tui.exchange.trail_file import session_trail, trail_csv, trail_json

    with _told():
        entries = session_trail(session)
    as_json = arguments.format == _JSON
    tell = trail_json if as_json else trail_csv
    with data_on_stdout(byte_order_mark=not as_json) as output:
        output.writelines(tell(entries, session.sha256))


def _write_table(sessions: tuple[Session, ...], output: TextIO) -> None:
    from kuke_tui.messages.sessions import session_columns, session_headings

    if not sessions:
        output.write(_("No work is kept.") + "\n")
        return
    rows = [session_headings(), *map(session_columns, sessions)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{text:{width}}" for text, width in zip(row, widths, strict=True))
        output.write("  ".join(cells).rstrip() + "\n")


@contextmanager
def _told() -> Iterator[None]:
    """Turn errors of the journals into sentences."""
    try:
        yield
    except JournalTakenError as error:
        raise CommandError(_("It is in use by an open program; close it first.")) from error
    except JournalError as error:
        raise CommandError(
            _("The kept work can't be read ({why}).").format(why=journal_fault(error))
        ) from error
