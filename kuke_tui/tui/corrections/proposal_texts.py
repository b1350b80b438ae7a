"""How a proposal reads in the list of proposals."""

from collections.abc import Iterable

from rich.text import Text

from kuke_tui.domain.corrections import Correction, CorrectionKind, Refusal
from kuke_tui.domain.export import Account
from kuke_tui.i18n import _
from kuke_tui.messages.corrections import correction_text, kind_short, price_text, refusal_text
from kuke_tui.messages.visible import visible


def proposal_text(number: int, correction: Correction, rights: tuple[str, ...]) -> Text:
    """Tell what a proposal does and what it costs; what widens powers is marked by a sign."""
    sign = "!" if correction.price.widens else " "
    text = Text(f"{number}. ", "bold")
    text.append(visible(correction_text(correction)), "bold")
    text.append(f"\n {sign} {visible(price_text(correction.price, rights))}")
    return text


def refused_texts(
    refused: Iterable[tuple[CorrectionKind, Refusal]], account: Account, rights: tuple[str, ...]
) -> list[Text]:
    """Tell which kinds of correction there are none of, and why."""
    told = _("No “{kind}”: {why}")
    return [
        Text(told.format(kind=kind_short(kind), why=visible(refusal_text(why, account, rights))))
        for kind, why in refused
    ]
