"""The whole story of one account, as paragraphs to be shown wherever there is room."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import Level, bits, level_at
from kuke_tui.domain.export import Problem
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.i18n import _, ngettext
from kuke_tui.messages.reasons import level_name, reason_short, reason_text, role_name
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import account_badge, badge
from kuke_tui.workspace.workspace import Workspace

_SHOWN_POLICIES = 12
_SHOWN_PROBLEMS = 20


class Tone(StrEnum):
    """How a paragraph is to be shown; the names of styles."""

    TITLE = "title"
    HEADING = "heading"
    PLAIN = "plain"
    QUIET = "quiet"
    TAK = "tak"
    NIE = "nie"
    UNKNOWN = "unknown"
    CHANGED = "changed"


class Paragraph(NamedTuple):
    """A piece of text; ``lead`` stands before it and its lines hang behind it."""

    text: str
    tone: Tone = Tone.PLAIN
    lead: str = ""


def story_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as plain lines."""
    return "\n".join(f"{each.lead}{each.text}" for each in paragraphs)


def story(workspace: Workspace, account: int, *, with_rule: bool = False) -> Iterator[Paragraph]:
    """Tell verdict, reasons, changes, decision, problems and boxes of an account.

    ``with_rule`` tells the rule behind the reasons, too, with its source, before all else.
    """
    subject = workspace.account(account)
    shown = account_badge(workspace, account)
    yield Paragraph(visible(subject.name or subject.login), Tone.TITLE)
    yield Paragraph(_about(workspace, account), Tone.QUIET)
    yield Paragraph("")
    yield Paragraph(shown.text, Tone(shown.style))
    if workspace.is_changed(account):
        yield Paragraph(_plan(workspace, account), Tone.CHANGED)
    if workspace.reading is Reading.LENIENT:
        yield Paragraph(_("Judged by the lenient reading."), Tone.CHANGED)
    yield Paragraph("")
    yield from _reasons(workspace, account)
    if with_rule:
        yield Paragraph("")
        yield from _rule()
        codes = dict.fromkeys(reason.code for reason in workspace.assessment(account).reasons)
        yield from (Paragraph(_sources()[code], Tone.QUIET, "· ") for code in codes)
    yield from _decision(workspace, account)
    yield from _changes(workspace, account)
    yield from _problems(workspace, account)
    yield from _boxes(workspace, account)


def rule_story(codes: Iterable[ReasonCode]) -> Iterator[Paragraph]:
    """Tell the rule, and the source of each of these reasons."""
    yield from _rule()
    for code in codes:
        yield Paragraph("")
        yield Paragraph(reason_short(code), Tone.HEADING)
        yield Paragraph(_sources()[code], Tone.QUIET)


def _rule() -> Iterator[Paragraph]:
    yield Paragraph(_("The rule"), Tone.HEADING)
    yield Paragraph(
        _(
            "A user's account migrates when its permissions are the same on every policy of the "
            "client and include changes together with view. Administrators always migrate."
        )
    )


def _sources() -> dict[ReasonCode, str]:
    conditions = _("Source: “Rules of account migration”, conditions for users (slide 3).")
    return {
        ReasonCode.ADMINISTRATOR: _(
            "Source: “Rules of account migration”, administrators (slide 2)."
        ),
        ReasonCode.UNIFORM_CHANGES: _("Source: “Rules of account migration”, example 1."),
        ReasonCode.NO_ACCESS: conditions,
        ReasonCode.VIEW_ONLY: _("Source: “Rules of account migration”, example 2."),
        ReasonCode.MISSING_POLICIES: _("Source: “Rules of account migration”, example 3."),
        ReasonCode.UNEVEN_RIGHTS: _("Source: “Rules of account migration”, example 4."),
        ReasonCode.CHANGE_WITHOUT_VIEW: conditions,
        ReasonCode.UNREADABLE: _(
            "What could not be read is never taken for “not granted”: a person decides."
        ),
    }


def _about(workspace: Workspace, account: int) -> str:
    subject = workspace.account(account)
    count = len(subject.client.policies)
    parts = [visible(subject.login), role_name(subject.role)]
    if subject.client.key:
        parts.append(_("client {client}").format(client=visible(subject.client.key)))
    parts.append(ngettext("{n} policy", "{n} policies", count).format(n=count))
    return " · ".join(parts)


def _plan(workspace: Workspace, account: int) -> str:
    before = workspace.loaded_verdict(account)
    after = workspace.verdict(account)
    if before is after:
        return _("Edited here; the verdict stays {verdict}.").format(verdict=badge(after).text)
    return _("Planned: in the loaded export it is {verdict}. A fresh export confirms.").format(
        verdict=badge(before).text
    )


def _reasons(workspace: Workspace, account: int) -> Iterator[Paragraph]:
    subject, boxes = workspace.account(account), workspace.boxes(account)
    assessment = workspace.assessment(account)
    yield Paragraph(_("Why"), Tone.HEADING)
    for reason in assessment.reasons:
        text = reason_text(reason, subject, boxes, workspace.export.rights, workspace.reading)
        lead = "✓ " if assessment.verdict is Verdict.TAK else "✗ "
        yield Paragraph(visible(text), lead="? " if reason.code is ReasonCode.UNREADABLE else lead)


def _decision(workspace: Workspace, account: int) -> Iterator[Paragraph]:
    decision = workspace.decisions.get(account)
    if decision:
        yield Paragraph("")
        yield Paragraph(_("Left behind on purpose"), Tone.HEADING)
        yield Paragraph(visible(decision.reason))


def _changes(workspace: Workspace, account: int) -> Iterator[Paragraph]:
    changed = workspace.changed_cells(account)
    if not changed:
        return
    clicks = workspace.clicks(account)
    subject, rights = workspace.account(account), workspace.export.rights
    shape = workspace.export.shape(subject)
    yield Paragraph("")
    told = ngettext("Changed: {n} box", "Changed: {n} boxes", clicks).format(n=clicks)
    yield Paragraph(told, Tone.HEADING)
    for position in bits(changed):
        policy, right = shape.place(position)
        cell = 1 << position
        yield Paragraph(
            _("{policy}, {right}: {before} → {after}").format(
                policy=visible(subject.client.policies[policy]),
                right=visible(rights[right]),
                before=level_name(level_at(subject.boxes, cell)),
                after=level_name(level_at(workspace.boxes(account), cell)),
            ),
            Tone.CHANGED,
            "· ",
        )


def _problems(workspace: Workspace, account: int) -> Iterator[Paragraph]:
    problems = [problem for problem in workspace.export.problems if problem.account == account]
    if not problems:
        return
    yield Paragraph("")
    yield Paragraph(_("Problems in the file"), Tone.HEADING)
    for problem in problems[:_SHOWN_PROBLEMS]:
        yield Paragraph(_problem_line(problem), lead="! ")
    if len(problems) > _SHOWN_PROBLEMS:
        rest = len(problems) - _SHOWN_PROBLEMS
        yield Paragraph(ngettext("and {n} more", "and {n} more", rest).format(n=rest), Tone.QUIET)


def _problem_line(problem: Problem) -> str:
    from kuke_tui.messages.problems import problem_text

    return visible(problem_text(problem))


def _boxes(workspace: Workspace, account: int) -> Iterator[Paragraph]:
    subject, boxes = workspace.account(account), workspace.boxes(account)
    rights = workspace.export.rights
    shape = workspace.export.shape(subject)
    if not subject.client.policies:
        return
    yield Paragraph("")
    yield Paragraph(_("Permissions by policy"), Tone.HEADING)
    shown: dict[tuple[Level, ...], list[str]] = {}
    for policy, name in enumerate(subject.client.policies):
        levels = tuple(level_at(boxes, shape.cell(policy, right)) for right in range(shape.rights))
        shown.setdefault(levels, []).append(visible(name))
    for levels, names in shown.items():
        rest = len(names) - _SHOWN_POLICIES
        told = ", ".join(names[:_SHOWN_POLICIES]) + (" …" if rest > 0 else "")
        yield Paragraph(told, lead="▪ ")
        yield Paragraph(_levels(levels, rights), Tone.QUIET, "  ")


def _levels(levels: tuple[Level, ...], rights: tuple[str, ...]) -> str:
    named = {
        level: [visible(right) for right, held in zip(rights, levels, strict=True) if held is level]
        for level in (Level.CHANGE, Level.VIEW, Level.CHANGE_ONLY, Level.UNREADABLE)
    }
    parts = [f"{level_name(level)}: {', '.join(names)}" for level, names in named.items() if names]
    return "; ".join(parts) if parts else _("no permission")
