"""The whole story of one account, with the rule behind it."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.story import Paragraph, rule_story, story
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.workspace.workspace import Workspace


class StoryScreen(CommandScreen[None]):
    """Verdict, reasons, rule, changes, problems and boxes of an account."""

    place = Place.STORY
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.STORY)

    def __init__(self, workspace: Workspace, account: int) -> None:
        super().__init__()
        self._workspace = workspace
        self._account = account

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StoryPane(id="main")
        yield CommandFooter()

    def fill(self) -> None:
        """Tell the story."""
        self.query_one(StoryPane).show(self._paragraphs)

    def action_go_back(self) -> None:
        """Return to the list."""
        self.dismiss(None)

    def _paragraphs(self) -> Iterator[Paragraph]:
        yield from story(self._workspace, self._account)
        yield Paragraph("")
        yield from rule_story(self._workspace, self._account)
