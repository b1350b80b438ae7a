"""The lines above the list: the whole work in numbers."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.reasons import reason_short
from kuke_tui.messages.visible import visible
from kuke_tui.tui.queries import (
    changed_query,
    left_query,
    marked_query,
    reason_query,
    verdict_query,
)
from kuke_tui.tui.widgets.cells import fit
from kuke_tui.tui.widgets.text_lines import Piece, TextLine, TextLines
from kuke_tui.workspace.unkept import ReadOnly, is_unsafe
from kuke_tui.workspace.workspace import Workspace

_FINE = (ReasonCode.ADMINISTRATOR, ReasonCode.UNIFORM_CHANGES)
_SEPARATOR = " · "
_STYLES = ("file", "tak", "nie", "unknown", "changed", "quiet")


class _Part(NamedTuple):
    """A piece of a line; where not all fit, those of the highest ``rank`` go first.

    ``query`` finds the accounts that are counted, None where a click does nothing. What ``matters``
    goes to the second line where the first has no room. Where there is one line only, ``short``
    stands for the text before anything that matters is left out.
    """

    text: str
    style: str
    rank: int
    query: str | None = None
    only_problems: bool = False
    matters: bool = False
    short: str = ""


class TotalsLine(TextLines):
    """Two lines: file, accounts, verdicts, changes, reading; then how often each reason."""

    BLOCK = "totals-line"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"totals-line--{name}" for name in _STYLES}

    class CountClicked(Message):
        """Accounts that are counted are to be seen: those that ``query`` finds."""

        def __init__(self, query: str, *, only_problems: bool) -> None:
            self.query = query
            self.only_problems = only_problems
            super().__init__()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._kept: list[list[_Part]] = []
        self._marked = self._hidden = 0

    def show_marks(self, marked: int, hidden: int) -> None:
        """Say how many accounts are marked, and how many of these are out of sight."""
        if (marked, hidden) != (self._marked, self._hidden):
            self._marked, self._hidden = marked, hidden
            self.refresh_changed()

    def on_click(self, event: Click) -> None:
        """Show what is counted where the mouse is."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, part in _spans(self._kept[offset.y]):
            if start <= offset.x < end and part.query is not None:
                self.post_message(self.CountClicked(part.query, only_problems=part.only_problems))

    def lines(self, width: int, height: int) -> list[TextLine]:
        """Count, and lay the lines out for the width there is."""
        parts = self._verdicts(alone=height == 1)
        if height == 1:
            parts = _shortened(parts, width)
        first = _fitting(parts, width)
        self._kept = [first]
        if height > 1:
            moved = [each._replace(rank=0) for each in parts if each.matters and each not in first]
            others = [*self._marks(), *self._left(0), *moved, *self._reasons()]
            self._kept.append(_fitting(others, width))
        return [_joined(each) for each in self._kept]

    def _verdicts(self, *, alone: bool) -> list[_Part]:
        workspace = self._workspace
        totals = workspace.totals()
        accounts = ngettext("{n} account", "{n} accounts", totals.accounts)
        tak = f"✓ {thousands(totals.tak)} TAK"
        if totals.planned_tak:
            tak += " " + _("({n} planned)").format(n=thousands(totals.planned_tak))
        parts = [
            _Part(fit_name(visible(workspace.export.source.file)), "file", 3),
            _Part(accounts.format(n=thousands(totals.accounts)), "quiet", 1, "", matters=True),
            _Part(tak, "tak", 0, verdict_query(Verdict.TAK)),
            _Part(f"✗ {thousands(totals.nie)} NIE", "nie", 0, verdict_query(Verdict.NIE)),
            _Part(f"? {thousands(totals.unknown)}", "unknown", 0, verdict_query(Verdict.UNKNOWN)),
        ]
        if totals.to_do:
            to_do = _("to do: {n}").format(n=thousands(totals.to_do))
            parts.append(_Part(to_do, "file", 1, "", only_problems=True, matters=True))
        if alone:
            parts += self._left(1)
        if totals.changed_boxes:
            boxes = ngettext("{n} changed box", "{n} changed boxes", totals.changed_boxes)
            told = boxes.format(n=thousands(totals.changed_boxes))
            parts.append(_Part(told, "changed", 2, changed_query()))
        if workspace.unsaved:
            parts.append(_Part(_("● unsaved"), "changed", 0, short="●"))
        if isinstance(workspace.recorder, ReadOnly):
            parts.append(_Part(_("read-only"), "unknown", 0))
        elif is_unsafe(workspace.recorder):
            parts.append(_Part(_("no safety net"), "unknown", 0))
        if workspace.reading is Reading.LENIENT:
            parts.append(_Part(_("lenient reading"), "changed", 0))
        else:
            parts.append(_Part(_("strict reading"), "quiet", 4))
        return parts

    def _marks(self) -> list[_Part]:
        if not self._marked:
            return []
        marked = ngettext("● {n} marked", "● {n} marked", self._marked)
        told = marked.format(n=thousands(self._marked))
        if self._hidden:
            hidden = ngettext("{n} hidden", "{n} hidden", self._hidden)
            told += f" ({hidden.format(n=thousands(self._hidden))})"
        return [_Part(told, "changed", 0, marked_query())]

    def _left(self, rank: int) -> list[_Part]:
        left = self._workspace.totals().left
        if not left:
            return []
        return [_Part(_("left: {n}").format(n=thousands(left)), "file", rank, left_query())]

    def _reasons(self) -> list[_Part]:
        counts = self._workspace.totals().reasons
        told = [(count, code) for code, count in counts.items() if code not in _FINE]
        if not self._workspace.export.accounts:
            return [_Part(_("The export holds no accounts."), "unknown", 0)]
        if not told:
            return [_Part(_("Every account will migrate."), "tak", 0)]
        told.sort(key=lambda item: -item[0])
        return [
            _Part(f"{reason_short(code)} {thousands(count)}", "quiet", rank, reason_query(code))
            for rank, (count, code) in enumerate(told)
        ]


def _joined(parts: list[_Part]) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            pieces.append((_SEPARATOR, "quiet"))
        pieces.append((part.text, part.style))
    return pieces


def _spans(parts: list[_Part]) -> Iterator[tuple[int, int, _Part]]:
    """Yield where each part stands: its first column and the one behind it."""
    start = 0
    for part in parts:
        end = start + cell_len(part.text)
        yield start, end, part
        start = end + len(_SEPARATOR)


def _shortened(parts: list[_Part], width: int) -> list[_Part]:
    """Say in short what can be, where otherwise something that matters would not fit."""
    needed = [part for part in parts if part.matters or not part.rank]
    if _width(needed) <= width:
        return parts
    return [part._replace(text=part.short or part.text) for part in parts]


def _width(parts: list[_Part]) -> int:
    return sum(cell_len(part.text) for part in parts) + len(_SEPARATOR) * (len(parts) - 1)


def _fitting(parts: list[_Part], width: int) -> list[_Part]:
    """Leave out parts, those of the highest rank first, until the others fit or have none."""
    kept = list(parts)
    while len(kept) > 1 and _width(kept) > width and any(part.rank for part in kept):
        kept.remove(max(kept, key=lambda part: part.rank))
    return kept


def fit_name(name: str) -> str:
    """Shorten a long file name."""
    return name if cell_len(name) <= 32 else fit(name, 32)
