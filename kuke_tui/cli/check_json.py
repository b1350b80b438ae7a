"""``check`` as JSON: one account to a line, so that it can be read in a stream too."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from kuke_tui.cli.judged import Judged, policies_of
from kuke_tui.domain.export import Account
from kuke_tui.domain.rules import Assessment, Verdict
from kuke_tui.exchange.facts import export_facts
from kuke_tui.exchange.json_text import without_hidden
from kuke_tui.messages.problems import problem_text

if TYPE_CHECKING:
    from kuke_tui.exchange import shapes

_quoted = json.encoder.encode_basestring
"""A text as a JSON string, letters beyond ASCII as they are."""


def write_json(judgement: Judged, output: TextIO) -> None:
    """Write the whole judgement as one JSON object."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    facts = export_facts(judgement.export, judgement.reading)
    output.write(f'{{"export": {without_hidden(encode(facts))},\n')
    output.write(f' "summary": {encode(_summary(judgement))},\n "accounts": [')
    output.writelines(_items(_accounts(judgement)))
    output.write('],\n "problems": [')
    output.writelines(_items(map(encode, _problems(judgement))))
    output.write("]}\n")


def _items(encoded: Iterable[str]) -> Iterator[str]:
    before = "\n  "
    for item in encoded:
        yield before + without_hidden(item)
        before = ",\n  "


def _summary(judgement: Judged) -> "shapes.CheckSummary":
    verdicts = judgement.verdicts
    return {
        "accounts": len(judgement.assessments),
        "tak": verdicts[Verdict.TAK],
        "nie": verdicts[Verdict.NIE],
        "unknown": verdicts[Verdict.UNKNOWN],
        "reasons": {code.value: count for code, count in judgement.reasons.items()},
    }


def _accounts(judgement: Judged) -> Iterator[str]:
    """Give each account in the shape of ``shapes.CheckedAccount``."""
    # Spelled here, string by string: an encoder takes three times as long over the dicts.
    for account, assessment in judgement.accounts():
        yield (
            f'{{"client": {_quoted(account.client.key)}, "login": {_quoted(account.login)}, '
            f'"name": {_quoted(account.name)}, '
            f'"role": {_or_null(account.role)}, '
            f'"verdict": {_quoted(assessment.verdict)}, '
            f'"reasons": [{_reasons(judgement, account, assessment)}]}}'
        )


def _or_null(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


def _reasons(judgement: Judged, account: Account, assessment: Assessment) -> str:
    return ", ".join(
        f'{{"code": {_quoted(reason.code)}, '
        f'"right": {_or_null(judgement.right(reason))}, '
        f'"policies": [{", ".join(map(_quoted, policies_of(account, reason)))}], '
        f'"text": {_quoted(judgement.text(account, reason))}}}'
        for reason in assessment.reasons
    )


def _problems(judgement: Judged) -> "Iterator[shapes.Problem]":
    for problem in judgement.export.problems:
        sheet, row, column = problem.at
        yield {
            "sheet": sheet,
            "row": row,
            "column": column,
            "code": problem.code.value,
            "text": problem_text(problem),
        }
