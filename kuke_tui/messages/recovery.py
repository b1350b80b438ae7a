"""How an edit kept from before stands in the export of now, in words."""

from kuke_tui.i18n import _
from kuke_tui.messages.reasons import level_name
from kuke_tui.workspace.recovery import CellFit, KeptCell


def fit_heading(fit: CellFit) -> str:
    """Name the edits that stand so, for a heading above them."""
    match fit:
        case CellFit.FITS:
            return _("Fits: the cell says what it said then")
        case CellFit.CONFLICT:
            return _("Conflict: the cell says something else by now")
        case CellFit.ALREADY:
            return _("Already so in this file")
        case CellFit.LOCKED:
            return _("Can't be saved: the cell is locked in this file")
        case CellFit.NO_ACCOUNT:
            return _("The account is not in this file")
        case CellFit.NO_POLICY:
            return _("The policy is not in this file")
        case CellFit.NO_RIGHT:
            return _("The permission is not in this file")


def kept_cell_text(cell: KeptCell) -> str:
    """Tell one edit: where, what was to become what, and what stands there now."""
    where = f"{cell.login} · {cell.policy} · {cell.right}"
    told = _("{where}: {before} → {wanted}").format(
        where=where, before=level_name(cell.before), wanted=level_name(cell.wanted)
    )
    if cell.fit is CellFit.CONFLICT and cell.now is not None:
        return _("{told} (now: {now})").format(told=told, now=level_name(cell.now))
    return told
