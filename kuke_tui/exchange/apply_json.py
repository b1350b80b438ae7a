"""What ``apply`` did, as JSON."""

from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.export import Export
from kuke_tui.domain.fitting import Fit, FittedChange, Fitting
from kuke_tui.exchange import shapes
from kuke_tui.exchange.change_list_file import change_json
from kuke_tui.exchange.facts import export_facts
from kuke_tui.messages.verification import fit_text


def apply_json(
    plan: ChangeList, export: Export, fitting: Fitting, output: str | None, sha256: str | None
) -> shapes.Apply:
    """Put it in JSON's terms; ``output`` and ``sha256`` are None where nothing was saved."""
    applied = 0 if output is None else len(fitting.of(Fit.FITS))
    return {
        "export": export_facts(export, plan.reading),
        "summary": {
            "applied": applied,
            "already": len(fitting.of(Fit.ALREADY)),
            "conflicts": len(fitting.conflicts),
        },
        "output": output,
        "sha256": sha256,
        "conflicts": list(map(_conflict, fitting.conflicts)),
    }


def _conflict(fitted: FittedChange) -> shapes.FittedChange:
    return {**change_json(fitted.change), "code": fitted.fit.value, "text": fit_text(fitted)}
