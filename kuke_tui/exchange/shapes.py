"""The shapes of what commands print as JSON, each known to the one who writes it and published.

Change lists, which come back, have a model of their own that checks them.
"""

from typing import Literal

from typing_extensions import TypedDict

Verdict = Literal["TAK", "NIE", "?"]
Role = Literal["administrator", "user"]

Change = TypedDict(
    "Change",
    {
        "client": str,
        "login": str,
        "policy": str,
        "right": str,
        "box": Literal["view", "change"],
        "from": bool | None,
        "to": bool,
    },
)
"""One checkbox; ``from`` is null where it could not be read."""

FittedChange = TypedDict(
    "FittedChange",
    {
        "client": str,
        "login": str,
        "policy": str,
        "right": str,
        "box": Literal["view", "change"],
        "from": bool | None,
        "to": bool,
        "code": str,
        "text": str,
    },
)
"""A planned change that could not be applied, why as a code and as a sentence."""


class ExportFacts(TypedDict):
    """An export, and the reading of the rule that it was judged by."""

    file: str
    sha256: str
    format: str
    layout: Literal["wide", "wide-boxes", "long"]
    reading: Literal["strict", "lenient"]


class Reason(TypedDict):
    """One cause of a verdict."""

    code: str
    right: str | None
    policies: list[str]
    text: str


class CheckedAccount(TypedDict):
    """An account with its verdict."""

    client: str
    login: str
    name: str
    role: Role | None
    verdict: Verdict
    reasons: list[Reason]


class Problem(TypedDict):
    """A place in the file that could not be read, as a spreadsheet names it."""

    sheet: str | None
    row: int | None
    column: str | None
    code: str
    text: str


class CheckSummary(TypedDict):
    """How many accounts have each verdict and each reason."""

    accounts: int
    tak: int
    nie: int
    unknown: int
    reasons: dict[str, int]


class Check(TypedDict):
    """What ``check --format json`` prints."""

    export: ExportFacts
    summary: CheckSummary
    accounts: list[CheckedAccount]
    problems: list[Problem]


class ApplySummary(TypedDict):
    """What became of the planned changes: applied, there already, not fitting."""

    applied: int
    already: int
    conflicts: int


class Apply(TypedDict):
    """What ``apply --format json`` prints. ``output`` is null where nothing was written."""

    export: ExportFacts
    summary: ApplySummary
    output: str | None
    sha256: str | None
    conflicts: list[FittedChange]


class SetAccount(TypedDict):
    """An account whose boxes were set: its verdict in the export, and as planned."""

    client: str
    login: str
    verdict: Verdict
    planned: Verdict


class SetBoxes(Apply):
    """What ``set --format json`` prints: as of ``apply``, and the accounts concerned."""

    accounts: list[SetAccount]


class FixExport(TypedDict):
    """The export that was corrected, and the reading of the rule it was judged by."""

    file: str
    sha256: str
    reading: Literal["strict", "lenient"]


FixChange = TypedDict(
    "FixChange",
    {
        "policy": str,
        "right": str,
        "box": Literal["view", "change"],
        "from": bool | None,
        "to": bool,
    },
)
"""One checkbox of the account."""


class FixedAccount(TypedDict):
    """An account corrected, and its price.

    ``like`` are the logins of the colleagues whose boxes it gets, if it gets anybody's.
    """

    client: str
    login: str
    name: str
    clicks: int
    granted: int
    taken: int
    like: list[str]
    changes: list[FixChange]


class UnfixedAccount(TypedDict):
    """An account left as it was, why as a code and as a sentence."""

    client: str
    login: str
    name: str
    verdict: Verdict
    code: str
    text: str


class FixSummary(TypedDict):
    """How many accounts were corrected and left, and the clicks in Ekstranet for all of it."""

    corrected: int
    left: int
    clicks: int


class Fix(TypedDict):
    """What ``fix --format json`` prints. ``output`` is null where nothing was written."""

    export: FixExport
    strategy: Literal["fewest-clicks", "grant", "revoke", "like-colleague"]
    output: str | None
    summary: FixSummary
    corrected: list[FixedAccount]
    left: list[UnfixedAccount]


class KeptSession(TypedDict):
    """Work kept on one export's content; ``time`` and ``steps`` are null where they are unknown."""

    id: str
    sha256: str
    files: list[str]
    time: str | None
    steps: int | None
    in_use: bool
    damaged: bool


class Sessions(TypedDict):
    """What ``sessions`` prints: those kept, or those that were deleted."""

    sessions: list[KeptSession]


DecisionMade = TypedDict(
    "DecisionMade", {"client": str, "login": str, "from": str | None, "to": str | None}
)
"""The written reason for leaving an account behind; null where it is not left."""


class DecidedAccount(TypedDict):
    """An account left behind on purpose, with its verdict as edited and the written reason."""

    client: str
    login: str
    name: str
    verdict: Verdict
    reason: str


class DecideSummary(TypedDict):
    """How many accounts of the export are left behind on purpose, and how many are to be done."""

    left: int
    to_do: int


class Decide(TypedDict):
    """What ``decide --format json`` prints: what was decided now, and all that is left behind."""

    export: ExportFacts
    summary: DecideSummary
    decided: list[DecisionMade]
    left: list[DecidedAccount]


class SavedFile(TypedDict):
    """A file that was written."""

    file: str
    sha256: str


class TrailEntry(TypedDict):
    """One thing done; ``of`` is the entry that an undo or redo concerns."""

    number: int
    time: str
    user: str
    action: Literal["step", "undo", "redo", "saved", "forgotten"]
    of: int | None
    kind: str | None
    note: str
    changes: list[Change]
    decisions: list[DecisionMade]
    saved: SavedFile | None


class TrailFacts(TypedDict):
    """Which export's content was worked on."""

    sha256: str


class Trail(TypedDict):
    """What ``sessions trail --format json`` prints."""

    export: TrailFacts
    trail: list[TrailEntry]
