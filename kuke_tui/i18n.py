"""The one catalogue: English message ids, Polish from ``locale/``, chosen once at the start.

Nothing here is known to the domain. ``_`` looks the language up at each call, so that a module
may be imported before the language is chosen; message ids are never translated at import time.
"""

import gettext as _gettext
import locale as _locale
import os
import sys
from pathlib import Path

LANGUAGES = ("pl", "en")
DEFAULT_LANGUAGE = "pl"
_LOCALE_DIR = Path(__file__).parent / "locale"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def _(message: str) -> str:
    """Translate a message id."""
    return _current.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a message id for the catalogue where it stands; whoever shows it translates it."""
    return message


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message that counts ``n`` things; placeholders are the caller's to fill."""
    return _current.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate a message id that means different things in different places."""
    return _current.pgettext(context, message)


def language() -> str:
    """Return the language in force, ``pl`` or ``en``."""
    return _language


def set_language(code: str) -> None:
    """Speak ``pl`` or ``en`` from now on, in argparse's messages too."""
    global _current, _language  # noqa: PLW0603 - one language per process
    if code not in LANGUAGES:
        raise ValueError(code)
    _language = code
    if code == "en":
        _current = _gettext.NullTranslations()
    else:
        _current = _gettext.translation("kuke_tui", _LOCALE_DIR, [code])
    _gettext.bindtextdomain("kuke_tui", str(_LOCALE_DIR))
    _gettext.textdomain("kuke_tui")
    os.environ["LANGUAGE"] = code


def guess_language() -> str:
    """Choose from the environment: English only where it asks for another language than Polish.

    ``KUKE_TUI_LANG`` comes first; then the POSIX variables, then what Windows says. Polish
    where nothing is known: ``C`` and ``POSIX`` name no language.
    """
    for name in ("KUKE_TUI_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").split(":")[0].split(".")[0].lower()
        if value and value not in ("c", "posix"):
            return "pl" if value.startswith("pl") else "en"
    system = _windows_language().lower()
    return "en" if system and not system.startswith(("pl", "polish")) else DEFAULT_LANGUAGE


def _windows_language() -> str:
    # Elsewhere the variables are all there is: for C.UTF-8, which Python itself puts in the place
    # of C, getlocale() makes English up.
    return _locale.getlocale()[0] or "" if sys.platform == "win32" else ""


def decimal(value: float, digits: int = 1) -> str:
    """Format a number with the language's decimal mark."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if _language == "pl" else text


def thousands(value: int) -> str:
    """Group a whole number by thousands: ``50 000`` in Polish (no-break space), ``50,000`` else."""
    return f"{value:,}".replace(",", "\u00a0") if _language == "pl" else f"{value:,}"
