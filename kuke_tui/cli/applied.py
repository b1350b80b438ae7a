"""What became of changes made in an export, for a person and for programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kuke_tui.domain.fitting import Fit, Fitting
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.verification import change_text, fit_text
from kuke_tui.messages.visible import visible

if TYPE_CHECKING:
    from kuke_tui.domain.change_list import ChangeList
    from kuke_tui.domain.export import Export
    from kuke_tui.exchange import shapes
    from kuke_tui.sheets.saving.safe_save import SaveReceipt


def applied_json(
    plan: "ChangeList", export: "Export", fitting: Fitting, receipt: "SaveReceipt | None"
) -> "shapes.Apply":
    """Tell it in JSON's terms."""
    from kuke_tui.exchange.apply_json import apply_json

    if receipt is None:
        return apply_json(plan, export, fitting, None, None)
    return apply_json(plan, export, fitting, str(receipt.path), receipt.sha256)


def applied_lines(fitting: Fitting, receipt: "SaveReceipt | None") -> Iterator[str]:
    """Tell what does not fit and why, what is there already, and what was saved, if it was."""
    conflicts = fitting.conflicts
    if conflicts:
        count = len(conflicts)
        told = ngettext(
            "{n} planned change does not fit this export:",
            "{n} planned changes don't fit this export:",
            count,
        ).format(n=thousands(count))
        yield f"{told}\n"
        for each in conflicts:
            yield f"  - {visible(change_text(each.change))} – {visible(fit_text(each))}\n"
    already = len(fitting.of(Fit.ALREADY))
    if already:
        told = ngettext(
            "{n} planned change is there already.",
            "{n} planned changes are there already.",
            already,
        ).format(n=thousands(already))
        yield f"{told}\n"
    if receipt is None:
        yield _("Nothing was saved.") + "\n"
        return
    applied = len(fitting.of(Fit.FITS))
    told = ngettext("{n} change applied: {path}", "{n} changes applied: {path}", applied).format(
        n=thousands(applied), path=visible(str(receipt.path))
    )
    yield f"{told}\n"
