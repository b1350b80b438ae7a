"""How the migration stands, for a manager: as the export says, and as planned."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Export
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Assessment, ReasonCode, Verdict, assess
from kuke_tui.messages.reasons import reason_text


class Count(NamedTuple):
    """How many accounts have each verdict."""

    tak: int = 0
    nie: int = 0
    unknown: int = 0

    @property
    def accounts(self) -> int:
        """How many accounts there are."""
        return self.tak + self.nie + self.unknown

    @property
    def behind(self) -> int:
        """How many accounts will not migrate, as far as is known."""
        return self.nie + self.unknown


class ClientCount(NamedTuple):
    """One client's accounts, in the export and as planned."""

    client: str
    loaded: Count
    planned: Count


class ReasonCount(NamedTuple):
    """How many accounts a reason concerns, in the export and as planned."""

    code: ReasonCode
    loaded: int
    planned: int


class LeftBehind(NamedTuple):
    """An account that stays behind even as planned.

    ``why`` are the sentences of the verdict as planned; ``exception`` is the reason that a person
    wrote for leaving it behind on purpose, or None.
    """

    client: str
    login: str
    name: str
    verdict: Verdict
    why: tuple[str, ...]
    exception: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The state of a migration. Without a plan, ``planned`` counts equal ``loaded`` ones.

    Clients stand in the order of how many accounts stay behind as planned, then as loaded;
    reasons in their own order. Times are ISO 8601, ``planned_at`` empty for a plan made now.
    ``unfitting`` counts planned changes that don't fit the export and are left out here. ``saved``
    says that the program saved the file, so that it is no export of Ekstranet but a plan itself.
    """

    file: str
    sha256: str
    reading: Reading
    time: str
    has_plan: bool
    planned_at: str
    clicks: int
    unfitting: int
    loaded: Count
    planned: Count
    clients: tuple[ClientCount, ...]
    reasons: tuple[ReasonCount, ...]
    left_behind: tuple[LeftBehind, ...]
    saved: bool = False

    @property
    def exceptions(self) -> tuple[LeftBehind, ...]:
        """Those left behind on purpose."""
        return tuple(each for each in self.left_behind if each.exception is not None)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a summary knows of a plan: boxes wanted and reasons for exceptions, by position."""

    wanted: Mapping[int, Boxes] = field(default_factory=dict)
    exceptions: Mapping[int, str] = field(default_factory=dict)
    clicks: int = 0
    unfitting: int = 0
    made_at: str = ""
    """When the plan was made (ISO 8601); empty where it is being made now."""


def summary(
    export: Export, plan: Plan | None, reading: Reading, time: str, *, saved: bool = False
) -> Summary:
    """Sum an export up; ``time`` (ISO 8601) is when, and ``saved`` whether the program saved it."""
    known = plan or Plan()
    loaded: Counter[tuple[str, Verdict]] = Counter()
    planned: Counter[tuple[str, Verdict]] = Counter()
    reasons: Counter[ReasonCode] = Counter()
    planned_reasons: Counter[ReasonCode] = Counter()
    left: list[LeftBehind] = []
    for position, account in enumerate(export.accounts):
        shape, key = export.shape(account), account.client.key
        before = after = assess(account.role, account.boxes, shape, reading)
        boxes = known.wanted.get(position, account.boxes)
        if boxes is not account.boxes:
            after = assess(account.role, boxes, shape, reading)
        loaded[key, before.verdict] += 1
        planned[key, after.verdict] += 1
        reasons.update(before.codes)
        planned_reasons.update(after.codes)
        if after.verdict is not Verdict.TAK:
            exception = known.exceptions.get(position)
            left.append(_left_behind(export, account, boxes, after, reading, exception))
    clients = [
        ClientCount(key, _count(loaded, key), _count(planned, key))
        for key in dict.fromkeys(account.client.key for account in export.accounts)
    ]
    return Summary(
        file=export.source.file,
        sha256=export.source.sha256,
        reading=reading,
        time=time,
        has_plan=plan is not None,
        planned_at=known.made_at,
        clicks=known.clicks,
        unfitting=known.unfitting,
        loaded=_sum(each.loaded for each in clients),
        planned=_sum(each.planned for each in clients),
        clients=tuple(sorted(clients, key=_most_behind)),
        reasons=tuple(
            ReasonCount(code, reasons[code], planned_reasons[code])
            for code in ReasonCode
            if reasons[code] or planned_reasons[code]
        ),
        left_behind=tuple(left),
        saved=saved,
    )


def _left_behind(
    export: Export,
    account: Account,
    boxes: Boxes,
    assessment: Assessment,
    reading: Reading,
    exception: str | None,
) -> LeftBehind:
    return LeftBehind(
        client=account.client.key,
        login=account.login,
        name=account.name,
        verdict=assessment.verdict,
        why=tuple(
            reason_text(reason, account, boxes, export.rights, reading)
            for reason in assessment.reasons
        ),
        exception=exception,
    )


def _most_behind(client: ClientCount) -> tuple[int, int, str]:
    return -client.planned.behind, -client.loaded.behind, client.client


def _count(counts: Counter[tuple[str, Verdict]], client: str) -> Count:
    return Count(*(counts[client, verdict] for verdict in Verdict))


def _sum(counts: Iterable[Count]) -> Count:
    return Count(*map(sum, zip(Count(), *counts, strict=True)))
