"""Signs and letters that stand in for those that a terminal does not have, one for one."""

import unicodedata
from collections.abc import Mapping

_INSTEAD: Mapping[str, str] = {
    # what the program draws with
    **dict.fromkeys("✓✔", "+"),
    **dict.fromkeys("✗✘", "!"),
    **dict.fromkeys("…", "~"),
    **dict.fromkeys("•●◆▪", "*"),
    **dict.fromkeys("→▸▶›", ">"),
    **dict.fromkeys("←◀‹", "<"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼▾", "v"),
    "·": "|",
    **dict.fromkeys("–—−‐‑‒", "-"),
    **dict.fromkeys("„”“«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    "×": "x",
    "≠": "#",
    "\N{NO-BREAK SPACE}": " ",
    # frames, rules, bars and scroll bars
    **dict.fromkeys("─━═╌┄▔▁", "-"),
    **dict.fromkeys("│┃║▏▕▎▍▌▐▊▋▉", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝", "+"),
    **dict.fromkeys("▂▃▄▅▆▇▀", " "),
    "█": "#",
    "▓": "#",
    "▒": ":",
    "░": ".",
    # letters whose mark is a part of them
    **dict(zip("łŁđĐøØı", "lLdDoOi", strict=True)),
}


def plain(character: str) -> str:
    """Return the ASCII character that stands in for one, or nothing where none does.

    >>> plain("ę"), plain("Ł"), plain("→"), plain("世")
    ('e', 'L', '>', '')
    """
    if character in _INSTEAD:
        return _INSTEAD[character]
    parts = unicodedata.normalize("NFKD", character)
    return parts[0] if parts[0].isascii() and all(map(unicodedata.combining, parts[1:])) else ""


def has(encoding: str, character: str) -> bool:
    """Whether an encoding, which may be one that nobody knows, has a character."""
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
