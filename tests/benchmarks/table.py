"""The results as a table: on the terminal while they come, and as Markdown for the docs."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime

from tests.benchmarks.comparison import Row

_VERDICTS = {True: "holds", False: "MISSED", None: "–"}
_HEADER = ("", "measured", "quantity", "median", "yardstick", "median", "result", "target", "")


def line(row: Row) -> str:
    """Tell one result."""
    *_rest, figure, bound, _holds = row
    against = "" if row.theirs is None else f" against {amount(row.quantity, row.theirs)}"
    return (
        f"{row.target}. {row.title}, {row.quantity}: {amount(row.quantity, row.ours)}{against} "
        f"({row.yardstick or 'by itself'}): {figure}, {bound}: {_VERDICTS[row.holds]}"
    )


def markdown(rows: Iterable[Row], quick: bool) -> str:
    """Make the page that is saved."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    made = f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {platform.python_version()}"
    kind = ", smaller data" if quick else ""
    lines = [
        "# Measurements",
        "",
        f"Made by `python -m tests.benchmarks` on {made}{kind}. Each measurement ran by turns with",
        "its yardstick, in fresh processes; medians. Ratios travel to other machines, times don't.",
        "",
        _cells(_HEADER),
        _cells(["---"] * len(_HEADER)),
    ]
    lines += [
        _cells(
            (
                f"{row.target}",
                row.title,
                row.quantity,
                amount(row.quantity, row.ours),
                row.yardstick,
                "" if row.theirs is None else amount(row.quantity, row.theirs),
                row.figure,
                row.bound,
                _VERDICTS[row.holds],
            )
        )
        for row in rows
    ]
    return "\n".join((*lines, ""))


def amount(quantity: str, value: float) -> str:
    """Give a number with its unit."""
    if quantity.endswith("memory"):
        return f"{value:.0f} MB"
    if quantity.endswith("per second"):
        return f"{value:,.0f}"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"
