"""Counts of verdicts and reasons, kept right at each edit instead of counted again."""

from collections.abc import Mapping
from dataclasses import dataclass

from kuke_tui.domain.rules import Assessment, ReasonCode, Verdict

_CODES = tuple(ReasonCode)
_BIT = {code: 1 << index for index, code in enumerate(_CODES)}
_TAK = _BIT[ReasonCode.ADMINISTRATOR] | _BIT[ReasonCode.UNIFORM_CHANGES]


def code_set(assessment: Assessment) -> int:
    """Pack an assessment's reason codes into one byte."""
    packed = 0
    for reason in assessment.reasons:
        packed |= _BIT[reason.code]
    return packed


def codes_in(packed: int) -> tuple[ReasonCode, ...]:
    """Unpack a byte of reason codes, in the order in which reasons are told."""
    return tuple(code for code in _CODES if packed & _BIT[code])


def verdict_in(packed: int) -> Verdict:
    """Return the verdict that a byte of reason codes stands for."""
    return _VERDICTS[packed]


def _verdict_in(packed: int) -> Verdict:
    if packed & _TAK:
        return Verdict.TAK
    return Verdict.UNKNOWN if packed & _BIT[ReasonCode.UNREADABLE] else Verdict.NIE


_VERDICTS = tuple(map(_verdict_in, range(256)))
"""By byte, since 50,000 are asked for at once."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The state of the whole work in numbers.

    ``tak``, ``nie`` and ``unknown`` are the verdicts as edited, and ``planned_tak`` is how many of
    the TAK are so by an edit only: planned here, not yet confirmed by a fresh export.
    ``left`` accounts are left behind on purpose; ``to_do`` are neither TAK nor left.
    """

    accounts: int
    tak: int
    nie: int
    unknown: int
    reasons: Mapping[ReasonCode, int]
    planned_tak: int
    changed_accounts: int
    changed_boxes: int
    left: int
    to_do: int


class Tally:
    """Per account one byte of reason codes, and how often each byte occurs."""

    def __init__(self, packed: bytes) -> None:
        self.packed = bytearray(packed)
        self._counts = [0] * 256
        for value in packed:
            self._counts[value] += 1

    def set(self, account: int, value: int) -> None:
        """Replace the byte of one account."""
        self._counts[self.packed[account]] -= 1
        self._counts[value] += 1
        self.packed[account] = value

    def verdicts(self) -> dict[Verdict, int]:
        """Count the verdicts."""
        result = dict.fromkeys(Verdict, 0)
        for value, count in enumerate(self._counts):
            if count:
                result[verdict_in(value)] += count
        return result

    def reasons(self) -> dict[ReasonCode, int]:
        """Count the accounts of each reason code, those with none left out."""
        result: dict[ReasonCode, int] = {}
        for code, bit in _BIT.items():
            count = sum(n for value, n in enumerate(self._counts) if n and value & bit)
            if count:
                result[code] = count
        return result
