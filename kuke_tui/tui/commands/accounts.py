"""Commands of the list of accounts."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

_ACCOUNTS = given(Place.ACCOUNTS)

ACCOUNTS_COMMANDS = (
    Command(
        "open_matrix",
        ("enter",),
        N_("Permissions"),
        N_("Show the account's permissions and correct them."),
        _ACCOUNTS,
        footer_rank=10,
    ),
    Command(
        "show_story",
        ("w", "i"),
        N_("Why?"),
        N_(
            "The whole story of the account: every reason in a sentence, and the rule behind it; "
            "so does a click on its verdict. Where accounts are counted, the rule."
        ),
        given(
            Place.ACCOUNTS,
            Place.MATRIX,
            Place.CORRECTIONS,
            Place.GROUPS,
            Place.REVIEW,
            Place.IMPORT_REPORT,
            Place.VERIFICATION,
            Place.SUMMARY,
        ),
        footer_rank=30,
    ),
    Command(
        "search",
        ("/", "ctrl+f"),
        N_("Search"),
        N_(
            "Type part of a login, name or client; also client:4711, reason:view_only, "
            "role:admin, verdict:no, changed, marked."
        ),
        _ACCOUNTS,
        footer_rank=40,
    ),
    Command(
        "clear_filter",
        ("escape",),
        N_("Clear the filter"),
        N_("Take the search back first, then “only problems”."),
        given(Place.ACCOUNTS, Place.SEARCH),
    ),
    Command(
        "leave_search",
        ("enter", "down", "tab"),
        N_("To the list"),
        N_("Keep the search and go to what was found."),
        given(Place.SEARCH),
        footer_rank=1,
    ),
    Command(
        "only_problems",
        ("f",),
        N_("Only problems"),
        N_("Show only accounts that would stay behind or can't be judged; again for all."),
        _ACCOUNTS,
        footer_rank=50,
    ),
    Command(
        "next_problem",
        ("n",),
        N_("Next problem"),
        N_("Go to the next account that would stay behind or can't be judged."),
        _ACCOUNTS,
        footer_rank=60,
    ),
    Command(
        "previous_problem",
        ("p",),
        N_("Previous problem"),
        N_("Go to the previous account that would stay behind or can't be judged."),
        _ACCOUNTS,
    ),
    Command(
        "sort",
        ("s",),
        N_("Sort…"),
        N_("Choose the column to sort by; the same column again turns the order round."),
        _ACCOUNTS,
    ),
    Command(
        "undo",
        ("u", "ctrl+z"),
        N_("Undo"),
        N_("Take the last change back, whichever account it was in, and go there."),
        given(Place.ACCOUNTS, Place.MATRIX),
    ),
    Command(
        "redo",
        ("U", "ctrl+y"),
        N_("Redo"),
        N_("Make the change last taken back again, and go there."),
        given(Place.ACCOUNTS, Place.MATRIX),
    ),
    Command(
        "review",
        ("v",),
        N_("Review changes"),
        N_("All changes against the loaded export, and what becomes of each verdict."),
        given(Place.ACCOUNTS, Place.MATRIX),
        footer_rank=20,
    ),
    Command(
        "save",
        ("ctrl+s", "S"),
        N_("Save…"),
        N_("Save a corrected export under a new name; only local files change."),
        given(Place.ACCOUNTS, Place.MATRIX, Place.REVIEW),
        footer_rank=15,
    ),
    Command(
        "show_import_report",
        ("!",),
        N_("Import report"),
        N_("What was taken as what, and everything that could not be read, with its cell."),
        _ACCOUNTS,
    ),
    Command(
        "switch_reading",
        ("R",),
        N_("Strict / lenient reading"),
        N_(
            "Judge a user with changes in one right and view only in another strictly (NIE) or "
            "leniently (TAK). KUKE decides which applies."
        ),
        _ACCOUNTS,
    ),
)
