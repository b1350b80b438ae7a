"""Which policies the matrix shows."""

from collections import Counter
from collections.abc import Sequence

from kuke_tui.domain.boxes import Boxes, Shape
from kuke_tui.workspace.finding import fold


def matching_policies(policies: Sequence[str], words: str) -> tuple[int, ...]:
    """Return the positions of the policies whose names hold every word, typed in any case,
    with diacritics or without."""
    wanted = fold(words).split()
    return tuple(
        position
        for position, name in enumerate(policies)
        if all(word in fold(name) for word in wanted)
    )


def differing_policies(boxes: Boxes, shape: Shape) -> tuple[int, ...]:
    """Return the positions of the policies whose boxes are not those of most policies.

    Of equally common rows the first counts as what most have.
    """
    rows = [tuple(shape.row_bits_of_each(boxes, policy)) for policy in range(shape.policies)]
    if not rows:
        return ()
    commonest = Counter(rows).most_common(1)[0][0]
    return tuple(policy for policy, row in enumerate(rows) if row != commonest)
