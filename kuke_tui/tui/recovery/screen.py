"""The screen on which a person chooses what of earlier work is made again."""

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.recovery.kept_items import (
    chosen_at_first,
    kept_line,
    kept_lines,
    kept_summary,
    sections_of,
)
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList
from kuke_tui.workspace.recovery import CarryOver, KeptCell, KeptDecision


class Agreed(NamedTuple):
    """What a person agreed to; neither means that the work is not to be offered again."""

    cells: tuple[KeptCell, ...] = ()
    decisions: tuple[KeptDecision, ...] = ()


class RecoveryScreen(CommandScreen[Agreed | None]):
    """Shows what fits, what conflicts and what is done. None: to be offered again later."""

    place = Place.RECOVERY
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.RECOVERY)

    def __init__(self, offer: CarryOver) -> None:
        super().__init__()
        self._offer = offer
        self._sections = sections_of(offer)
        self._chosen = chosen_at_first(self._sections)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(_("Work kept from before"), markup=False, classes="screen-title")
        yield Static("", markup=False, classes="screen-summary", id="kept-summary")
        yield LineList(id="main")
        yield CommandFooter()

    def fill(self) -> None:
        """Show what was kept."""
        self.query_one(LineList).show(kept_lines(self._sections, self._chosen))
        self._sum_up()

    def action_choose_kept(self) -> None:
        """Choose the item or not; on a heading, all beneath it."""
        lines = self.query_one(LineList)
        target = lines.target
        if target is None:
            return
        if target < 0:
            self._turn(self._sections[-1 - target].choosable)
            lines.show(kept_lines(self._sections, self._chosen))
        else:
            section = next(each for each in self._sections if target in each.numbers)
            if section.can_be_chosen:
                self._turn(range(target, target + 1))
                lines.show_at_cursor(kept_line(section, target, self._chosen))
        self._sum_up()
        self.refresh_footer()

    def _turn(self, numbers: range) -> None:
        """Choose these items, or none of them where all are chosen already."""
        if self._chosen.issuperset(numbers):
            self._chosen.difference_update(numbers)
        else:
            self._chosen.update(numbers)

    @on(LineList.Opened)
    def _double_clicked(self) -> None:
        self.action_choose_kept()

    def action_apply_kept(self) -> None:
        """Make again what is chosen."""
        items = [
            item
            for section in self._sections
            for number, item in zip(section.numbers, section.items, strict=True)
            if number in self._chosen
        ]
        self.dismiss(
            Agreed(
                tuple(item for item in items if isinstance(item, KeptCell)),
                tuple(item for item in items if isinstance(item, KeptDecision)),
            )
        )

    def action_decline_kept(self) -> None:
        """Apply nothing, and don't offer it again."""
        self.dismiss(Agreed())

    def action_decide_later(self) -> None:
        """Apply nothing now."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        if action == "apply_kept":
            return bool(self._chosen)
        return super().check_action(action, parameters)

    def _sum_up(self) -> None:
        summary = kept_summary(self._offer, len(self._chosen))
        self.query_one("#kept-summary", Static).update(summary)
