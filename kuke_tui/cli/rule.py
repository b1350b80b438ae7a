"""Which reading of the rule a call asks for."""

from argparse import ArgumentParser, Namespace

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _

_READINGS = tuple(reading.value for reading in Reading)


def add_rule_argument(parser: ArgumentParser) -> None:
    """Declare the reading of the rule; a script's outcome depends on nobody's settings."""
    _add(parser, _("default: strict"), Reading.STRICT.value)


def add_own_rule_argument(parser: ArgumentParser) -> None:
    """Declare the reading of the rule for the screen, where the person's settings hold."""
    _add(parser, _("default: as set, else strict"))


def add_plan_rule_argument(parser: ArgumentParser) -> None:
    """Declare the reading of the rule where a change list may say it."""
    _add(parser, _("default: that of the change list, else strict"))


def _add(parser: ArgumentParser, otherwise: str, default: str | None = None) -> None:
    told = _("each right with changes, or one is enough ({otherwise})")
    parser.add_argument(
        "--reading", choices=_READINGS, default=default, help=told.format(otherwise=otherwise)
    )


def reading_of(arguments: Namespace) -> Reading:
    """Return the reading of the rule asked for."""
    return Reading(arguments.reading)
