"""``check`` for a person: who stays behind and why, within 80 columns where names allow it."""

import textwrap
from collections.abc import Iterator
from shutil import get_terminal_size
from typing import TextIO

from kuke_tui.cli.judged import Judged
from kuke_tui.domain.export import Account
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.problems import problem_text
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.reasons import reason_short
from kuke_tui.messages.visible import visible

_WIDTH_OF_A_PIPE = 80
_WIDEST_COLUMN = 28
_GAP = "  "
_BULLET = "     - "
_UNDER_BULLET = " " * len(_BULLET)


def write_table(judgement: Judged, output: TextIO) -> None:
    """Write a line for each account, the sentences of what keeps it behind, and the totals.

    Nothing is cut off: a name longer than its column pushes the rest to the right.
    """
    width = get_terminal_size().columns if output.isatty() else _WIDTH_OF_A_PIPE
    for paragraph in (_accounts(judgement, width), _problems(judgement, width)):
        output.writelines(f"{line}\n" for line in paragraph)
    output.writelines(f"{line}\n" for line in _totals(judgement))


def _accounts(judgement: Judged, width: int) -> Iterator[str]:
    columns = _columns(judgement)
    yield _GAP.join(["   ", *(f"{name:{size}}" for name, size in columns)]).rstrip()
    for account, assessment in judgement.accounts():
        cells = zip(_cells(account), columns, strict=False)
        texts = (f"{text:{size}}" for text, (_name, size) in cells)
        yield _GAP.join([f"{assessment.verdict:3}", *texts]).rstrip()
        if assessment.verdict is not Verdict.TAK:
            for reason in assessment.reasons:
                yield from _wrapped(judgement.text(account, reason), width)
    yield ""


def _cells(account: Account) -> tuple[str, ...]:
    return visible(account.login), visible(account.name), visible(account.client.key)


def _columns(judgement: Judged) -> list[tuple[str, int]]:
    names = [_("Login"), _("Name")]
    if len(judgement.export.clients) > 1:
        names.append(_("Client"))
    sizes = [len(name) for name in names]
    for account in judgement.export.accounts:
        for column, (text, size) in enumerate(zip(_cells(account), sizes, strict=False)):
            if size < len(text) <= _WIDEST_COLUMN:
                sizes[column] = len(text)
    return list(zip(names, sizes, strict=True))


def _problems(judgement: Judged, width: int) -> Iterator[str]:
    problems = judgement.export.problems
    if not problems:
        return
    count = len(problems)
    yield ngettext("{n} problem in the file:", "{n} problems in the file:", count).format(
        n=thousands(count)
    )
    for problem in problems:
        yield from _wrapped(problem_text(problem), width)
    yield ""


def _totals(judgement: Judged) -> Iterator[str]:
    count, verdicts = len(judgement.assessments), judgement.verdicts
    yield ngettext("{n} account: {verdicts}", "{n} accounts: {verdicts}", count).format(
        n=thousands(count),
        verdicts=", ".join(f"{thousands(verdicts[verdict])} {verdict}" for verdict in Verdict),
    )
    for code, accounts in judgement.reasons.items():
        yield f"{thousands(accounts):>8}  {reason_short(code)}"
    yield reading_text(judgement.reading)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        visible(text),
        max(width, _WIDEST_COLUMN),
        initial_indent=_BULLET,
        subsequent_indent=_UNDER_BULLET,
        break_long_words=False,
        break_on_hyphens=False,
    )
