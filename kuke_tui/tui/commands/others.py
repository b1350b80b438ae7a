"""Commands of the smaller screens: start, loading, story, review, import report, help."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

OTHER_COMMANDS = (
    Command(
        "open_demo",
        ("d",),
        N_("Try the sample"),
        N_("Open the sample export that ships with the program."),
        given(Place.START),
        footer_rank=20,
    ),
    Command(
        "cancel_loading",
        ("escape",),
        N_("Cancel"),
        N_("Stop reading the file."),
        given(Place.LOADING),
    ),
    Command(
        "go_back",
        ("escape", "backspace"),
        N_("Back"),
        N_("Return to the screen before."),
        given(
            Place.STORY,
            Place.REVIEW,
            Place.IMPORT_REPORT,
            Place.CORRECTIONS,
            Place.GROUPS,
            Place.VERIFICATION,
            Place.SUMMARY,
            Place.HISTORY,
        ),
    ),
    Command(
        "go_to_account",
        ("enter",),
        N_("Go to the account"),
        N_("Show the account in the list."),
        given(Place.REVIEW, Place.IMPORT_REPORT),
        footer_rank=20,
    ),
)
