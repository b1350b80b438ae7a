"""Which reading of the rule a call asks for."""

from argparse import ArgumentParser, Namespace

from kuke_tui.domain.rules import Reading
from kuke_tui.i18n import _

_READINGS = tuple(reading.value for reading in Reading)


def add_rule_argument(parser: ArgumentParser) -> None:
    """Declare the reading of the rule; a script's outcome depends on nobody's settings."""
    parser.add_argument(
        "--reading",
        choices=_READINGS,
        default=Reading.STRICT.value,
        help=_("each right with changes, or one is enough (default: %(default)s)"),
    )


def add_own_rule_argument(parser: ArgumentParser) -> None:
    """Declare the reading of the rule for the screen, where the person's settings hold."""
    parser.add_argument(
        "--reading",
        choices=_READINGS,
        help=_("each right with changes, or one is enough (default: as set, else strict)"),
    )


def reading_of(arguments: Namespace) -> Reading:
    """Return the reading of the rule asked for."""
    return Reading(arguments.reading)
