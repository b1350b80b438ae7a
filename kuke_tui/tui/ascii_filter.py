"""Nothing but ASCII and letters, for terminals and fonts that have no more than that."""

import os
import sys
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kuke_tui.messages.plain_text import has, plain


@lru_cache(maxsize=4096)
def in_ascii(text: str, encoding: str = "utf-8") -> str:
    """Return the text in as many cells: ASCII, and what letters the encoding has.

    Other letters lose their marks, other signs are replaced.
    """
    if text.isascii():
        return text
    return "".join(
        each
        if each.isascii() or (each.isalpha() and has(encoding, each))
        else plain(each) or "?" * cell_len(each)
        for each in text
    )


class AsciiFilter(LineFilter):
    """Rewrites all that is painted, whichever widget it comes from."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Rewrite the texts; cells and styles stay as they are."""
        return [
            Segment(in_ascii(text, self._encoding), style, control)
            if not control
            else Segment(text, style, control)
            for text, style, control in segments
        ]


def terminal_encoding(
    stream: str | None,
    environment: Mapping[str, str] = os.environ,
    *,
    utf8_mode: bool = bool(sys.flags.utf8_mode),
) -> str:
    """Return what a terminal takes: the encoding of the stream to it, but ASCII in the C locale.

    There Python writes UTF-8 all the same, in its UTF-8 mode, and sets ``LC_CTYPE`` by itself.
    """
    names = ("LC_ALL", "LANG") if utf8_mode else ("LC_ALL", "LC_CTYPE", "LANG")
    named = next(filter(None, map(environment.get, names)), "")
    return "ascii" if named in ("C", "POSIX") and sys.platform != "win32" else stream or "ascii"


def needs_ascii(encoding: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a terminal that takes this encoding is known to have nothing but ASCII and letters.

    The Linux console has 256 or 512 signs in all; a terminal that says it is dumb promises none.
    """
    if environment.get("TERM") in ("linux", "dumb"):
        return True
    return encoding.lower().replace("-", "").replace("_", "") not in ("utf8", "cp65001")
