"""Why: the whole story of one account, or the rule behind what is counted."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kuke_tui.domain.rules import ReasonCode
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.story import Paragraph, rule_story, story
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.workspace.workspace import Workspace


class StoryScreen(CommandScreen[None]):
    """Shows the paragraphs that ``tell`` gives, anew in each language."""

    place = Place.STORY
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.STORY)

    def __init__(self, tell: Callable[[], Iterable[Paragraph]]) -> None:
        super().__init__()
        self._tell = tell

    @classmethod
    def of_account(cls, workspace: Workspace, account: int) -> "StoryScreen":
        """Tell verdict, reasons, rule, changes, problems and boxes of an account."""
        return cls(lambda: story(workspace, account, with_rule=True))

    @classmethod
    def of_rule(cls, codes: Iterable[ReasonCode]) -> "StoryScreen":
        """Tell the rule and the source of each of these reasons."""
        wanted = tuple(codes)
        return cls(lambda: rule_story(wanted))

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StoryPane(id="main")
        yield CommandFooter()

    def fill(self) -> None:
        """Tell the story."""
        self.query_one(StoryPane).show(self._tell)

    def action_go_back(self) -> None:
        """Return to the screen before."""
        self.dismiss(None)
