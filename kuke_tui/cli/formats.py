"""The format of a command's output: asked for, or seen in the name of the file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from kuke_tui.i18n import _


def add_format_argument(parser: ArgumentParser, formats: Sequence[str], otherwise: str) -> None:
    """Declare the format, which the name of the file may tell."""
    parser.add_argument(
        "--format",
        choices=formats,
        help=_("how to tell it (default: by the name of the file, else {format})").format(
            format=otherwise
        ),
    )


def format_of(arguments: Namespace, formats: Sequence[str], otherwise: str) -> str:
    """Return the format asked for, or else the one that the name of the file ends in."""
    if arguments.format is not None:
        asked: str = arguments.format
        return asked
    suffix: str = arguments.output.suffix[1:].lower() if arguments.output else ""
    return suffix if suffix in formats else otherwise
