"""What the help says about each screen beside its commands."""

from kuke_tui.i18n import N_, _
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.moving import LISTS, motions_of

_ABOUT = {
    Place.TOUR: N_("Four examples of the rules to judge, and one account to correct."),
    Place.START: N_(
        "Begin here: open an export of Ekstranet, or try the sample. With a screen reader use the "
        "command line, which does the same: “kuke-tui --help” lists its commands."
    ),
    Place.LOADING: N_("The export is being read. Nothing is changed by that."),
    Place.ACCOUNTS: N_(
        "Every account of the export with its verdict: TAK, it will migrate; NIE, it will stay "
        "behind; ?, the file can't say. “plan” marks a verdict that rests on changes made here: "
        "it is so only once the same is clicked in Ekstranet and a fresh export says so. Only "
        "local files change; nothing is sent anywhere."
    ),
    Place.STORY: N_("Everything about one account: the verdict, each reason, the rule behind it."),
    Place.MATRIX: N_(
        "The account's permissions: policies down, rights across, two boxes in each cell, view "
        "and changes."
    ),
    Place.CORRECTIONS: N_(
        "Ways to TAK, each proved by the rules before it is shown. “!” marks those that let the "
        "person do more than before. Below or beside them the permissions before and after."
    ),
    Place.GROUPS: N_(
        "Accounts that are neither TAK nor left behind on purpose, with counts. An account with "
        "two reasons stands in both groups."
    ),
    Place.RECOVERY: N_(
        "Work on an earlier state of this file. What fits is chosen already; where the file says "
        "something else by now, you decide. Nothing is applied without you."
    ),
    Place.REVIEW: N_(
        "All changes against the loaded export, accounts whose verdict gets worse first. From "
        "here the corrected export is saved."
    ),
    Place.VERIFICATION: N_(
        "What a fresh export shows of the plan: each step done, not done or done differently, "
        "and what changed though nobody planned it. Confirmed is only what the fresh export "
        "itself says; planned is what the plan says and the export does not show yet."
    ),
    Place.SUMMARY: N_(
        "How many accounts migrate as the export stands and with the plan, why the others stay "
        "behind, and by client."
    ),
    Place.HISTORY: N_(
        "Everything that was ever done to this export here, the latest first; undoing is told as "
        "undoing. It is kept on this computer only."
    ),
    Place.MAPPING: N_(
        "The first rows of the file. Say what each column is, in which row the names stand, and "
        "what values mean that the program does not know. Below it says what is still missing "
        "and what the export then holds. The file itself is not changed."
    ),
    Place.IMPORT_REPORT: N_(
        "What was read from the file and as what, and everything that could not be read, with "
        "its place in the file."
    ),
}

_MOUSE = N_(
    "A click selects, a double click opens, a click on a verdict says why. In the list of "
    "accounts a heading sorts, the place before the verdict marks, and a click on a number "
    "above shows whom it counts."
)


def about(place: Place) -> str:
    """Say in a few sentences what a screen is for."""
    return _(_ABOUT[place]) if place in _ABOUT else ""


def moving_keys(place: Place) -> list[tuple[str, str, str]]:
    """List what moves on a screen: keys, label, explanation; where there are lists the mouse."""
    told = [(each.all_keys, _(each.label), _(each.help)) for each in motions_of(place)]
    return [*told, (_("mouse"), _("Mouse"), _(_MOUSE))] if place in LISTS else told
