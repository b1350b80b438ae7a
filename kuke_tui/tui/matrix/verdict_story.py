"""All reasons of an account's verdict, in as many words as there is room for."""

from collections.abc import Iterator

from rich.cells import cell_len

from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Reason, ReasonCode, Verdict
from kuke_tui.i18n import _
from kuke_tui.messages.reasons import policy_names, reason_short, reason_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.story import Paragraph, Tone
from kuke_tui.workspace.workspace import Workspace


def verdict_story(
    workspace: Workspace, account: int, width: int, height: int
) -> Iterator[Paragraph]:
    """Tell every reason in a sentence, or each code in a line where sentences don't fit."""
    assessment = workspace.assessment(account)
    subject, boxes = workspace.account(account), workspace.boxes(account)
    rights, reading = workspace.export.rights, workspace.reading
    sentences = [
        Paragraph(
            visible(reason_text(reason, subject, boxes, rights, reading)),
            lead=_lead(reason.code, assessment.verdict),
        )
        for reason in assessment.reasons
    ]
    if reading is Reading.LENIENT:
        sentences.append(Paragraph(_("Judged by the lenient reading."), Tone.CHANGED))
    spare = height - _lines(sentences, width)
    if spare >= 0:
        apart = spare >= len(sentences)
        for paragraph in sentences:
            yield paragraph
            if apart:
                yield Paragraph("")
        return
    groups = list(_grouped(workspace, account, assessment.reasons, assessment.verdict))
    yield from groups
    if _lines(groups, width) < height:
        yield Paragraph(_("w tells every reason in a sentence"), Tone.QUIET)


def _grouped(
    workspace: Workspace, account: int, reasons: tuple[Reason, ...], verdict: Verdict
) -> Iterator[Paragraph]:
    policies, rights = workspace.account(account).client.policies, workspace.export.rights
    groups: dict[ReasonCode, list[str]] = {}
    for reason in reasons:
        names = groups.setdefault(reason.code, [])
        if reason.right is not None:
            names.append(rights[reason.right])
        elif reason.code is ReasonCode.MISSING_POLICIES:
            names.append(policy_names(policies, reason.policies))
    for code, names in groups.items():
        told = f"{reason_short(code)}: {', '.join(names)}" if names else reason_short(code)
        yield Paragraph(visible(told), lead=_lead(code, verdict))


def _lead(code: ReasonCode, verdict: Verdict) -> str:
    if code is ReasonCode.UNREADABLE:
        return "? "
    return "✓ " if verdict is Verdict.TAK else "✗ "


def _lines(paragraphs: list[Paragraph], width: int) -> int:
    return sum(_lines_of(paragraph, width) for paragraph in paragraphs)


def _lines_of(paragraph: Paragraph, width: int) -> int:
    room = max(8, width - len(paragraph.lead))
    lines = used = 0
    for word in paragraph.text.split():
        length = cell_len(word)
        if lines and used + 1 + length <= room:
            used += 1 + length
        else:
            lines, used = lines + 1 + max(0, length - 1) // room, length % room
    return lines
