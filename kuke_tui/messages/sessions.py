"""What is kept of earlier work, in words for a table."""

from kuke_tui.i18n import _, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.visible import visible
from kuke_tui.workspace.sessions import Session


def session_headings() -> tuple[str, ...]:
    """Name the columns of :func:`session_columns`."""
    return (_("Id"), _("Last worked on"), _("Steps"), _("File"))


def session_columns(session: Session) -> tuple[str, ...]:
    """Tell a session's id, local time, steps in force and file."""
    if session.in_use:
        return (session.id, "", "", _("(in use by an open program)"))
    if session.damaged:
        return (session.id, "", "", _("(damaged: can only be deleted)"))
    return (
        session.id,
        local_time(session.time),
        thousands(session.steps),
        visible(session.files[0]) if session.files else "",
    )
