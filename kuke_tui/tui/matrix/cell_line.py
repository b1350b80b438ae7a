"""The two lines below the matrix: the cell under the cursor in full, and what to know about it."""

from collections.abc import Iterable
from itertools import compress
from typing import ClassVar

from rich.cells import cell_len

from kuke_tui.domain.boxes import level_at
from kuke_tui.domain.export import Lock, Problem, ProblemCode
from kuke_tui.i18n import _, pgettext
from kuke_tui.messages.locks import lock_text
from kuke_tui.messages.reasons import level_name
from kuke_tui.messages.visible import visible
from kuke_tui.tui.matrix.cell_drawing import Glyphs
from kuke_tui.tui.matrix.picture import picture_of
from kuke_tui.tui.widgets.text_lines import Piece, TextLine, TextLines
from kuke_tui.workspace.workspace import Workspace

_STYLES = ("name", "quiet", "warning", "notice")
_UNREADABLE = (
    ProblemCode.UNKNOWN_LEVEL,
    ProblemCode.CELL_ERROR,
    ProblemCode.NO_RESULT,
    ProblemCode.CONTRADICTION,
)


class CellLine(TextLines):
    """Policy, right and boxes under the cursor; below, a notice or what the marks mean."""

    BLOCK = "cell-line"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"cell-line--{name}" for name in _STYLES}

    def __init__(self, workspace: Workspace, glyphs: Glyphs) -> None:
        super().__init__()
        self._workspace = workspace
        self._glyphs = glyphs
        self._cell: tuple[int, int, int] | None = None
        self.notice = ""

    def show(self, cell: tuple[int, int, int] | None, notice: str) -> None:
        """Tell of a cell (account, policy, right), or of none, and give a notice."""
        self._cell, self.notice = cell, notice
        self.refresh_changed()

    def lines(self, width: int, height: int) -> tuple[TextLine, ...]:
        """Tell of the cell, then the notice or what the signs mean."""
        told = self._tell_cell(*self._cell) if self._cell else []
        below = (self.notice, "notice") if self.notice else (self._legend(width), "quiet")
        return (told, [below])[:height]

    def _tell_cell(self, account: int, policy: int, right: int) -> TextLine:
        workspace = self._workspace
        subject, rights = workspace.account(account), workspace.export.rights
        cell = workspace.export.shape(subject).cell(policy, right)
        name = f"{visible(subject.client.policies[policy])} · {visible(rights[right])}: "
        level = level_name(level_at(workspace.boxes(account), cell))
        line: list[Piece] = [(name, "name"), (level, "")]
        lock = _lock_of(workspace.locks(account), policy, right)
        if lock:
            line.append((f"  {self._glyphs.locked} {visible(lock_text(lock))}", "warning"))
        found = _found(workspace, account, cell, rights[right])
        if found:
            line.append((f"  {found}", "warning"))
        elif workspace.changed_cells(account) & cell:
            before = level_name(level_at(subject.boxes, cell))
            line.append(("  " + _("(in the file: {level})").format(level=before), ""))
        return line

    def _legend(self, width: int) -> str:
        """Say what the signs mean: all of them, or where room is short those that are in sight."""
        glyphs = self._glyphs
        letters = (
            (pgettext("letter above the view boxes", "V"), _("view")),
            (pgettext("letter above the change boxes", "C"), _("changes")),
        )
        marks = (
            (glyphs.breaking, _("breaks a rule")),
            (glyphs.changed, _("changed")),
            (glyphs.locked, _("locked")),
            (glyphs.unreadable, _("unreadable")),
        )
        whole = _told((*letters, *marks))
        if cell_len(whole) <= width:
            return whole
        used = tuple(compress(marks, self._marks_used()))
        shorter = _told((*letters, *used))
        return shorter if cell_len(shorter) <= width else _told(used)

    def _marks_used(self) -> tuple[int, int, int, int]:
        """Which cells of the account bear each mark, in the legend's order."""
        if self._cell is None:
            return 0, 0, 0, 0
        picture = picture_of(self._workspace, self._cell[0])
        return picture.breaking, picture.changed, picture.locked, picture.boxes.unreadable


def _told(meanings: Iterable[tuple[str, str]]) -> str:
    return "  ".join(f"{sign} {meaning}" for sign, meaning in meanings)


def _lock_of(locks: tuple[Lock, ...], policy: int, right: int) -> Lock | None:
    return next((lock for lock in locks if (lock.policy, lock.right) == (policy, right)), None)


def _found(workspace: Workspace, account: int, cell: int, right: str) -> str:
    if not workspace.account(account).boxes.unreadable & cell:
        return ""
    problems = [
        problem
        for problem in workspace.export.problems
        if problem.account == account and problem.code in _UNREADABLE and problem.subject == right
    ]
    found = dict.fromkeys(text for problem in problems for text in _texts(problem))
    return _("found in the file: {values}").format(values=", ".join(found)) if found else ""


def _texts(problem: Problem) -> list[str]:
    pairs = [(problem.found, problem.at), (problem.other_found, problem.other)]
    return [
        f"{_('“{text}”').format(text=visible(text))} ({at.column or ''}{at.row or ''})"
        for text, at in pairs
        if at and text
    ]
