"""A screen as text: what stands in each cell, and how the cells look in several appearances."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from string import ascii_letters

from rich.segment import Segment
from rich.style import Style
from textual.app import App

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")


class Cells:
    """The cells of a screen: a character and the name of a style each; a wide one counts once."""

    def __init__(self, app: App[None]) -> None:
        width, height = app.size
        strips = app.screen._compositor.render_strips()[:height]
        rows = [list(_cells(strip.crop(0, width))) for strip in strips]
        self.text = ["".join(text for text, _style in row).rstrip() for row in rows]
        self.styles = [[style for _text, style in row] for row in rows]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cells):
            return NotImplemented
        return (self.text, self.styles) == (other.text, other.styles)

    __hash__ = None  # type: ignore[assignment]  # it is only ever compared


def _cells(segments: Iterable[Segment]) -> Iterator[tuple[str, str]]:
    for text, style, _control in segments:
        named = _name(style)
        for character in text:
            yield character, named


def _name(style: Style | None) -> str:
    if style is None:
        return "default"
    words = [name for name in _ATTRIBUTES if getattr(style, name)]
    ink = style.color.name if style.color else "default"
    paper = style.bgcolor.name if style.bgcolor else "default"
    return " ".join([*words, ink, "on", paper])


def described(appearances: dict[str, Cells]) -> str:
    """Write the text once, then how it looks: of each line, how many cells have which style.

    Styles go by letters in the order in which they are met, and are listed below the lines. Lines
    that look alike are told together. Words must be the same in every appearance.
    """
    first = next(iter(appearances.values()))
    told = [*first.text]
    for name, cells in appearances.items():
        assert not (differing := _differing(first.text, cells.text)), f"{name}: {differing}"
        letters: dict[str, str] = {}
        lines = [_runs(row, letters) for row in cells.styles]
        told += ["", f"== {name}"]
        at = 1
        for line, alike in groupby(lines):
            count = len(list(alike))
            told.append(f"{at}-{at + count - 1}: {line}" if count > 1 else f"{at}: {line}")
            at += count
        told += [f"{letter} = {style}" for style, letter in letters.items()]
    return "\n".join([*told, ""])


def _differing(first: list[str], other: list[str]) -> list[tuple[str, str]]:
    """The lines that do not say the same."""
    return [pair for pair in zip(first, other, strict=True) if pair[0] != pair[1]]


def _runs(row: list[str], letters: dict[str, str]) -> str:
    return " ".join(
        f"{letters.setdefault(style, _letter(len(letters)))}{len(list(run))}"
        for style, run in groupby(row)
    )


def _letter(number: int) -> str:
    rounds, at = divmod(number, len(ascii_letters))
    return ascii_letters[at] + "'" * rounds
