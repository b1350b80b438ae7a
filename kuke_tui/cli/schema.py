"""``kuke-tui schema``: the published shapes of the JSON that commands print."""

import json
from argparse import ArgumentParser, Namespace

from kuke_tui.cli import exit_codes
from kuke_tui.cli.output import data_on_stdout
from kuke_tui.i18n import _

_NAMES = ("check", "fix", "changes", "apply", "set", "decide", "verify", "sessions", "trail")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "name",
        metavar=_("COMMAND"),
        nargs="?",
        choices=_NAMES,
        help=_("one of {names}; all of them where left out").format(names=", ".join(_NAMES)),
    )


def run(arguments: Namespace) -> int:
    """Print one schema, or an object of all of them."""
    from kuke_tui.exchange.schemas import schema_of

    if arguments.name is None:
        told = {name: schema_of(name) for name in _NAMES}
    else:
        told = schema_of(arguments.name)
    with data_on_stdout() as output:
        json.dump(told, output, ensure_ascii=False, indent=2)
        output.write("\n")
    return exit_codes.DONE
