"""What is kept of earlier work, as JSON."""

from collections.abc import Iterable, Mapping

from kuke_tui.exchange.shapes import KeptSession
from kuke_tui.workspace.sessions import Session


def sessions_json(sessions: Iterable[Session]) -> Mapping[str, object]:
    """Tell sessions; one in use or damaged has no files, time and steps."""
    return {"sessions": [_session(session) for session in sessions]}


def _session(session: Session) -> KeptSession:
    known = not (session.in_use or session.damaged)
    return {
        "id": session.id,
        "sha256": session.sha256,
        "files": list(session.files),
        "time": session.time if known else None,
        "steps": session.steps if known else None,
        "in_use": session.in_use,
        "damaged": session.damaged,
    }
