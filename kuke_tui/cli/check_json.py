"""``check`` as JSON: one account to a line, so that it can be read in a stream too."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from kuke_tui.cli.judged import Judged
from kuke_tui.cli.reasons_json import ReasonsJson
from kuke_tui.domain.rules import Verdict
from kuke_tui.exchange.facts import export_facts
from kuke_tui.exchange.json_text import quoted, without_hidden
from kuke_tui.messages.problems import problem_text

if TYPE_CHECKING:
    from kuke_tui.exchange import shapes


def write_json(judgement: Judged, output: TextIO) -> None:
    """Write the whole judgement as one JSON object."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    facts = export_facts(judgement.export, judgement.reading)
    output.write(f'{{"export": {without_hidden(encode(facts))},\n')
    output.write(f' "summary": {encode(_summary(judgement))},\n "accounts": [')
    output.writelines(_items(_accounts(judgement)))
    output.write('],\n "problems": [')
    output.writelines(_items(without_hidden(encode(each)) for each in _problems(judgement)))
    output.write("]}\n")


def _items(encoded: Iterable[str]) -> Iterator[str]:
    before = "\n  "
    for item in encoded:
        yield before + item
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
    reasons_of = ReasonsJson(judgement).of
    for account, assessment in judgement.accounts():
        who = (
            f'{{"client": {quoted(account.client.key)}, "login": {quoted(account.login)}, '
            f'"name": {quoted(account.name)}, "role": '
        )
        role = "null" if account.role is None else f'"{account.role}"'
        yield (
            f'{without_hidden(who)}{role}, "verdict": "{assessment.verdict}", '
            f'"reasons": [{reasons_of(account, assessment)}]}}'
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
