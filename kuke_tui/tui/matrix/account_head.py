"""The two lines above the matrix: whose boxes these are, and the verdict."""

from typing import ClassVar

from rich.cells import cell_len
from textual.events import Click

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.reasons import role_name
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import account_badge, badge
from kuke_tui.tui.matrix.headings import cut
from kuke_tui.tui.widgets.text_lines import Piece, TextLine, TextLines, width_of
from kuke_tui.tui.widgets.why_asked import WhyAsked
from kuke_tui.workspace.workspace import Workspace

_STYLES = ("name", "quiet", "tak", "nie", "unknown", "plan")


class AccountHead(TextLines):
    """Name, login, client and role; badge, loaded verdict and the clicks to make."""

    BLOCK = "account-head"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"account-head--{name}" for name in _STYLES}

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._account = 0
        self._place = ""

    def show(self, account: int, place: str) -> None:
        """Show an account as it is now; ``place`` says which of how many it is."""
        self._account, self._place = account, place
        self.refresh_changed()

    def on_click(self, event: Click) -> None:
        """Ask why, by a click on the badge."""
        offset = event.get_content_offset(self)
        shown = account_badge(self._workspace, self._account)
        if offset is not None and offset.y == 1 and offset.x < cell_len(f" {shown.text} "):
            self.post_message(WhyAsked())

    def lines(self, width: int, height: int) -> tuple[TextLine, ...]:
        """Say who it is, then the verdict."""
        return (self._who(width), self._verdict())[:height]

    def _who(self, width: int) -> TextLine:
        subject = self._workspace.account(self._account)
        parts = [visible(subject.login), role_name(subject.role)]
        if subject.client.key:
            parts.insert(1, _("client {client}").format(client=visible(subject.client.key)))
        name = visible(subject.name) if subject.name else parts.pop(0)
        room = width - cell_len(self._place) - 2
        name = cut(name, room)
        about = cut("  " + " · ".join(parts), room - cell_len(name))
        line = [(name, "name"), (about, "quiet")]
        return [*line, (self._place.rjust(width - width_of(line)), "quiet")]

    def _verdict(self) -> TextLine:
        workspace, account = self._workspace, self._account
        shown = account_badge(workspace, account)
        line: list[Piece] = [(f" {shown.text} ", shown.style)]
        if workspace.is_changed(account):
            clicks = workspace.clicks(account)
            told = ngettext("{n} click in Ekstranet", "{n} clicks in Ekstranet", clicks)
            line.append(("  " + told.format(n=thousands(clicks)), "plan"))
            before = badge(workspace.loaded_verdict(account))
            line.append(("  " + _("in the file: {verdict}").format(verdict=before.text), ""))
        else:
            line.append((f"  {_meaning(workspace.verdict(account))}", ""))
        return line


def _meaning(verdict: Verdict) -> str:
    match verdict:
        case Verdict.TAK:
            return _("will migrate")
        case Verdict.NIE:
            return _("will not migrate")
        case Verdict.UNKNOWN:
            return _("can't be judged yet")
