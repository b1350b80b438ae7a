"""Make the man page from the command line's own table of commands and arguments.

python .ci/make_man_page.py          write docs/kuke-tui.1
python .ci/make_man_page.py check    fail where it is not what the command line says now
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from kuke_tui import __version__
from kuke_tui.cli.commands import COMMANDS, OPEN, Command
from kuke_tui.cli.parser import PROGRAM, parser_for
from kuke_tui.i18n import set_language

PAGE = Path(__file__).resolve().parent.parent / "docs" / f"{PROGRAM}.1"
_DESCRIPTION = """
KUKE moves its clients' accounts from Ekstranet to Portal Klienta. The program reads an export of
accounts, policies and permissions, says which accounts will move (TAK), which will not (NIE) and
which can't be judged (?), gives every reason, helps to correct the permissions, and saves a
corrected export and the list of clicks to make in Ekstranet. It changes local files only.
All that the screen does can be done by the commands below, too, which suits screen readers.
"""
_EXIT_CODES = (
    ("0", "all is as it should be: every account is TAK, everything is done"),
    ("1", "not all is"),
    ("2", "a file can't be read or written, or the call is wrong"),
)


def page() -> str:
    """Return the man page, in English."""
    set_language("en")
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH {_text(PROGRAM.upper())} 1 "" "{PROGRAM} {__version__}"'
    yield from (".SH NAME", f"{_text(PROGRAM)} \\- {_text(OPEN.summary)}")
    yield ".SH SYNOPSIS"
    for command in (OPEN, *COMMANDS):
        yield from (".PP", f".B {_text(_called(command))}", _synopsis(command))
    yield from (".SH DESCRIPTION", *(_text(line) for line in _DESCRIPTION.strip().splitlines()))
    yield ".SH OPTIONS"
    yield from _arguments(OPEN)
    yield ".SH COMMANDS"
    for command in COMMANDS:
        yield from (f".SS {_text(_called(command))}", _text(command.summary))
        yield from _arguments(command)
    yield ".SH EXIT STATUS"
    for code, meaning in _EXIT_CODES:
        yield from (".TP", f".B {code}", _text(meaning))


def _called(command: Command) -> str:
    return PROGRAM if command is OPEN else f"{PROGRAM} {command.name}"


def _actions(command: Command) -> list[argparse.Action]:
    parser = parser_for(command, command.module())
    return parser._actions  # noqa: SLF001 - argparse has no other list of its arguments


def _synopsis(command: Command) -> str:
    words = [_word(action) for action in _actions(command) if action.dest != "help"]
    return _text(" ".join(words))


def _word(action: argparse.Action) -> str:
    value = _value(action)
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else value
    long = next(name for name in action.option_strings if name.startswith("--"))
    word = f"{long} {value}".strip()
    return word if action.required else f"[{word}]"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.metavar is not None:
        return str(action.metavar)
    if action.choices is not None:
        return "|".join(map(str, action.choices))
    return action.dest.upper()


def _arguments(command: Command) -> Iterator[str]:
    for action in _actions(command):
        if action.help is argparse.SUPPRESS:
            continue
        value = _value(action)
        names = [f"{name} {value}".strip() for name in action.option_strings] or [value]
        told = (action.help or "") % {**vars(action), "prog": PROGRAM}
        yield from (".TP", f".B {_text(', '.join(names))}", _text(told))


def _text(text: str) -> str:
    """Write text so that roff takes nothing in it for its own."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main(argument: str) -> int:
    """Write or check the page."""
    if argument == "check":
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        sys.stdout.write("man page fresh\n" if fresh else "man page stale\n")
        return 0 if fresh else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
