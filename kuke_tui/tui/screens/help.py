"""Help for the screen one comes from: what it shows, and every key of it, to be searched."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Command, Place, place_name
from kuke_tui.tui.commands.table import commands_of
from kuke_tui.tui.help_texts import about, moving_keys
from kuke_tui.tui.story import Paragraph, Tone
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.workspace.finding import fold


class HelpScreen(ModalScreen[None]):
    """The keys of a screen with what they do; typing narrows them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,ctrl+q", "leave", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, place: Place, makes_sense: Callable[[Command], bool]) -> None:
        super().__init__()
        self._place = place
        self._makes_sense = makes_sense

    def compose(self) -> ComposeResult:
        """Lay the help out."""
        with Vertical(classes="dialog help") as frame:
            frame.border_title = _("Help: {place}").format(place=place_name(self._place))
            frame.border_subtitle = _("↑ ↓ scrolls · Esc closes")
            yield Input(placeholder=_("type to search the help"), compact=True)
            yield StoryPane(id="help-text")

    def on_mount(self) -> None:
        """Show all."""
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the words; a question mark closes what a question mark opened."""
        if event.value == "?":
            self.dismiss(None)
        else:
            self._narrow(event.value)

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one(StoryPane).action_scroll_lines(lines)

    def _narrow(self, typed: str) -> None:
        words = fold(typed).split()
        paragraphs = self._paragraphs(words)
        self.query_one(StoryPane).show(lambda: paragraphs)

    def _paragraphs(self, words: list[str]) -> list[Paragraph]:
        paragraphs: list[Paragraph] = []
        if not words:
            paragraphs += [Paragraph(about(self._place)), Paragraph("")]
        keys = [(command.all_keys, _(command.label), _(command.help)) for command in self._given()]
        keys += moving_keys(self._place)
        for key, label, text in keys:
            if all(word in fold(f"{key} {label} {text}") for word in words):
                paragraphs.append(Paragraph(f"{key:<11} {label}", Tone.HEADING))
                paragraphs.append(Paragraph(text, lead=" " * 12))
        return paragraphs or [Paragraph(_("Nothing in the help of this screen holds these words."))]

    def _given(self) -> list[Command]:
        return [command for command in commands_of(self._place) if command.keys]
