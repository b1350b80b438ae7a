"""Text from a file, made safe and honest to show."""

import re
import unicodedata

_SUSPECT = re.compile(r"[^\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """Replace what can't be seen, or what would steer a terminal, by a visible sign.

    Control characters become their pictures (``␛``); formats, surrogates and line separators
    become ``�``.
    """
    return text if text.isascii() and text.isprintable() else _SUSPECT.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char = match[0]
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    return "\ufffd" if unicodedata.category(char) in _HIDDEN else char


def visible_short(text: str, limit: int = 80) -> str:
    """The same for a cell of unknown length: the first ``limit`` characters, then ``…``."""
    return visible(text if len(text) <= limit else text[: limit - 1] + "…")
