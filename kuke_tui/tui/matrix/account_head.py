"""The two lines above the matrix: whose boxes these are, and the verdict."""

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.events import Click

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.reasons import role_name
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import account_badge, badge
from kuke_tui.tui.matrix.headings import cut
from kuke_tui.tui.widgets.text_lines import TextLines
from kuke_tui.tui.widgets.why_asked import WhyAsked
from kuke_tui.workspace.workspace import Workspace

_STYLES = ("name", "quiet", "tak", "nie", "unknown", "plan")


class AccountHead(TextLines):
    """Name, login, client and role; badge, loaded verdict and the clicks to make."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"account-head--{name}" for name in _STYLES}

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._account = 0
        self._place = ""

    def show(self, account: int, place: str) -> None:
        """Show an account as it is now; ``place`` says which of how many it is."""
        self._account, self._place = account, place
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Ask why, by a click on the badge."""
        offset = event.get_content_offset(self)
        shown = account_badge(self._workspace, self._account)
        if offset is not None and offset.y == 1 and offset.x < cell_len(f" {shown.text} "):
            self.post_message(WhyAsked())

    def line(self, y: int) -> Text:
        """Say who it is, then the verdict."""
        return self._verdict() if y else self._who()

    def _who(self) -> Text:
        subject = self._workspace.account(self._account)
        parts = [visible(subject.login), role_name(subject.role)]
        if subject.client.key:
            parts.insert(1, _("client {client}").format(client=visible(subject.client.key)))
        name = visible(subject.name) if subject.name else parts.pop(0)
        room = self.size.width - cell_len(self._place) - 2
        name = cut(name, room)
        about = cut("  " + " · ".join(parts), room - cell_len(name))
        line = Text(end="", no_wrap=True)
        line.append(name, self._style("name"))
        line.append(about, self._style("quiet"))
        line.append(self._place.rjust(self.size.width - line.cell_len), self._style("quiet"))
        return line

    def _verdict(self) -> Text:
        workspace, account = self._workspace, self._account
        shown = account_badge(workspace, account)
        line = Text(end="", no_wrap=True, overflow="ellipsis")
        line.append(f" {shown.text} ", self._style(shown.style))
        if workspace.is_changed(account):
            clicks = workspace.clicks(account)
            told = ngettext("{n} click in Ekstranet", "{n} clicks in Ekstranet", clicks)
            line.append("  " + told.format(n=thousands(clicks)), self._style("plan"))
            before = badge(workspace.loaded_verdict(account))
            line.append("  " + _("in the file: {verdict}").format(verdict=before.text))
        else:
            line.append(f"  {_meaning(workspace.verdict(account))}")
        line.truncate(self.size.width, overflow="ellipsis")
        return line

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"account-head--{name}", partial=True)


def _meaning(verdict: Verdict) -> str:
    match verdict:
        case Verdict.TAK:
            return _("will migrate")
        case Verdict.NIE:
            return _("will not migrate")
        case Verdict.UNKNOWN:
            return _("can't be judged yet")
