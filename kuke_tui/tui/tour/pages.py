"""Where a person is in the tour, and what is told there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _
from kuke_tui.messages.reasons import reason_text, reasons_short
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import badge
from kuke_tui.tui.story import Paragraph, Tone
from kuke_tui.workspace.workspace import Workspace


class Stage(Enum):
    """What the tour waits for."""

    WELCOME = auto()
    QUESTION = auto()
    AGAIN = auto()
    """The question once more, after a wrong answer."""
    ANSWER = auto()
    FIX = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Page:
    """A page; ``example`` counts from 0."""

    stage: Stage = Stage.WELCOME
    example: int = 0

    @property
    def asks(self) -> bool:
        """Whether the page waits for TAK or NIE."""
        return self.stage in (Stage.QUESTION, Stage.AGAIN)


def answered(page: Page, workspace: Workspace, verdict: Verdict) -> Page:
    """Answer the question of a page."""
    right = workspace.verdict(page.example) is verdict
    return replace(page, stage=Stage.ANSWER if right else Stage.AGAIN)


def after(page: Page, workspace: Workspace) -> Page:
    """Go on from a page that does not ask."""
    match page.stage:
        case Stage.WELCOME:
            return Page(Stage.QUESTION)
        case Stage.ANSWER if page.example + 1 < len(workspace.export.accounts):
            return Page(Stage.QUESTION, page.example + 1)
        case Stage.ANSWER:
            return Page(Stage.FIX, page.example)
    return page


def title(page: Page, workspace: Workspace) -> str:
    """Say where one is."""
    match page.stage:
        case Stage.WELCOME:
            return _("Guided tour")
        case Stage.FIX:
            return _("Guided tour: a correction")
        case Stage.END:
            return _("Guided tour: the end")
    told = _("Guided tour: example {i} of {n}")
    return told.format(i=page.example + 1, n=len(workspace.export.accounts))


def paragraphs(page: Page, workspace: Workspace) -> Iterator[Paragraph]:
    """Tell what a page tells."""
    match page.stage:
        case Stage.WELCOME:
            yield from _welcome()
        case Stage.QUESTION | Stage.AGAIN:
            yield from _question(page, workspace)
        case Stage.ANSWER:
            yield from _answer(page, workspace)
        case Stage.FIX:
            yield from _fix()
        case Stage.END:
            yield from _end()


def _welcome() -> Iterator[Paragraph]:
    yield Paragraph(_("Who will move to Portal Klienta?"), Tone.TITLE)
    yield Paragraph("")
    yield Paragraph(
        _(
            "Administrators move by themselves. A user moves only with the same permissions on "
            "every policy, and with changes, not view alone."
        )
    )
    yield Paragraph("")
    yield Paragraph(
        _(
            "Four examples from KUKE's instruction show it; then you correct one of them. It "
            "takes three minutes, and no file of yours is touched."
        )
    )


def _question(page: Page, workspace: Workspace) -> Iterator[Paragraph]:
    yield Paragraph(visible(workspace.account(page.example).name), Tone.TITLE)
    if page.stage is Stage.AGAIN:
        told = _("Not so. Is every row the same, and is the second box of each pair ticked?")
        yield Paragraph(told, Tone.NIE, "✗ ")
    else:
        yield Paragraph(
            _(
                "Below: a row for each policy, a column for each right; in each cell two boxes, "
                "view and changes."
            )
        )
    yield Paragraph("")
    yield Paragraph(_("Will this account migrate? Press t for TAK, n for NIE."), Tone.HEADING)


def _answer(page: Page, workspace: Workspace) -> Iterator[Paragraph]:
    account = page.example
    assessment = workspace.assessment(account)
    shown = badge(assessment.verdict)
    yield Paragraph(f"{shown.text}: {reasons_short(assessment.reasons)}", Tone(shown.style))
    yield Paragraph(_lessons()[page.example])
    reason = assessment.reasons[0]
    if assessment.verdict is not Verdict.TAK:
        subject, boxes = workspace.account(account), workspace.boxes(account)
        told = reason_text(reason, subject, boxes, workspace.export.rights, workspace.reading)
        yield Paragraph(_("The program says: {reason}").format(reason=visible(told)), Tone.QUIET)


def _lessons() -> tuple[str, ...]:
    return (
        _("The same permissions with changes on every policy: this account moves."),
        _("View alone is not enough: changes have to be granted as well."),
        _("Permissions on one policy only: the other policies need the same."),
        _("Different permissions on each policy: they have to be made the same."),
    )


def _fix() -> Iterator[Paragraph]:
    yield Paragraph(_("Now correct an account yourself"), Tone.TITLE)
    yield Paragraph("")
    yield Paragraph(
        _(
            "Example 3 has permissions on policy 07001 only. Give the other policies the same: go "
            "up to 07001 and press =, or tick the boxes with Space or the mouse. The verdict "
            "follows each key."
        )
    )


def _end() -> Iterator[Paragraph]:
    yield Paragraph(_("You know all it takes"), Tone.TITLE)
    yield Paragraph("")
    yield Paragraph(_("It said “plan”: the account moves once the same is clicked in Ekstranet."))
    yield Paragraph("")
    for lead, told in (
        ("1. ", _("Open your export. f shows only the accounts that would stay behind.")),
        ("2. ", _("c proposes corrections, Enter opens the permissions, w tells why.")),
        ("3. ", _("Ctrl+S saves a corrected export, E the list of clicks for Ekstranet.")),
        ("4. ", _("V holds a fresh export against the plan: only that confirms.")),
    ):
        yield Paragraph(told, lead=lead)
    yield Paragraph("")
    yield Paragraph(_("? is help everywhere. The tour is on the start screen again."), Tone.QUIET)
