"""``kuke-tui [EXPORT]``: the program on the screen."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kuke_tui.cli.export_arguments import add_file_arguments, options_in
from kuke_tui.cli.screen import add_screen_arguments, show
from kuke_tui.i18n import _
from kuke_tui.sheets.file_kind import file_kind


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "export", metavar=_("EXPORT"), type=Path, nargs="?", help=_("the export to open")
    )
    add_screen_arguments(parser)
    add_file_arguments(parser)


def run(arguments: Namespace) -> int:
    """Open the program; a file that can't be used is told before the screen is taken."""
    if arguments.export is not None:
        file_kind(arguments.export)
    return show(arguments.export, arguments, options_in(arguments))
