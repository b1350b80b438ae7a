"""The settings as they may stand in a file: the boundary where they are checked.

Read at every start, so a table of what may stand there, and no library for it.
"""

from collections.abc import Mapping
from typing import Any

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import LANGUAGES
from kuke_tui.settings.settings import Settings

_THEMES = ("kuke-dark", "kuke-light", "kuke-contrast", "ansi-dark", "ansi-light")
_ORDERS = ("file", "verdict", "login", "name", "client", "role", "reasons", "changes")
_BOTH = (True, False)

_ALLOWED: dict[str, tuple[str, ...] | tuple[bool, ...]] = {
    "language": tuple(LANGUAGES),
    "theme": _THEMES,
    "ascii": _BOTH,
    "reading": tuple(reading.value for reading in Reading),
    "sort": _ORDERS,
    "sort_descending": _BOTH,
    "tour": _BOTH,
}


def settings_from(stored: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Take over what is right; return the names of what is not, too."""
    right: dict[str, Any] = {
        name: value for name, value in stored.items() if is_known(name) and _may_be(name, value)
    }
    if "reading" in right:
        right["reading"] = Reading(right["reading"])
    return Settings(**right), tuple(name for name in stored if name not in right)


def is_known(name: str) -> bool:
    """Whether there is a setting of that name."""
    return name in _ALLOWED


def _may_be(name: str, value: object) -> bool:
    return any(type(value) is type(allowed) and value == allowed for allowed in _ALLOWED[name])
