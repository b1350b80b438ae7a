"""What the commands given from whichever screen ask of the app: a desk, and a way to open files."""

from kuke_tui.tui.desk import Desk
from kuke_tui.tui.opening import Opening
from kuke_tui.tui.settled_app import SettledApp
from kuke_tui.tui.work import Work


class WorkApp(SettledApp):
    """An app at work."""

    desk: Desk
    opening: Opening

    @property
    def at_hand(self) -> Work | None:
        """The open export, or None."""
        return self.desk.work
