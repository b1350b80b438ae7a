"""Edits and decisions kept from before, in sections, each to be chosen or not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.recovery import fit_heading, kept_cell_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.widgets.line_list import Line, line
from kuke_tui.workspace.recovery import CarryOver, CellFit, KeptCell, KeptDecision

_ORDER = (
    CellFit.FITS,
    CellFit.CONFLICT,
    CellFit.LOCKED,
    CellFit.NO_ACCOUNT,
    CellFit.NO_POLICY,
    CellFit.NO_RIGHT,
    CellFit.ALREADY,
)


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading; ``start`` is the number of the first one."""

    heading: str
    items: tuple[KeptCell | KeptDecision, ...]
    start: int
    can_be_chosen: bool

    @property
    def numbers(self) -> range:
        """The numbers of its items."""
        return range(self.start, self.start + len(self.items))

    @property
    def choosable(self) -> range:
        """The numbers of those of its items that can be chosen: all of them, or none."""
        return self.numbers if self.can_be_chosen else range(0)


def sections_of(offer: CarryOver) -> tuple[Section, ...]:
    """Sort what was kept: what fits, what conflicts, decisions, what can't be or is done."""
    sections: list[Section] = []

    def add(heading: str, items: Sequence[KeptCell | KeptDecision], *, chosen: bool) -> None:
        if items:
            start = sections[-1].numbers.stop if sections else 0
            sections.append(Section(heading, tuple(items), start, chosen))

    decisions = [each for each in offer.decisions if each.account is not None]
    gone = [each for each in offer.decisions if each.account is None]
    for fit in _ORDER:
        add(fit_heading(fit), offer.of(fit), chosen=fit.can_be_made)
        if fit is CellFit.CONFLICT:
            add(_("Left behind on purpose"), decisions, chosen=True)
            add(_("Left behind, but the account is not in this file"), gone, chosen=False)
    return tuple(sections)


def chosen_at_first(sections: Sequence[Section]) -> set[int]:
    """Choose what fits and the decisions; a conflict is chosen by the person alone."""
    return {
        number
        for section in sections
        if section.can_be_chosen
        for number, item in zip(section.numbers, section.items, strict=True)
        if isinstance(item, KeptDecision) or item.fit is CellFit.FITS
    }


def kept_lines(sections: Sequence[Section], chosen: Collection[int]) -> list[Line]:
    """Show sections with a box before whatever can be chosen.

    An item's line leads to its number, a heading's to -1 minus the place of its section.
    """
    lines: list[Line] = []
    for place, section in enumerate(sections):
        if lines:
            lines.append(line(""))
        count = thousands(len(section.items))
        lines.append(line(f"{section.heading}: {count}", "heading", -1 - place))
        lines += (kept_line(section, number, chosen) for number in section.numbers)
    return lines


def kept_line(section: Section, number: int, chosen: Collection[int]) -> Line:
    """Show one item of a section, by its number."""
    text = visible(_text(section.items[number - section.start]))
    if not section.can_be_chosen:
        return line(f"      {text}", "quiet", number)
    if number in chosen:
        return line(f"  [✓] {text}", "changed", number)
    return line(f"  [ ] {text}", "plain", number)


def kept_summary(offer: CarryOver, chosen: int) -> str:
    """Say where the work is from, and how much of it is chosen."""
    origin = (
        _("This file was understood otherwise then.")
        if offer.same_content
        else _("The file has changed since then.")
    )
    told = ngettext("{n} item chosen", "{n} items chosen", chosen).format(n=thousands(chosen))
    last = _("Worked on last: {time}.").format(time=local_time(offer.work.time))
    return " ".join((origin, last, f"{told}."))


def _text(item: KeptCell | KeptDecision) -> str:
    if isinstance(item, KeptCell):
        return kept_cell_text(item)
    return f"{item.login}: {item.decision.reason}"
