"""Which parts of the window look different in another view, so that only they are painted."""

from collections.abc import Iterator

from textual.geometry import Region

from kuke_tui.domain.boxes import bits
from kuke_tui.tui.matrix.line_drawing import View
from kuke_tui.tui.matrix.position import Rectangle
from kuke_tui.tui.widgets.runs import runs


def changed_regions(before: View, after: View) -> list[Region] | None:
    """List what is to be painted anew; None where that is everything."""
    if (
        before.geometry != after.geometry
        or before.rows != after.rows
        or before.policies is not after.policies
        or before.rights is not after.rights
        or (before.first_row, before.first_right) != (after.first_row, after.first_right)
    ):
        return None
    spans: dict[tuple[int, int], list[int]] = {}
    for y in range(after.geometry.height):
        for span in _spans(before, after, y):
            spans.setdefault(span, []).append(y)
    return [
        Region(x, top, width, height)
        for (x, width), lines in spans.items()
        for top, height in runs(lines)
    ]


def _spans(before: View, after: View, y: int) -> Iterator[tuple[int, int]]:
    """Yield the start and width of each part of a line that looks different."""
    geometry = after.geometry
    if y < geometry.header:
        rights = 0
        if before.position.right != after.position.right:
            rights |= 1 << before.position.right | 1 << after.position.right
        if y == geometry.header - 1:
            rights |= before.breaking_rights ^ after.breaking_rights
        yield from _columns(after, rights)
        return
    index = y - geometry.header + after.first_row
    if index >= len(after.rows):
        return
    if before.position.row != after.position.row and index in (
        before.position.row,
        after.position.row,
    ):
        yield 0, geometry.width
        return
    policy = after.rows[index]
    old, new = before.picture.row(policy), after.picture.row(policy)
    if before.row_is_marked(old) != after.row_is_marked(new):
        yield 0, geometry.names
    rights = _ranged(before.selection, index) ^ _ranged(after.selection, index)
    for one, other in zip(old, new, strict=True):
        rights |= one ^ other
    if index == after.position.row and before.position != after.position:
        rights |= 1 << before.position.right | 1 << after.position.right
    yield from _columns(after, rights)


def _ranged(selection: Rectangle | None, index: int) -> int:
    if selection is None or index not in selection.rows:
        return 0
    return (2 << selection.right) - (1 << selection.left)


def _columns(view: View, rights: int) -> Iterator[tuple[int, int]]:
    geometry = view.geometry
    shown = [right for right in bits(rights) if right in view.rights_in_sight]
    for start, count in runs(shown):
        x = geometry.names + (start - view.first_right) * geometry.cell
        yield x, count * geometry.cell
