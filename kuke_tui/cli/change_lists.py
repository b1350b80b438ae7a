"""How a change list is named in a call."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import STDIN
from kuke_tui.domain.change_list import ChangeList
from kuke_tui.exchange.change_list_error import ChangeListError, change_list_error_text
from kuke_tui.i18n import _


def add_change_list_argument(parser: ArgumentParser) -> None:
    """Declare a change list."""
    parser.add_argument(
        "changes",
        metavar=_("CHANGES"),
        help=_("the change list, JSON of “kuke-tui changes”; - reads standard input"),
    )


def change_list_named(changes: str) -> ChangeList:
    """Read the change list that a call names. Raises ``CommandError``."""
    from kuke_tui.exchange.change_list_file import MAX_BYTES, change_list_from, read_change_list

    try:
        if changes == STDIN:
            return change_list_from(sys.stdin.buffer.read(MAX_BYTES + 1), STDIN)
        return read_change_list(Path(changes))
    except ChangeListError as error:
        raise CommandError(change_list_error_text(error)) from error


def one_stdin(*names: str | None) -> None:
    """Refuse to read two things from standard input. Raises ``CommandError``."""
    if names.count(STDIN) > 1:
        raise CommandError(_("Only one of the files can come from standard input."))
