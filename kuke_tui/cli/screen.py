"""Taking the screen: how it is to look, the guided tour, and the end of it."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from kuke_tui.cli import exit_codes
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.rule import add_own_rule_argument
from kuke_tui.cli.talk import say
from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.sheets.read_options import DEFAULT_OPTIONS, ReadOptions

if TYPE_CHECKING:
    from kuke_tui.tui.app import KukeApp
    from kuke_tui.tui.settled_app import Setup

_THEMES = ("kuke-dark", "kuke-light", "kuke-contrast", "ansi-dark", "ansi-light")


def add_screen_arguments(parser: ArgumentParser) -> None:
    """Declare what the person may otherwise set for good."""
    add_own_rule_argument(parser)
    parser.add_argument("--theme", choices=_THEMES, help=_("the colours (default: as last chosen)"))
    parser.add_argument(
        "--ascii",
        action=BooleanOptionalAction,
        help=_("draw with ASCII and letters only (default: where the terminal needs it)"),
    )


def show(
    export: Path | None,
    arguments: Namespace,
    options: ReadOptions | None = None,
    *,
    tour: bool = False,
) -> int:
    """Take the screen until the person quits. Raises ``CommandError`` where there is none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError(
            _("the program opens in a terminal only; in scripts use “kuke-tui check”.")
        )
    from kuke_tui.tui.app import KukeApp

    setup = _setup(arguments)
    app = KukeApp(
        export,
        reading=Reading(arguments.reading or setup.settings.reading),
        theme=arguments.theme,
        options=None if options == DEFAULT_OPTIONS else options,
        setup=setup,
        tour=tour or (export is None and setup.settings.tour),
    )
    app.run()
    if app.fault is not None:
        return _tell_fault(app, app.fault)
    return app.return_code or exit_codes.DONE


def _setup(arguments: Namespace) -> "Setup":
    from kuke_tui.settings.file import default_settings_file
    from kuke_tui.tui.ascii_filter import needs_ascii, terminal_encoding
    from kuke_tui.tui.settled_app import Setup

    file = default_settings_file()
    settings, faults = file.load()
    encoding = terminal_encoding(getattr(sys.__stdout__, "encoding", None))
    ascii_only = settings.ascii if arguments.ascii is None else arguments.ascii
    if ascii_only is None:
        ascii_only = needs_ascii(encoding)
    complaints = tuple(fault.text() for fault in faults)
    return Setup(settings, file, ascii_only, encoding, complaints)


def _tell_fault(app: "KukeApp", fault: BaseException) -> int:
    from kuke_tui.cli.parser import PROGRAM
    from kuke_tui.messages.fault import fault_text

    say(f"{PROGRAM}: {fault_text(fault)}")
    if app.at_hand is not None and app.at_hand.is_kept:
        say(_("Your changes are kept: open the same export again and they are offered."))
    return exit_codes.FAILED
