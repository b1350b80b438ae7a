"""The screen of proposals for one account: what each would do, and applying one."""

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kuke_tui.domain.corrections import Correction
from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.corrections.matrix_preview import MatrixPreview, before_and_after
from kuke_tui.tui.corrections.proposal_texts import proposal_text, refused_texts
from kuke_tui.tui.matrix.account_head import AccountHead
from kuke_tui.tui.matrix.cell_drawing import ASCII, UNICODE
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.settled_app import paints_ascii
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.proposals import first_choice, kinds_refused
from kuke_tui.workspace.workspace import Workspace

_NINE = 9
_WIDE = 120
"""From so many columns on, both pictures stand beside the proposals."""


class CorrectionsScreen(CommandScreen[Correction | None]):
    """Offers the ``proposals`` for an account. Answers the one to be applied, or None.

    It begins at a proposal that gives nobody more power wherever there is one.
    """

    place = Place.CORRECTIONS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.CORRECTIONS),
        *(Binding(str(n), f"choose({n})", show=False) for n in range(1, _NINE + 1)),
        Binding("j", "next", show=False),
        Binding("k", "previous", show=False),
    ]
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../matrix/account_head.tcss", "corrections.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual's own spelling

    def __init__(
        self,
        workspace: Workspace,
        colleagues: ColleagueIndex,
        account: int,
        proposals: tuple[Correction, ...],
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._colleagues = colleagues
        self._account = account
        self._proposals = proposals
        self._shows_before = False

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        workspace, account = self._workspace, self._account
        rights = workspace.export.rights
        glyphs = ASCII if paints_ascii(self.app) else UNICODE
        yield AccountHead(workspace)
        options = [
            Option(proposal_text(number, correction, rights))
            for number, correction in enumerate(self._proposals, 1)
        ]
        refused = kinds_refused(workspace, self._colleagues, account, self._proposals)
        texts = refused_texts(refused, workspace.account(account), rights)
        yield OptionList(*options, *(Option(text, disabled=True) for text in texts), id="main")
        with Vertical(id="before-pane"):
            yield Static(_("Now"), markup=False, classes="preview-title")
            yield MatrixPreview(glyphs, id="before")
        with Vertical(id="after-pane"):
            yield Static(_("Afterwards (• changes)"), markup=False, classes="preview-title")
            yield MatrixPreview(glyphs, id="after")
        yield CommandFooter()

    def fill(self) -> None:
        """Show the account, and begin at a proposal that widens nothing."""
        self.query_one(AccountHead).show(self._account, "")
        self._follow("#before", "#after")
        self._follow("#after", "#before")
        options = self.query_one(OptionList)
        options.highlighted = first_choice(self._proposals)
        self._show_proposal()

    def on_option_list_option_highlighted(self) -> None:
        """Show what the proposal would do."""
        self._show_proposal()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Apply it."""
        self.dismiss(self._proposals[event.option_index])

    def action_apply_correction(self) -> None:
        """Apply the proposal under the cursor."""
        self.dismiss(self._proposals[self._at])

    def action_show_before(self) -> None:
        """Turn between the matrix as it is and as it would be."""
        self._shows_before = not self._shows_before
        self.set_class(self._shows_before, "-before")

    def action_go_back(self) -> None:
        """Apply nothing."""
        self.dismiss(None)

    def action_show_story(self) -> None:
        """Tell the whole story of the account, as it is now."""
        self.app.push_screen(StoryScreen.of_account(self._workspace, self._account))

    def action_choose(self, number: int) -> None:
        """Go to a proposal by its number."""
        if number <= len(self._proposals):
            self.query_one(OptionList).highlighted = number - 1

    def action_next(self) -> None:
        """Go to the next proposal."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the proposal before."""
        self.query_one(OptionList).action_cursor_up()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now; a wide window shows both pictures at once."""
        if action == "show_before":
            return self.app.size.width < _WIDE
        return super().check_action(action, parameters)

    def _follow(self, leader: str, follower: str) -> None:
        """Scroll one picture with the other, so that the same cells can be compared."""
        led, leading = self.query_one(follower, MatrixPreview), self.query_one(leader)

        def follow_x(x: float) -> None:
            led.scroll_to(x=x, animate=False, force=True)

        def follow_y(y: float) -> None:
            led.scroll_to(y=y, animate=False, force=True)

        self.watch(leading, "scroll_x", follow_x, init=False)
        self.watch(leading, "scroll_y", follow_y, init=False)

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def _show_proposal(self) -> None:
        if self._at == len(self._proposals) - 1:
            # Beneath the last one stands why there are no others.
            self.query_one(OptionList).scroll_end(animate=False)
        after = self._proposals[self._at].after
        pictures = before_and_after(self._workspace, self._account, after)
        for name, picture in zip(("#before", "#after"), pictures, strict=True):
            self.query_one(name, MatrixPreview).show(picture)
