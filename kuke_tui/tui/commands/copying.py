"""Commands that copy what is shown out of the program."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

COPY_COMMANDS = (
    Command(
        "copy_text",
        ("y",),
        N_("Copy the text…"),
        N_(
            "Copy what is told here, on the list the account's whole story, to the clipboard or "
            "to a file."
        ),
        given(
            Place.ACCOUNTS,
            Place.STORY,
            Place.GROUPS,
            Place.REVIEW,
            Place.IMPORT_REPORT,
            Place.VERIFICATION,
            Place.SUMMARY,
            Place.HISTORY,
        ),
        on_app=True,
    ),
    Command(
        "copy_list",
        ("Y",),
        N_("Copy the list…"),
        N_("Copy the accounts listed, to be put into a spreadsheet, or write them to a file."),
        given(Place.ACCOUNTS),
        on_app=True,
    ),
)
