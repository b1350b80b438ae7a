"""What ``fix`` would do for each account that stays behind: a correction, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.corrections import Correction, CorrectionKind, Refusal, correction_for
from kuke_tui.domain.rules import Verdict
from kuke_tui.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Fixing:
    """Corrections and refusals by the account's position, in the order of the export."""

    kind: CorrectionKind
    corrected: dict[int, Correction] = field(default_factory=dict)
    left: dict[int, Refusal] = field(default_factory=dict)

    @property
    def boxes(self) -> dict[int, Boxes]:
        """The boxes to save."""
        return {account: correction.after for account, correction in self.corrected.items()}

    @property
    def clicks(self) -> int:
        """How many checkboxes are to be clicked in Ekstranet for all of it."""
        return sum(correction.price.clicks for correction in self.corrected.values())


def fixing_of(workspace: Workspace, accounts: Iterable[int], kind: CorrectionKind) -> Fixing:
    """Work out one kind of correction for accounts, those that migrate anyway left out."""
    fixing = Fixing(kind)
    for position in accounts:
        if workspace.verdict(position) is Verdict.TAK:
            continue
        account = workspace.account(position)
        outcome = correction_for(
            kind,
            account.role,
            account.boxes,
            workspace.export.shape(account),
            workspace.reading,
            locked=workspace.locked_boxes(position),
        )
        if isinstance(outcome, Correction):
            fixing.corrected[position] = outcome
        else:
            fixing.left[position] = outcome
    return fixing
