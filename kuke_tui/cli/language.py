"""``--lang``, which may stand anywhere in a call."""

import os

from kuke_tui.i18n import LANGUAGES, guess_language, set_language

OPTION = "--lang"
_VARIABLE = "KUKE_TUI_LANG"


def choose_language(arguments: list[str]) -> list[str]:
    """Set the language asked for, else the person's own, else the one guessed.

    Return the arguments without it. A ``--lang`` that is not understood is left for the parser to
    complain about.
    """
    kept: list[str] = []
    chosen: str | None = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            kept += [argument, *remaining]
        elif argument == OPTION:
            value = next(remaining, None)
            if value in LANGUAGES:
                chosen = value
            else:
                kept += [argument] if value is None else [argument, value]
        elif argument.startswith(f"{OPTION}=") and argument.partition("=")[2] in LANGUAGES:
            chosen = argument.partition("=")[2]
        else:
            kept.append(argument)
    set_language(chosen or _own() or guess_language())
    return kept


def _own() -> str | None:
    """Return the language of the settings; the variable of the program comes before it."""
    if os.environ.get(_VARIABLE):
        return None
    from kuke_tui.settings.file import default_settings_file

    return default_settings_file().language()
