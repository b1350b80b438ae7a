"""Commands from the plan to its confirmation: lists, verification, summary, history."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

_OPEN = given(
    Place.ACCOUNTS,
    Place.MATRIX,
    Place.STORY,
    Place.CORRECTIONS,
    Place.GROUPS,
    Place.REVIEW,
    Place.IMPORT_REPORT,
    Place.SUMMARY,
    Place.HISTORY,
)
"""Where an export is open."""
_SAVE_KEYS = ("ctrl+s", "S")

PLAN_COMMANDS = (
    Command(
        "write_todo",
        ("E",),
        N_("To-do list…"),
        N_(
            "Write what is to be clicked in Ekstranet, account after account: for Excel, the "
            "browser, the printer."
        ),
        _OPEN,
        footer_rank=18,
        on_app=True,
    ),
    Command(
        "write_change_list",
        ("P",),
        N_("Change list…"),
        N_("Write the plan as a file (JSON) that a fresh export is held against later."),
        _OPEN,
        on_app=True,
    ),
    Command(
        "verify_fresh",
        ("V",),
        N_("Verify…"),
        N_(
            "Hold a fresh export against the plan made here or against a change list: what is "
            "done, what is not, who is confirmed."
        ),
        given(Place.START, Place.ACCOUNTS, Place.REVIEW),
        on_app=True,
    ),
    Command(
        "show_summary",
        ("Z",),
        N_("Summary"),
        N_("How many accounts migrate, before the plan and with it, why not, and by client."),
        given(Place.ACCOUNTS, Place.REVIEW),
        on_app=True,
    ),
    Command(
        "show_history",
        ("A",),
        N_("History"),
        N_("What was done to this export, when and by whom, the latest first."),
        given(Place.ACCOUNTS, Place.REVIEW),
        on_app=True,
    ),
    Command(
        "write_remaining",
        ("E",),
        N_("What remains…"),
        N_("Write what is still to be clicked as a new to-do list."),
        given(Place.VERIFICATION),
        footer_rank=20,
    ),
    Command(
        "go_on_with_fresh",
        ("o",),
        N_("Work on it"),
        N_(
            "Open the fresh export with all that remains of the plan made in it, as one step "
            "that can be undone."
        ),
        given(Place.VERIFICATION),
        footer_rank=30,
    ),
    Command(
        "write_verification",
        _SAVE_KEYS,
        N_("Verification as a page…"),
        N_("Write what became of the plan as a page for the browser."),
        given(Place.VERIFICATION),
        footer_rank=40,
    ),
    Command(
        "write_report",
        _SAVE_KEYS,
        N_("HTML report…"),
        N_("Write the report for a manager as a page for the browser or the printer."),
        given(Place.SUMMARY),
        footer_rank=10,
    ),
    Command(
        "write_history",
        _SAVE_KEYS,
        N_("Write the history…"),
        N_("Write everything that was done, each box and decision, as csv or JSON."),
        given(Place.HISTORY),
        footer_rank=10,
    ),
)
