"""Keys that move a cursor: widgets bind them, the help tells them, footer and palette do not."""

from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import NamedTuple

from textual.binding import Binding, BindingType

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Place, given, key_name


class Step(NamedTuple):
    """An action of the widget that has the cursor, and its keys, the one to show first."""

    action: str
    keys: tuple[str, ...]


class Motion(NamedTuple):
    """Steps, there and back, told of in one line. ``label`` and ``help`` are message ids."""

    steps: tuple[Step, ...]
    label: str
    help: str

    @property
    def all_keys(self) -> str:
        """Every key as it stands on a keyboard, the first ones of all steps first."""
        in_turn = chain.from_iterable(zip_longest(*(step.keys for step in self.steps)))
        return " ".join(key_name(key) for key in in_turn if key)


LIST_MOTIONS = (
    Motion(
        (Step("move(-1)", ("up", "k")), Step("move(1)", ("down", "j"))),
        N_("Move"),
        N_("One line up or down; the mouse wheel scrolls."),
    ),
    Motion(
        (
            Step("move_page(-1)", ("pageup", "ctrl+u")),
            Step("move_page(1)", ("pagedown", "ctrl+d")),
        ),
        N_("Page"),
        N_("A page up or down."),
    ),
    Motion(
        (Step("move_to_edge(-1)", ("home", "g")), Step("move_to_edge(1)", ("end", "G"))),
        N_("Ends"),
        N_("The first and the last line."),
    ),
)

GRID_MOTIONS = (
    Motion(
        (
            Step("move(-1, 0)", ("up", "k")),
            Step("move(1, 0)", ("down", "j")),
            Step("move(0, -1)", ("left", "h")),
            Step("move(0, 1)", ("right", "l")),
        ),
        N_("Move"),
        N_("One row up or down, or one column to the left or right."),
    ),
    Motion(
        (Step("move_page(-1)", ("pageup",)), Step("move_page(1)", ("pagedown",))),
        N_("Page"),
        N_("A page up or down."),
    ),
    Motion(
        (Step("move_to_edge(0, -1)", ("home",)), Step("move_to_edge(0, 1)", ("end",))),
        N_("Edges"),
        N_("The first and the last column."),
    ),
    Motion(
        (
            Step("move_to_edge(-1, 0)", ("g", "ctrl+home")),
            Step("move_to_edge(1, 0)", ("G", "ctrl+end")),
        ),
        N_("Ends"),
        N_("The first and the last row."),
    ),
)

LISTS = given(
    Place.ACCOUNTS,
    Place.GROUPS,
    Place.RECOVERY,
    Place.REVIEW,
    Place.IMPORT_REPORT,
    Place.VERIFICATION,
    Place.SUMMARY,
    Place.HISTORY,
)
"""Screens that show a list with a cursor."""


def motions_of(place: Place) -> tuple[Motion, ...]:
    """List the motions in what a screen shows; those of the matrix are commands of its own."""
    if place is Place.MAPPING:
        return GRID_MOTIONS
    return LIST_MOTIONS if place in LISTS else ()


def motion_bindings(motions: Iterable[Motion]) -> list[BindingType]:
    """Make a widget's bindings of its motions."""
    return [
        Binding(",".join(step.keys), step.action, show=False)
        for motion in motions
        for step in motion.steps
    ]
