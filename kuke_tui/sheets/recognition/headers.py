"""Which rows are a table's header, and what its names alone say of the columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuke_tui.domain.boxes import Box
from kuke_tui.sheets.grid import GridRow, column_letter
from kuke_tui.sheets.recognition.names import (
    Meaning,
    box_word,
    fold_name,
    meanings_of,
    split_box_header,
)
from kuke_tui.sheets.recognition.sampling import has_content
from kuke_tui.sheets.recognition.values import BUILT_IN_MEANINGS, value_text

_SEARCHED_ROWS = 100
MAX_COLUMNS = 2_000
"""Columns looked at; no table of permissions is wider."""

_WEIGHTS = {Meaning.LOGIN: 4, Meaning.POLICY: 4}


@dataclass(frozen=True, slots=True)
class Header:
    """A candidate for a table's header.

    ``names`` has a text for each column, empty where there is none. In a header of two lines
    a box under a right's name makes ``Limity kredytowe - podgląd``. ``lines`` are the header's
    rows as trimmed texts, to know them again after a page break.
    """

    row: int
    names: tuple[str, ...]
    meanings: dict[int, Meaning]
    lines: tuple[tuple[str, ...], ...]
    score: int

    @property
    def stated(self) -> set[int]:
        """The columns over which something stands in the file."""
        return {at for line in self.lines for at, text in enumerate(line) if text}


def nameless(column: int) -> str:
    """Name a column under an empty heading by its letter, such as ``(F)``."""
    return f"({column_letter(column)})"


def find_header(rows: Sequence[GridRow]) -> Header | None:
    """Find the row, or two neighbouring rows, that name most columns; of equals the first."""
    candidates = [header for header in header_candidates(rows) if header.score]
    candidates.sort(key=lambda header: (-header.score, len(header.lines)))
    return next((header for header in candidates if not _is_data(header, rows)), None)


def _is_data(header: Header, rows: Sequence[GridRow]) -> bool:
    """Whether the one name that is known, such as ``Użytkownik``, is a value of its column."""
    if len(header.meanings) != 1:
        return False
    (at,) = header.meanings
    return any(
        at < len(row.cells)
        and value_text(row.cells[at]) == header.names[at]
        and _texts(row) not in header.lines
        for row in rows
    )


def known_names(names: Sequence[str]) -> int:
    """Weigh how many names of a row the program knows; a table's header scores highest."""
    return _header(0, names, ()).score


def header_candidates(rows: Sequence[GridRow]) -> Iterator[Header]:
    """Every row, and every two neighbouring rows, that could be a header, read as one."""
    filled = [row for row in rows if has_content(row)][:_SEARCHED_ROWS]
    for at, row in enumerate(filled):
        top = _texts(row)
        yield _header(row.number, top, (top,))
        if at + 1 < len(filled) and filled[at + 1].number <= row.number + 1:
            bottom = _texts(filled[at + 1])
            names = _two_lines(top, bottom)
            if names is not None:
                yield _header(filled[at + 1].number, names, (top, bottom))


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(value_text(cell) for cell in row.cells[:MAX_COLUMNS])


def _header(row: int, names: Sequence[str], lines: tuple[tuple[str, ...], ...]) -> Header:
    meanings = assign_meanings(names)
    score = sum(_WEIGHTS.get(meaning, 1) for meaning in meanings.values())
    if {Meaning.LOGIN, Meaning.POLICY} & set(meanings.values()):
        score += sum(1 for name in names if name and split_box_header(name))
    elif len(meanings) < 2:  # one familiar word is a title, not a header
        score = 0
    return Header(row, tuple(names), meanings, lines, score)


def assign_meanings(names: Sequence[str]) -> dict[int, Meaning]:
    """Give each known name a meaning and each meaning one column, likeliest and leftmost first."""
    offers = sorted(
        (known.rank, index, known.meaning)
        for index, name in enumerate(names)
        if name
        for known in meanings_of(name)
    )
    assigned: dict[int, Meaning] = {}
    taken: set[Meaning] = set()
    for _rank, index, meaning in offers:
        if index not in assigned and meaning not in taken:
            assigned[index] = meaning
            taken.add(meaning)
    return assigned


def _two_lines(top: Sequence[str], bottom: Sequence[str]) -> tuple[str, ...] | None:
    """Join two rows to one header, or None where the lower one is no second line of it.

    It is one where it names boxes under a right's name, or where it fills exactly the places
    that a merged heading above leaves open. Boxes may as well be the levels of a first row, which
    shows by two of three: a value under a known name, boxes of one letter, no heading with both.
    """
    width = max(len(top), len(bottom))
    upper = [*top, *[""] * (width - len(top))]
    lower = [*bottom, *[""] * (width - len(bottom))]
    boxes = sum(1 for name in lower if box_word(name))
    overlaps = [at for at in range(width) if upper[at] and lower[at]]
    values = sum(_is_value(upper[at], lower[at]) for at in overlaps)
    if values > 1 or not (boxes or _fills_a_heading(upper, lower, overlaps)):
        return None
    headings = list(_headings(upper, lower))
    are_letters = all(len(fold_name(name)) == 1 for name in lower if box_word(name))
    if boxes and sum((values > 0, are_letters, not _has_both_boxes(headings, lower))) > 1:
        return None
    return tuple(
        _joined(heading, below) if below else above
        for above, heading, below in zip(upper, headings, lower, strict=True)
    )


def _headings(upper: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    """The heading over each column, which goes on to the right over the names below it."""
    heading = ""
    for above, below in zip(upper, lower, strict=True):
        if above:
            heading = "" if not below and meanings_of(above) else above
        yield heading


def _has_both_boxes(headings: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether some heading has a box for viewing and one for changes under it."""
    under: dict[str, set[Box]] = {}
    for heading, below in zip(headings, lower, strict=True):
        if heading and not meanings_of(heading) and (box := box_word(below)):
            under.setdefault(heading, set()).add(box)
    return any(len(boxes) > 1 for boxes in under.values())


def _is_value(above: str, below: str) -> bool:
    """Whether a row under a known name holds a value of it, so that it is no second line."""
    known = meanings_of(above)
    if known and known[0].meaning is Meaning.ROLE and BUILT_IN_MEANINGS.role(below):
        return True
    is_name = bool(meanings_of(below) or box_word(below))
    return bool(known) and not is_name and _joined(above, below) == below


def _joined(heading: str, below: str) -> str:
    """Name a column by the heading over it and its own name, where it takes both."""
    known = meanings_of(heading)
    if box_word(below) and heading and not known:
        return f"{heading} - {below}"
    if known and not meanings_of(below) and meanings_of(f"{heading} {below}"):
        return f"{heading} {below}"
    return below


def _fills_a_heading(upper: list[str], lower: list[str], overlaps: list[int]) -> bool:
    """Whether cells filled in both rows are headings with the names under them."""

    def is_heading(at: int) -> bool:
        spans = at + 1 < len(upper) and not upper[at + 1] and bool(lower[at + 1])
        return spans or _joined(upper[at], lower[at]) != lower[at]

    return all(map(is_heading, overlaps)) and any(
        name and not upper[at] for at, name in enumerate(lower)
    )
