"""Sentences for corrections: what each is, what it costs, and why there is none."""

from collections.abc import Sequence

from kuke_tui.domain.boxes import Box, shape_of
from kuke_tui.domain.corrections import (
    Colleagues,
    Correction,
    CorrectionKind,
    Refusal,
    RefusalCode,
)
from kuke_tui.domain.export import Account
from kuke_tui.domain.price import NewPower, Price
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.reasons import policy_names

_NAMED_RIGHTS = 4


def correction_text(correction: Correction) -> str:
    """Say in one sentence what a correction does, under each of its kinds."""
    told = "; ".join(_kind_text(kind, correction.colleagues) for kind in correction.kinds)
    return f"{told[:1].upper()}{told[1:]}."


def kind_short(kind: CorrectionKind) -> str:
    """Name a kind of correction in two or three words, for lists and buttons."""
    match kind:
        case CorrectionKind.FEWEST_CLICKS:
            return _("fewest clicks")
        case CorrectionKind.GRANT:
            return _("grant only")
        case CorrectionKind.REVOKE:
            return _("take away only")
        case CorrectionKind.LIKE_COLLEAGUE:
            return _("like a colleague")


def like_text(logins: Sequence[str]) -> str:
    """Say in two or three words whose boxes a correction gives; the first of them is named."""
    return _("like {login}").format(login=logins[0])


def clicks_text(price: Price) -> str:
    """Say what is to be clicked in Ekstranet, and what for."""
    if not price.clicks:
        return _("Nothing to click: so it stands in Ekstranet.")
    clicks = ngettext("{n} click in Ekstranet", "{n} clicks in Ekstranet", price.clicks)
    parts = (
        (price.granted, ngettext("{n} box granted", "{n} boxes granted", price.granted)),
        (price.taken, ngettext("{n} box taken away", "{n} boxes taken away", price.taken)),
        (price.checked, ngettext("{n} box to check", "{n} boxes to check", price.checked)),
    )
    told = ", ".join(text.format(n=thousands(count)) for count, text in parts if count)
    return f"{clicks.format(n=thousands(price.clicks))}: {told}."


def price_text(price: Price, rights: Sequence[str]) -> str:
    """Say what a correction costs, and how it widens the person's powers where it does."""
    told = clicks_text(price)
    return f"{told} {_widening(price, rights)}" if price.widens else told


def refusal_text(refusal: Refusal, account: Account, rights: Sequence[str]) -> str:
    """Say why there is no correction, naming the cells in the way where there are some."""
    cells = _cells_text(refusal.cells, account, rights)
    match refusal.code:
        case RefusalCode.ALREADY_TAK:
            return _("The verdict is TAK already; there is nothing to correct.")
        case RefusalCode.ROLE_UNREADABLE:
            return _(
                "The role of the account could not be read. "
                "Correct it in the export and load the export again."
            )
        case RefusalCode.UNREADABLE:
            return _(
                "Some cells could not be read: {cells}. "
                "Set them first; until then any proposal would be a guess."
            ).format(cells=cells)
        case RefusalCode.NO_ACCESS_HELD:
            return _(
                "The person has no permission anywhere in Ekstranet, so there is nothing to make "
                "the same on every policy. Only the permissions of a colleague could be given."
            )
        case RefusalCode.NOTHING_TO_KEEP:
            return _(
                "Taking away alone is not enough: "
                "no permission has both view and changes on every policy."
            )
        case RefusalCode.LOCKED:
            return _(
                "It would take a change of cells that can't be saved in this file: {cells}."
            ).format(cells=cells)
        case RefusalCode.NO_COLLEAGUE:
            return _("No user of this client will migrate, so there is no colleague to follow.")
        case RefusalCode.NOT_CONFIRMED:
            return _(
                "The rules did not confirm what the program worked out, so it is not proposed. "
                "Please report this as a fault of the program."
            )


def _kind_text(kind: CorrectionKind, colleagues: Colleagues | None) -> str:
    match kind:
        case CorrectionKind.FEWEST_CLICKS:
            return _("the fewest clicks in Ekstranet")
        case CorrectionKind.GRANT:
            return _("grant only: all that the person has anywhere, with changes on every policy")
        case CorrectionKind.REVOKE:
            return _("take away only: keep just what is already the same on every policy")
        case CorrectionKind.LIKE_COLLEAGUE:
            return _colleagues_text(colleagues) if colleagues else kind_short(kind)


def _colleagues_text(colleagues: Colleagues) -> str:
    login, others = colleagues.logins[0], len(colleagues.logins) - 1
    if others and colleagues.planned:
        told = ngettext(
            "the same permissions as {login} and {n} other person will have by the plan",
            "the same permissions as {login} and {n} other people will have by the plan",
            others,
        )
    elif others:
        told = ngettext(
            "the same permissions as {login} and {n} other person, who will migrate",
            "the same permissions as {login} and {n} other people, who will migrate",
            others,
        )
    elif colleagues.planned:
        told = _("the same permissions as {login} will have by the plan")
    else:
        told = _("the same permissions as {login}, who will migrate")
    return told.format(login=login, n=others)


def _widening(price: Price, rights: Sequence[str]) -> str:
    if not price.new_powers:
        return _("Widens the person's powers to more policies.")
    boxes: dict[int, list[NewPower]] = {}
    for power in price.new_powers:
        boxes.setdefault(power.right, []).append(power)
    return _("Widens the person's powers by what they have on no policy today: {powers}.").format(
        powers="; ".join(
            _("“{right}” – {boxes}").format(right=rights[right], boxes=_boxes_text(powers))
            for right, powers in boxes.items()
        )
    )


def _boxes_text(powers: Sequence[NewPower]) -> str:
    if len(powers) > 1:
        return _("view and changes")
    return _("view") if powers[0].box is Box.VIEW else _("changes")


def _cells_text(cells: int, account: Account, rights: Sequence[str]) -> str:
    shape = shape_of(len(account.client.policies), len(rights))
    concerned = [right for right, column in enumerate(shape.columns) if cells & column]
    named = [
        _("“{right}” on {policies}").format(
            right=rights[right],
            policies=policy_names(account.client.policies, shape.policies_of_column(cells, right)),
        )
        for right in concerned[:_NAMED_RIGHTS]
    ]
    rest = len(concerned) - len(named)
    if rest:
        named.append(ngettext("{n} more permission", "{n} more permissions", rest).format(n=rest))
    return "; ".join(named)
