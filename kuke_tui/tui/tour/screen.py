"""The screen of the guided tour: a page of text above the permissions of an example."""

from pathlib import PurePath
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.domain.rules import Verdict
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.corrections.matrix_preview import MatrixPreview
from kuke_tui.tui.matrix.cell_drawing import ASCII, UNICODE
from kuke_tui.tui.matrix.picture import picture_with
from kuke_tui.tui.settled_app import paints_ascii
from kuke_tui.tui.tour.examples import FIXED, examples_export
from kuke_tui.tui.tour.fixing import FixingScreen
from kuke_tui.tui.tour.pages import Page, Stage, after, answered, paragraphs, title
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.workspace.workspace import Workspace


class TourScreen(CommandScreen[None]):
    """Asks about each example until all are understood, then has one corrected."""

    place = Place.TOUR
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.TOUR)
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../corrections/corrections.tcss", "tour.tcss"]

    def __init__(self) -> None:
        super().__init__()
        self._workspace = Workspace(examples_export())
        self.page = Page()
        """Where the person is."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static("", markup=False, classes="screen-title")
        yield StoryPane(id="main")
        glyphs = ASCII if paints_ascii(self.app) else UNICODE
        yield MatrixPreview(id="tour-matrix", glyphs=glyphs)
        yield CommandFooter()

    def fill(self) -> None:
        """Show the page."""
        page, workspace = self.page, self._workspace
        self.query_one(".screen-title", Static).update(title(page, workspace))
        self.query_one("#main", StoryPane).show(lambda: paragraphs(page, workspace))
        with_matrix = page.asks or page.stage is Stage.ANSWER
        self.set_class(not with_matrix, "-text-only")
        if with_matrix:
            boxes = workspace.boxes(page.example)
            picture = picture_with(workspace, page.example, boxes, 0)
            if page.asks:  # the marks would give the answer away
                picture = picture.unmarked()
            self.query_one(MatrixPreview).show(picture)

    def action_answer_tak(self) -> None:
        """Answer that the account migrates."""
        self._turn_to(answered(self.page, self._workspace, Verdict.TAK))

    def action_answer_nie(self) -> None:
        """Answer that the account stays behind."""
        self._turn_to(answered(self.page, self._workspace, Verdict.NIE))

    def action_go_on(self) -> None:
        """Turn the page, or do what it asks for."""
        if self.page.stage is Stage.FIX:
            self._fix()
        elif self.page.stage is Stage.END:
            self.dismiss(None)
        else:
            self._turn_to(after(self.page, self._workspace))

    def action_leave_tour(self) -> None:
        """Skip what is left of the tour."""
        self.dismiss(None)

    @work
    async def _fix(self) -> None:
        await self.app.push_screen_wait(
            FixingScreen(self._workspace, FIXED, ascii_only=paints_ascii(self.app))
        )
        if self._workspace.verdict(FIXED) is Verdict.TAK:
            self._turn_to(Page(Stage.END))

    def _turn_to(self, page: Page) -> None:
        self.page = page
        self.fill()
        self.refresh_footer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense on this page."""
        match action:
            case "answer_tak" | "answer_nie":
                return self.page.asks
            case "go_on":
                return not self.page.asks
        return super().check_action(action, parameters)
