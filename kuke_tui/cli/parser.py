"""The parser of a call, in the language of the one who calls."""

import argparse
from collections.abc import Sequence
from textwrap import fill
from typing import NoReturn

from kuke_tui import __version__
from kuke_tui.cli.commands import COMMANDS, OPEN, Command, CommandModule
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.language import OPTION
from kuke_tui.i18n import LANGUAGES, _

PROGRAM = "kuke-tui"
_INDENT = 24
_WIDTH = 79


class Parser(argparse.ArgumentParser):
    """An argument parser that ends a wrong call with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Complain in one sentence that names the help."""
        raise CommandError(
            _("{message} (see {help})").format(message=message, help=f"{self.prog} --help")
        )


def parser_for(command: Command, module: CommandModule) -> Parser:
    """Return the parser of one command's arguments, those after its name."""
    is_open = command is OPEN
    parser = Parser(
        prog=PROGRAM if is_open else f"{PROGRAM} {command.name}",
        description=_(command.summary),
        epilog=_list_of_commands() if is_open else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_arguments(parser, module)
    if is_open:
        _add_version(parser)
    return parser


def whole_parser() -> Parser:
    """Return one parser of all commands, for shells to complete from."""
    parser = Parser(prog=PROGRAM, allow_abbrev=False)
    _add_language(parser)
    _add_version(parser)
    commands: argparse._SubParsersAction[Parser] = parser.add_subparsers()
    for command in COMMANDS:
        summary = _(command.summary)
        _add_arguments(commands.add_parser(command.name, help=summary), command.module())
    return parser


def parsed(command: Command, module: CommandModule, words: Sequence[str]) -> argparse.Namespace:
    """Understand the words after a command's name. Raises ``CommandError``."""
    return parser_for(command, module).parse_args(words)


def _add_arguments(parser: argparse.ArgumentParser, module: CommandModule) -> None:
    module.add_arguments(parser)
    _add_language(parser)


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        OPTION, choices=LANGUAGES, help=_("language of the texts, wherever it stands in the call")
    )


def _add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"{PROGRAM} {__version__}",
        help=_("show the program's version and exit"),
    )


def _list_of_commands() -> str:
    lines = (
        f"  {f'{PROGRAM} {command.name}':{_INDENT - 4}}  {_(command.summary)}"
        for command in COMMANDS
    )
    served = _(
        "With a screen reader use these commands: they do all that the screen does. Begin with "
        "“kuke-tui check EXPORT”."
    )
    return "\n".join([_("commands:"), *lines, "", fill(served, _WIDTH)])
