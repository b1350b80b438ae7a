"""In words: what the rows of a sheet are, and what a value means."""

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Role
from kuke_tui.i18n import N_, _
from kuke_tui.sheets.recognition.draft import Said
from kuke_tui.sheets.recognition.mapping import TableKind

_KINDS = {
    TableKind.PERMISSIONS: N_("permissions of accounts"),
    TableKind.ACCOUNTS: N_("a list of accounts"),
    TableKind.POLICIES: N_("a list of policies"),
    None: N_("not read"),
}
_LEVELS = {
    Level.NONE: N_("nothing"),
    Level.VIEW: N_("view only"),
    Level.CHANGE: N_("view and changes"),
    Level.CHANGE_ONLY: N_("changes without view"),
}


def kind_name(kind: TableKind | None) -> str:
    """Say what the rows of a sheet are."""
    return _(_KINDS[kind])


def said_name(said: Said | None) -> str:
    """Say what a value means."""
    match said:
        case None:
            return _("not explained yet")
        case Level():
            return _(_LEVELS[said])
        case Role.ADMINISTRATOR:
            return _("administrator")
        case Role():
            return _("user")
        case _ticked:
            return _("ticked") if said else _("not ticked")
