"""Commands of the permission matrix.

The digits say how many boxes of a cell end ticked. Every range has a key without shift and arrows,
because some terminals keep those to themselves.
"""

from kuke_tui.i18n import N_
from kuke_tui.tui.commands.command import Command, Place, given

_MATRIX = given(Place.MATRIX)

_EDITS = (
    Command(
        "toggle_box",
        ("space", "enter"),
        N_("Tick / clear"),
        N_(
            "Tick or clear the box. Ticking changes ticks view too, and clearing view clears "
            "changes; in a range all boxes of that kind follow."
        ),
        _MATRIX,
    ),
    Command(
        "copy_policy",
        ("=",),
        N_("All policies like this"),
        N_("Give all policies of the account the boxes of the policy under the cursor."),
        _MATRIX,
    ),
    Command(
        "set_changes",
        ("2",),
        N_("View and changes"),
        N_("Tick both boxes of the cell, or of every cell in the range."),
        _MATRIX,
    ),
    Command(
        "set_view",
        ("1",),
        N_("View only"),
        N_("Tick view and clear changes in the cell, or in every cell of the range."),
        _MATRIX,
    ),
    Command(
        "set_none",
        ("0", "delete", "backspace"),
        N_("Nothing"),
        N_("Clear both boxes of the cell, or of every cell in the range."),
        _MATRIX,
    ),
    Command(
        "fill_down",
        ("F", "ctrl+d"),
        N_("Fill down"),
        N_(
            "Repeat the top cells of the range down to its end; without a range to the last policy."
        ),
        _MATRIX,
    ),
    Command(
        "fill_right",
        ("e", ">"),
        N_("Fill right"),
        N_("Repeat the leftmost cells of the range to its end; without a range to the last right."),
        _MATRIX,
    ),
    Command(
        "copy_cells",
        ("y", "ctrl+c"),
        N_("Copy"),
        N_("Copy the cell or the range, to be put down in another policy or account."),
        _MATRIX,
    ),
    Command(
        "paste_cells",
        ("t", "ctrl+v"),
        N_("Paste here"),
        N_("Put what was copied down at the cursor, or all over the range."),
        _MATRIX,
    ),
    Command(
        "restore_account",
        ("x",),
        N_("Restore as loaded"),
        N_("Give the account the boxes that the export has; can be undone."),
        _MATRIX,
    ),
)

_RANGES = (
    Command(
        "select_policy",
        ("r",),
        N_("Whole policy"),
        N_("Mark all rights of this policy; then 2, 1 or 0 sets them."),
        _MATRIX,
    ),
    Command(
        "select_right",
        ("c",),
        N_("Whole right"),
        N_("Mark this right on all policies shown; then 2, 1 or 0 sets it."),
        _MATRIX,
    ),
    Command(
        "select_account",
        ("a", "ctrl+a"),
        N_("Whole account"),
        N_("Mark every cell shown; then 2, 1 or 0 sets them."),
        _MATRIX,
    ),
    Command("extend_up", ("shift+up", "K"), N_("Range up"), N_("Draw the range up."), _MATRIX),
    Command(
        "extend_down", ("shift+down", "J"), N_("Range down"), N_("Draw the range down."), _MATRIX
    ),
    Command(
        "extend_left", ("shift+left", "H"), N_("Range left"), N_("Draw the range left."), _MATRIX
    ),
    Command(
        "extend_right",
        ("shift+right", "L"),
        N_("Range right"),
        N_("Draw the range right."),
        _MATRIX,
    ),
)

_FINDING = (
    Command(
        "next_breaking",
        ("n",),
        N_("Next error"),
        N_("Go to the next cell that breaks a rule, marked “!”."),
        _MATRIX,
    ),
    Command(
        "previous_breaking",
        ("p", "N"),
        N_("Previous error"),
        N_("Go to the previous cell that breaks a rule, marked “!”."),
        _MATRIX,
    ),
    Command(
        "next_account",
        ("]",),
        N_("Next account"),
        N_("Show the next account of the list, without going back to it."),
        _MATRIX,
    ),
    Command(
        "previous_account",
        ("[",),
        N_("Previous account"),
        N_("Show the previous account of the list, without going back to it."),
        _MATRIX,
    ),
    Command(
        "filter_policies",
        ("/", "ctrl+f"),
        N_("Filter policies"),
        N_("Type part of a policy's number; Esc shows all again."),
        _MATRIX,
    ),
    Command(
        "leave_policy_filter",
        ("enter", "down", "tab"),
        N_("To the matrix"),
        N_("Keep the filter and go to the policies shown."),
        given(Place.POLICY_FILTER),
        footer_rank=1,
    ),
    Command(
        "show_all_policies",
        ("escape",),
        N_("All policies"),
        N_("Take the filter back and show all policies."),
        given(Place.POLICY_FILTER),
        footer_rank=5,
    ),
    Command(
        "only_differences",
        ("f",),
        N_("Only differences"),
        N_("Show only policies whose boxes differ from the commonest; again for all."),
        _MATRIX,
    ),
    Command(
        "leave_matrix",
        ("escape",),
        N_("Back"),
        N_("Take back the range, then the filter; then return to the list."),
        _MATRIX,
    ),
)

_MOVES = (
    Command("move_up", ("up", "k"), N_("Up"), N_("Go one policy up."), _MATRIX),
    Command("move_down", ("down", "j"), N_("Down"), N_("Go one policy down."), _MATRIX),
    Command("move_left", ("left", "h"), N_("Left"), N_("Go one box left."), _MATRIX),
    Command("move_right", ("right", "l"), N_("Right"), N_("Go one box right."), _MATRIX),
    Command(
        "next_right",
        ("tab", "ctrl+right"),
        N_("Right by right"),
        N_("Go to the next right."),
        _MATRIX,
    ),
    Command(
        "previous_right",
        ("shift+tab", "ctrl+left"),
        N_("Left by right"),
        N_("Go to the previous right."),
        _MATRIX,
    ),
    Command("row_start", ("home",), N_("First right"), N_("Go to the first right."), _MATRIX),
    Command("row_end", ("end",), N_("Last right"), N_("Go to the last right."), _MATRIX),
    Command("page_up", ("pageup",), N_("Page up"), N_("Go a window of policies up."), _MATRIX),
    Command(
        "page_down", ("pagedown",), N_("Page down"), N_("Go a window of policies down."), _MATRIX
    ),
    Command("top", ("ctrl+home", "g"), N_("Start"), N_("Go to the first box."), _MATRIX),
    Command("bottom", ("ctrl+end", "G"), N_("End"), N_("Go to the last box."), _MATRIX),
)

MATRIX_COMMANDS = (*_EDITS, *_RANGES, *_FINDING, *_MOVES)
