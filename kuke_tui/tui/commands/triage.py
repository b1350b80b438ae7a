"""Commands of triage: corrections, marks, one thing for many accounts, groups, decisions."""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

_ACCOUNTS = given(Place.ACCOUNTS)
_CORRECTIONS = given(Place.CORRECTIONS)
_GROUPS = given(Place.GROUPS)
_RECOVERY = given(Place.RECOVERY)

_DECIDING = (
    Command(
        "show_corrections",
        ("c",),
        N_("Corrections…"),
        N_("Ways to TAK for the account, each proved by the rules, with its price in clicks."),
        _ACCOUNTS,
        footer_rank=15,
    ),
    Command(
        "correct_account",
        ("C",),
        N_("Corrections…"),
        N_("Ways to TAK for the account, each proved by the rules, with its price in clicks."),
        given(Place.MATRIX),
    ),
    Command(
        "leave_behind",
        ("d",),
        N_("Leave behind…"),
        N_(
            "Leave the account, or the marked ones, behind on purpose, with a written reason; "
            "or take that back."
        ),
        _ACCOUNTS,
    ),
    Command(
        "leave_account_behind",
        ("d", "D"),
        N_("Leave behind…"),
        N_("Leave the account behind on purpose, with a written reason; or take that back."),
        given(Place.MATRIX),
    ),
    Command(
        "show_groups",
        ("r",),
        N_("Groups"),
        N_("Accounts that would stay behind, grouped by reason and by client, with counts."),
        _ACCOUNTS,
    ),
)

_MARKS = (
    Command(
        "mark",
        ("space",),
        N_("Mark"),
        N_("Mark the account or take the mark off; marks survive filtering."),
        _ACCOUNTS,
    ),
    Command(
        "mark_up",
        ("shift+up", "K"),
        N_("Mark upwards"),
        N_("Mark the account and the one above, and go there."),
        _ACCOUNTS,
    ),
    Command(
        "mark_down",
        ("shift+down", "J"),
        N_("Mark downwards"),
        N_("Mark the account and the one below, and go there."),
        _ACCOUNTS,
    ),
    Command(
        "mark_to_here",
        ("M",),
        N_("Mark up to here"),
        N_("Mark every account between the nearest marked one and this one."),
        _ACCOUNTS,
    ),
    Command(
        "mark_shown",
        ("a", "ctrl+a"),
        N_("Mark all shown"),
        N_("Mark every account in the list as it is filtered now."),
        _ACCOUNTS,
    ),
    Command(
        "invert_marks",
        ("*",),
        N_("Invert marks"),
        N_("Mark the accounts shown that are not marked, and unmark those that are."),
        _ACCOUNTS,
    ),
    Command(
        "mark_by",
        ("m",),
        N_("Mark by…"),
        N_("Mark accounts shown by reason or by client."),
        _ACCOUNTS,
    ),
    Command(
        "unmark_all",
        ("-",),
        N_("Take all marks off"),
        N_("Unmark every account, shown or not."),
        _ACCOUNTS,
    ),
    Command(
        "bulk",
        ("b",),
        N_("For the marked…"),
        N_(
            "One thing for all marked accounts, or for this one where none is marked; "
            "first shown, then done, taken back by one undo."
        ),
        _ACCOUNTS,
        footer_rank=4,
    ),
)

_SCREENS = (
    Command(
        "apply_correction",
        ("enter",),
        N_("Apply"),
        N_("Give the account the boxes of the proposal; one undo takes it back."),
        _CORRECTIONS,
        footer_rank=10,
    ),
    Command(
        "show_before",
        ("b", "space"),
        N_("Before / after"),
        N_("Turn between the matrix as it is and as it would be."),
        _CORRECTIONS,
        footer_rank=15,
    ),
    Command(
        "show_group",
        ("enter",),
        N_("Show in the list"),
        N_("Show only the accounts of the group in the list."),
        _GROUPS,
        footer_rank=10,
    ),
    Command(
        "unfold",
        ("space", "right", "l"),
        N_("Unfold"),
        N_("Show the parts of the group, or hide them again."),
        _GROUPS,
        footer_rank=15,
    ),
    Command("fold", ("left", "h"), N_("Fold"), N_("Hide the parts of the group."), _GROUPS),
    Command(
        "turn_groups",
        ("tab", "r"),
        N_("Regroup"),
        N_("Group by reason first, or by client first."),
        _GROUPS,
        footer_rank=16,
    ),
    Command(
        "mark_group",
        ("m",),
        N_("Mark the group"),
        N_("Mark every account of the group and return to the list."),
        _GROUPS,
    ),
    Command(
        "apply_kept",
        ("enter",),
        N_("Apply the chosen"),
        N_("Make the chosen edits and decisions again, as one step that can be undone."),
        _RECOVERY,
        footer_rank=10,
    ),
    Command(
        "choose_kept",
        ("space",),
        N_("Choose"),
        N_("Choose the edit or not; on a heading, all beneath it."),
        _RECOVERY,
        footer_rank=20,
    ),
    Command(
        "decline_kept",
        ("x",),
        N_("Don't offer again"),
        N_("Apply nothing and don't offer this work again; it stays where it is kept."),
        _RECOVERY,
    ),
    Command(
        "decide_later",
        ("escape", "backspace"),
        N_("Later"),
        N_("Apply nothing now; the next time the export is opened it is offered again."),
        _RECOVERY,
    ),
)

TRIAGE_COMMANDS = (*_DECIDING, *_MARKS, *_SCREENS)
