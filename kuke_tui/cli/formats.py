"""The format of a command's output: asked for, or seen in the name of the file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from kuke_tui.cli.errors import CommandError
from kuke_tui.i18n import _

TABLE = "table"
"""Plain text for a person to read."""
JSON = "json"

_SUFFIXES = {TABLE: ("txt",), "html": ("html", "htm")}


def add_format_argument(parser: ArgumentParser, formats: Sequence[str], otherwise: str) -> None:
    """Declare the format, which the name of the file may tell."""
    parser.add_argument(
        "--format",
        choices=formats,
        help=_("how to tell it (default: by the name of the file, else {format})").format(
            format=otherwise
        ),
    )


def add_telling_argument(parser: ArgumentParser) -> None:
    """Declare how a command that saves or keeps something tells what it did."""
    parser.add_argument(
        "--format",
        choices=(TABLE, JSON),
        default=TABLE,
        help=_("how to tell it (default: %(default)s)"),
    )


def format_of(arguments: Namespace, formats: Sequence[str], otherwise: str) -> str:
    """Return the format asked for, or the one that the name of the file ends in.

    Raises ``CommandError`` for a file whose name tells no format that the command writes.
    """
    if arguments.format is not None:
        asked: str = arguments.format
        return asked
    if arguments.output is None:
        return otherwise
    suffix = arguments.output.suffix[1:].lower()
    by_suffix = {name: form for form in formats for name in _SUFFIXES.get(form, (form,))}
    if suffix and suffix not in by_suffix:
        raise CommandError(
            _("{path}: the name ends in none of {suffixes}; say the format with --format.").format(
                path=arguments.output, suffixes=", ".join(f".{name}" for name in by_suffix)
            )
        )
    return by_suffix.get(suffix, otherwise)
