"""``check`` as csv for a spreadsheet: a line for each account."""

import csv
from typing import TextIO

from kuke_tui.cli.judged import Judged
from kuke_tui.messages.csv_text import harmless

_HEADER = ("client", "login", "name", "role", "verdict", "reasons", "text", "reading")


def write_csv(judgement: Judged, output: TextIO) -> None:
    """Write the accounts with semicolons between the fields, codes of reasons by spaces.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    writer = csv.writer(output, delimiter=";")
    writer.writerow(_HEADER)
    writer.writerows(
        (
            harmless(account.client.key),
            harmless(account.login),
            harmless(account.name),
            account.role or "",
            assessment.verdict,
            " ".join(dict.fromkeys(reason.code for reason in assessment.reasons)),
            harmless(" ".join(judgement.text(account, each) for each in assessment.reasons)),
            judgement.reading,
        )
        for account, assessment in judgement.accounts()
    )
