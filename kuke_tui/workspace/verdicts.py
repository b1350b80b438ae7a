"""The verdict and the reasons of every account, kept right at each edit instead of judged again."""

from collections.abc import Mapping

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Export
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Assessment, ReasonCode, Verdict, assess
from kuke_tui.workspace.totals import Tally, code_set, verdict_in


class Verdicts:
    """All accounts of an export as judged, by one reading of the rule: as loaded and as edited.

    It knows which boxes an account has from being told: ``judge`` after each edit.
    """

    reading: Reading
    """The reading in force."""
    planned_tak: int
    """How many accounts are TAK by an edit only."""

    def __init__(self, export: Export, reading: Reading) -> None:
        self._export = export
        self.judge_all(reading, {})

    def assess(self, account: int, boxes: Boxes) -> Assessment:
        """Judge an account as if these were its boxes."""
        subject = self._export.accounts[account]
        return assess(subject.role, boxes, self._export.shape(subject), self.reading)

    def codes(self, account: int) -> int:
        """Return the reason codes as edited, packed (see ``totals.codes_in``)."""
        return self._edited.packed[account]

    def verdict(self, account: int) -> Verdict:
        """Return the verdict as edited."""
        return verdict_in(self._edited.packed[account])

    def loaded_verdict(self, account: int) -> Verdict:
        """Return the verdict as loaded."""
        return verdict_in(self._loaded[account])

    def count_verdicts(self) -> dict[Verdict, int]:
        """Count the verdicts as edited."""
        return self._edited.verdicts()

    def count_reasons(self) -> dict[ReasonCode, int]:
        """Count the accounts of each reason code as edited, those with none left out."""
        return self._edited.reasons()

    def judge(self, account: int, boxes: Boxes) -> None:
        """Judge an account anew, which has these boxes from now on."""
        was_planned = self._is_planned_tak(account)
        self._edited.set(account, code_set(self.assess(account, boxes)))
        self.planned_tak += self._is_planned_tak(account) - was_planned

    def judge_all(self, reading: Reading, changed: Mapping[int, Boxes]) -> None:
        """Judge everything anew; ``changed`` are the boxes of accounts not as loaded."""
        self.reading = reading
        self._loaded = bytes(
            code_set(self.assess(index, account.boxes))
            for index, account in enumerate(self._export.accounts)
        )
        self._edited = Tally(self._loaded)
        self.planned_tak = 0
        for account, boxes in changed.items():
            self.judge(account, boxes)

    def _is_planned_tak(self, account: int) -> bool:
        return (
            verdict_in(self._edited.packed[account]) is Verdict.TAK
            and verdict_in(self._loaded[account]) is not Verdict.TAK
        )
