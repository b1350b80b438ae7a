"""Help for the screen one comes from: what it shows, and every key of it, to be searched."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from kuke_tui.i18n import _
from kuke_tui.tui.dialogs.modal import ESCAPE, SCROLL, Modal
from kuke_tui.tui.help_page import HelpPage
from kuke_tui.tui.story import Paragraph, Tone
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.workspace.finding import fold


class HelpScreen(Modal[None]):
    """The keys of a screen or a window with what they do; typing narrows them."""

    KEYS = (SCROLL, ESCAPE)
    CLOSES_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, page: HelpPage) -> None:
        super().__init__()
        self._page = page

    @property
    def heading(self) -> str:
        """What it is the help of."""
        return _("Help: {place}").format(place=self._page.title)

    def compose(self) -> ComposeResult:
        """Lay the help out."""
        with self.framed("help"):
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

    def action_show_help(self) -> None:
        """Close the help by the key that opened it."""
        self.action_leave()

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
            paragraphs += [Paragraph(self._page.about), Paragraph("")]
        for key, label, text in self._page.keys:
            if all(word in fold(f"{key} {label} {text}") for word in words):
                paragraphs.append(Paragraph(f"{key:<11} {label}", Tone.HEADING))
                paragraphs.append(Paragraph(text, lead=" " * 12))
        return paragraphs or [Paragraph(_("Nothing in the help of this screen holds these words."))]
