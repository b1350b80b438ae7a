"""What stands in the audit trail, in words."""

from kuke_tui.domain.changes import BoxChange
from kuke_tui.i18n import _
from kuke_tui.messages.verification import place_of, with_client
from kuke_tui.workspace.steps import StepKind
from kuke_tui.workspace.trail import DecisionChange, TrailAction, TrailEntry


def action_name(entry: TrailEntry) -> str:
    """Name what was done: a step of its kind, an undo, a redo, a save, or the end of the work."""
    match entry.action:
        case TrailAction.STEP:
            return step_name(entry.kind)
        case TrailAction.UNDO:
            return _("undo of {number}: {step}").format(number=entry.of, step=step_name(entry.kind))
        case TrailAction.REDO:
            return _("redo of {number}: {step}").format(number=entry.of, step=step_name(entry.kind))
        case TrailAction.SAVED:
            return _("saved as {file}").format(file=entry.file)
        case TrailAction.FORGOTTEN:
            return _("kept work given up")


def step_name(kind: StepKind | None) -> str:
    """Name a kind of step."""
    match kind:
        case StepKind.TOGGLE:
            return _("box ticked or cleared")
        case StepKind.SET_POLICY | StepKind.SET_RIGHT | StepKind.SET_ACCOUNT | StepKind.SET_RANGE:
            return _("several boxes set")
        case StepKind.COPY_POLICY | StepKind.FILL | StepKind.PASTE:
            return _("boxes copied")
        case StepKind.CORRECTION:
            return _("correction applied")
        case StepKind.BULK:
            return _("several accounts changed")
        case StepKind.RESTORE:
            return _("brought back as loaded")
        case StepKind.DECISION:
            return _("decision about leaving behind")
        case StepKind.RECOVERY:
            return _("earlier work made again")
        case None:
            return ""


def box_change_text(change: BoxChange) -> str:
    """Say which box was set, and how it was before."""
    return f"{place_of(change)}: {_state(change.before)} → {_state(change.after)}"


def decision_change_text(decision: DecisionChange) -> str:
    """Say what was decided about an account."""
    who = with_client(decision.client, decision.login)
    if decision.after is None:
        return _("{login}: no longer left behind on purpose").format(login=who)
    return _("{login}: left behind on purpose: {reason}").format(login=who, reason=decision.after)


def _state(ticked: bool | None) -> str:
    if ticked is None:
        return _("unreadable")
    return _("ticked") if ticked else _("not ticked")
