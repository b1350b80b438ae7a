"""An export with the verdict on each of its accounts: what ``check`` tells in every format."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kuke_tui.domain.boxes import chosen
from kuke_tui.domain.export import Account, Export
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Assessment, Reason, ReasonCode, Verdict, assess
from kuke_tui.messages.reasons import reason_text


@dataclass(frozen=True, slots=True)
class Judged:
    """An export, the reading of the rule, and an assessment for each account in its order."""

    export: Export
    reading: Reading
    assessments: tuple[Assessment, ...]

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How many accounts have each verdict."""
        return Counter(assessment.verdict for assessment in self.assessments)

    @property
    def reasons(self) -> dict[ReasonCode, int]:
        """How many accounts have each reason, in the reasons' order; those of none left out."""
        counts = Counter(code for each in self.assessments for code in each.codes)
        return {code: counts[code] for code in ReasonCode if counts[code]}

    def accounts(self) -> Iterator[tuple[Account, Assessment]]:
        """Yield each account with its assessment."""
        return zip(self.export.accounts, self.assessments, strict=True)

    def text(self, account: Account, reason: Reason) -> str:
        """Tell a reason in a sentence."""
        return reason_text(reason, account, account.boxes, self.export.rights, self.reading)

    def right(self, reason: Reason) -> str | None:
        """Name the reason's right, if it concerns one."""
        return None if reason.right is None else self.export.rights[reason.right]


def judged(export: Export, reading: Reading) -> Judged:
    """Judge all accounts of an export."""
    assessments = tuple(
        assess(account.role, account.boxes, export.shape(account), reading)
        for account in export.accounts
    )
    return Judged(export, reading, assessments)


def policies_of(account: Account, reason: Reason) -> list[str]:
    """Name the policies that a reason concerns."""
    return chosen(account.client.policies, reason.policies)
