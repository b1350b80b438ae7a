"""Commands of the guided tour."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

_TOUR = given(Place.TOUR)

TOUR_COMMANDS = (
    Command(
        "show_tour",
        ("t",),
        N_("Guided tour"),
        N_("Learn the rules by four examples and make the first correction; no file is touched."),
        given(Place.START, Place.ACCOUNTS),
        on_app=True,
    ),
    Command(
        "answer_tak",
        ("t", "y"),
        N_("TAK"),
        N_("Answer that the account migrates."),
        _TOUR,
        footer_rank=10,
    ),
    Command(
        "answer_nie",
        ("n",),
        N_("NIE"),
        N_("Answer that the account stays behind."),
        _TOUR,
        footer_rank=20,
    ),
    Command(
        "go_on",
        ("enter", "space"),
        N_("Go on"),
        N_("Turn to the next page, or do what this one asks for."),
        _TOUR,
        footer_rank=10,
    ),
    Command(
        "leave_tour",
        ("escape",),
        N_("Leave"),
        N_("End the tour; it can be begun again on the start screen."),
        _TOUR,
    ),
)
