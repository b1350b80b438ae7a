"""Nothing but ASCII and letters, for terminals and fonts that have no more than that."""

import os
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_INSTEAD = {
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
}
_TABLE: Mapping[int, str] = str.maketrans(_INSTEAD)


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """Return the text in as many cells, other signs in place of all that is no ASCII or letter."""
    if text.isascii():
        return text
    text = text.translate(_TABLE)
    return "".join(
        each if each.isascii() or each.isalpha() else "?" * cell_len(each) for each in text
    )


class AsciiFilter(LineFilter):
    """Rewrites all that is painted, whichever widget it comes from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Rewrite the texts; cells and styles stay as they are."""
        return [
            Segment(in_ascii(text), style, control)
            if not control
            else Segment(text, style, control)
            for text, style, control in segments
        ]


def needs_ascii(encoding: str | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a terminal that takes this encoding is known to have nothing but ASCII and letters.

    The Linux console has 256 or 512 signs in all; a terminal that says it is dumb promises none.
    """
    if environment.get("TERM") in ("linux", "dumb"):
        return True
    return (encoding or "").lower().replace("-", "").replace("_", "") not in ("utf8", "cp65001")
