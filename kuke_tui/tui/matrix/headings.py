"""Names of rights in the few character cells of a column."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


@lru_cache(maxsize=64)
def headings(
    names: Sequence[str], width: int, lines: int, ellipsis: str = ELLIPSIS
) -> tuple[tuple[str, ...], ...]:
    """Break each name into ``lines`` lines of at most ``width``, the empty ones first.

    Names that would look alike when cut show their ends instead.
    """
    broken = [_broken(name, width, lines, ellipsis) for name in names]
    alike = Counter(broken)
    return tuple(
        _with_its_end(name, heading, width, ellipsis) if alike[heading] > 1 else heading
        for name, heading in zip(names, broken, strict=True)
    )


def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """Shorten a text to at most ``width`` character cells, saying so with an ellipsis."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - cell_len(ellipsis))).rstrip() + ellipsis


def _broken(name: str, width: int, lines: int, ellipsis: str) -> tuple[str, ...]:
    result: list[str] = []
    words = name.split()
    while words and len(result) < lines:
        line = words.pop(0)
        while words and cell_len(line) + 1 + cell_len(words[0]) <= width:
            line += " " + words.pop(0)
        if words and len(result) == lines - 1:
            line = " ".join((line, *words))
            words.clear()
        result.append(cut(line, width, ellipsis))
    return ("",) * (lines - len(result)) + tuple(result)


def _with_its_end(
    name: str, heading: tuple[str, ...], width: int, ellipsis: str
) -> tuple[str, ...]:
    end = name
    while cell_len(end) > width - cell_len(ellipsis):
        end = end[1:]
    return (*heading[:-1], ellipsis + end.lstrip()) if end != name else heading
