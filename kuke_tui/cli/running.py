"""A call from its words to its exit code. Nothing that goes wrong ends in a traceback."""

import codecs
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from kuke_tui.cli import exit_codes
from kuke_tui.cli.commands import COMMANDS, OPEN, command_named
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.language import choose_language
from kuke_tui.cli.parser import PROGRAM, parsed, whole_parser
from kuke_tui.cli.talk import say
from kuke_tui.i18n import _
from kuke_tui.sheets.errors import SheetError

_PLAINLY = "kuke-tui-plainly"
"""The name, among the codecs', of our way to write what an output does not have."""


def run(arguments: Sequence[str]) -> int:
    """Do what is called for, telling errors in one sentence; return the exit code."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        from kuke_tui.cli.output import stop_writing

        stop_writing()
        return exit_codes.BROKEN_PIPE
    except KeyboardInterrupt:
        say(_("Interrupted."))
        return exit_codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback
        from kuke_tui.messages.fault import fault_text

        say(f"{PROGRAM}: {fault_text(error)}")
        return exit_codes.FAILED


def _run(arguments: Sequence[str]) -> int:
    _speak_every_letter()
    words = choose_language(list(arguments))
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(whole_parser())
    try:
        code = _dispatch(words)
    except SystemExit as ended:  # argparse after --help and --version
        code = ended.code if isinstance(ended.code, int) else exit_codes.DONE
    except CommandError as error:
        say(f"{PROGRAM}: {error}")
        code = exit_codes.FAILED
    except SheetError as error:
        from kuke_tui.messages.errors import error_text

        say(f"{PROGRAM}: {error_text(error)}")
        code = exit_codes.FAILED
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _dispatch(words: Sequence[str]) -> int:
    named = command_named(words[0]) if words else None
    if named is None and words:
        _refuse_misspelled(words)
    command, rest = (OPEN, words) if named is None else (named, words[1:])
    module = command.module()
    return module.run(parsed(command, module, rest))


def _refuse_misspelled(words: Sequence[str]) -> None:
    """Say so where a word that names no file was meant as a command. Raises ``CommandError``."""
    word, *rest = words
    looks_like_a_path = Path(word).suffix or Path(word).name != word
    if word.startswith("-") or looks_like_a_path or os.path.exists(word):  # noqa: PTH110 - raises nothing
        return
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), [command.name for command in COMMANDS], n=1)
    if near:
        told = _("there is no command “{word}”; do you mean “{near}”?")
        raise CommandError(told.format(word=word, near=near[0]))
    if rest and not rest[0].startswith("-"):
        told = _("there is no command “{word}” (see {help})")
        raise CommandError(told.format(word=word, help=f"{PROGRAM} --help"))


def _speak_every_letter() -> None:
    """Let no letter of a name be too much for the output, whatever Windows or the locale say."""
    codecs.register_error(_PLAINLY, _plainly)
    for stream in (sys.stdout, sys.stderr):
        encoding = "utf-8" if sys.platform == "win32" else None
        _reconfigure(stream, encoding)


def _reconfigure(stream: TextIO, encoding: str | None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=encoding, errors=_PLAINLY)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Write ``e`` for an ``ę`` that the output does not have: columns stay columns."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from kuke_tui.messages.plain_text import plain

    lacking = error.object[error.start : error.end]
    escaped = (plain(each) or each.encode("ascii", "backslashreplace").decode() for each in lacking)
    return "".join(escaped), error.end
