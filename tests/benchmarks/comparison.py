"""A measurement beside its yardstick: run by turns, medians compared, a bound on their ratio."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import NamedTuple

Quantities = Mapping[str, float]
"""What one run measured: seconds, or megabytes under a name that ends in ``memory``."""

Run = Callable[[], Quantities]


class NotMeasured(Exception):  # noqa: N818 - it is no fault
    """The yardstick is not on this machine."""


class Kind(Enum):
    """How a measurement is held against its yardstick, or against a plain number."""

    RATIO_AT_MOST = "≤ {limit:g} x"
    RATIO_AT_LEAST = "≥ {limit:g} x faster"
    MORE_AT_MOST = "≤ +{limit:g}"
    AT_MOST = "≤ {limit:g}"
    AT_LEAST = "≥ {limit:g}"


class Bound(NamedTuple):
    """What a quantity is held to; ``against`` is the yardstick's, by default the same."""

    quantity: str
    kind: Kind
    limit: float
    against: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing measured, several times by turns with its yardstick where it has one."""

    target: int
    title: str
    ours: Run
    bounds: tuple[Bound, ...]
    yardstick: str = ""
    theirs: Run | None = None
    runs: int = 5


class Row(NamedTuple):
    """One line of the table."""

    target: int
    title: str
    quantity: str
    ours: float
    yardstick: str
    theirs: float | None
    figure: str
    bound: str
    holds: bool | None


def compare(comparison: Comparison, runs: int) -> list[Row]:
    """Measure, and say of each bound whether it holds; None where there is no yardstick."""
    ours: list[Quantities] = []
    theirs: list[Quantities] = []
    missing = ""
    for _turn in range(min(runs, comparison.runs)):
        ours.append(comparison.ours())
        if comparison.theirs is not None and not missing:
            try:
                theirs.append(comparison.theirs())
            except NotMeasured as why:
                missing = str(why)
    return [_row(comparison, bound, ours, theirs, missing) for bound in comparison.bounds]


def _row(
    comparison: Comparison,
    bound: Bound,
    ours: list[Quantities],
    theirs: list[Quantities],
    missing: str,
) -> Row:
    measured = median(run[bound.quantity] for run in ours)
    held_against = bound.against or bound.quantity
    against = median(run[held_against] for run in theirs) if _shared(held_against, theirs) else None
    figure, holds = _held(bound, measured, against)
    return Row(
        comparison.target,
        comparison.title,
        bound.quantity,
        measured,
        missing or comparison.yardstick,
        against,
        figure,
        bound.kind.value.format(limit=bound.limit),
        holds,
    )


def _shared(quantity: str, runs: list[Quantities]) -> bool:
    return any(quantity in run for run in runs)


def _held(bound: Bound, measured: float, against: float | None) -> tuple[str, bool | None]:
    if bound.kind is Kind.AT_MOST:
        return f"{measured:.3g}", measured <= bound.limit
    if bound.kind is Kind.AT_LEAST:
        return f"{measured:.3g}", measured >= bound.limit
    if against is None:
        return "not measured", None
    if bound.kind is Kind.MORE_AT_MOST:
        return f"{measured - against:+.3g}", measured - against <= bound.limit
    if bound.kind is Kind.RATIO_AT_LEAST:
        return f"{against / measured:.1f} x faster", against / measured >= bound.limit
    return f"{measured / against:.2f} x", measured / against <= bound.limit
