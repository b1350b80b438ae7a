"""The shapes of what ``verify`` prints as JSON, known to its writer and published."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from kuke_tui.exchange.shapes import Change, ExportFacts, Reason, Role, Verdict


class VerifiedChange(Change):
    """A planned change; ``found`` is the box in the fresh export, null where that is not known.

    ``code`` says how the change stands to the fresh export: ``fits`` where it is still to be made,
    ``already``, or why that can't be told, as in ``apply``.
    """

    state: Literal["done", "not_done", "different"]
    found: bool | None
    code: NotRequired[str]
    text: str


class PlanFacts(TypedDict):
    """The change list held against an export, and the export it was planned against."""

    file: str
    sha256: str
    time: str
    baseline: bool


class AccountKey(TypedDict):
    """An account's identity."""

    client: str
    login: str


class CellKey(TypedDict):
    """A cell's identity."""

    client: str
    login: str
    policy: str
    right: str


class PolicyKey(TypedDict):
    """A policy's identity."""

    client: str
    policy: str


RoleChange = TypedDict(
    "RoleChange", {"client": str, "login": str, "from": Role | None, "to": Role | None}
)
"""An account whose role differs; null where it could not be read."""


class VerifySummary(TypedDict):
    """How many planned changes are in each state, and how many boxes changed unplanned."""

    done: int
    not_done: int
    different: int
    unplanned: int


class VerifiedAccount(TypedDict):
    """An account of the fresh export: confirmed by its data, planned only, or left behind.

    ``reasons`` are those of the verdict. ``lost`` is an account that was TAK when the plan was
    made, ``insufficient`` one that was to become TAK and won't with what remains of the plan.
    ``on_purpose`` is the written reason for leaving it behind.
    """

    client: str
    login: str
    verdict: Verdict
    state: Literal["confirmed", "planned", "left"]
    reasons: NotRequired[list[Reason]]
    lost: NotRequired[bool]
    insufficient: NotRequired[bool]
    on_purpose: NotRequired[str | None]


class Verify(TypedDict):
    """What ``verify --format json`` prints.

    Without a baseline in the change list nothing is known of what changed unplanned. Where
    ``not_fresh`` says that the file is known and no fresh export, nothing is done or confirmed.
    """

    summary: VerifySummary
    changes: list[VerifiedChange]
    unplanned: list[Change]
    accounts: list[VerifiedAccount]
    remaining: list[Change]
    new_accounts: list[AccountKey]
    vanished_accounts: list[AccountKey]
    new_policies: list[PolicyKey]
    vanished_policies: list[PolicyKey]
    new_rights: list[str]
    vanished_rights: list[str]
    role_changes: list[RoleChange]
    unreadable: NotRequired[list[CellKey]]
    not_fresh: NotRequired[Literal["planned_against", "planned", "saved"] | None]
    export: ExportFacts
    plan: PlanFacts
