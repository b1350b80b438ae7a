"""What a change list must look like as a file: checked at the door, published as a schema."""

from typing import Annotated, Final, Literal, LiteralString, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kuke_tui.domain.export import Role
from kuke_tui.domain.reading import Reading
from kuke_tui.exchange.shapes import Change

Mask = Annotated[str, Field(pattern=r"^0x[0-9a-f]+$", max_length=1_000_000)]
TWICE: Final = "twice"
INCONSISTENT: Final = "inconsistent"
NO_CHANGE: Final = "no_change"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class ExportModel(_Model):
    """The export that the changes were planned against."""

    file: str = ""
    sha256: str = ""


class TargetModel(_Model):
    """The export that shows all of it, where the list was made by comparing two."""

    sha256: str


class LeftModel(_Model):
    """An account left behind on purpose."""

    client: str
    login: str
    reason: str


class BaselineAccountModel(_Model):
    """One account as it was: the masks of view, change and unreadable boxes, hexadecimal.

    Bit ``policy * len(rights) + right``, policies in the order of their client.
    """

    client: str
    login: str
    role: Role | None
    view: Mask
    change: Mask
    unreadable: Mask

    @property
    def key(self) -> tuple[str, str]:
        """The account's identity."""
        return (self.client, self.login)

    @property
    def masks(self) -> tuple[str, str, str]:
        """The masks of view, change and unreadable boxes."""
        return (self.view, self.change, self.unreadable)


class BaselineModel(_Model):
    """The whole export as it was, so that changes nobody planned can be told later."""

    layout: Literal["wide", "wide-boxes", "long"]
    rights: list[str]
    clients: dict[str, list[str]]
    accounts: list[BaselineAccountModel]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if len(set(self.rights)) < len(self.rights):
            raise _fault(INCONSISTENT, "baseline.rights")
        for client, policies in self.clients.items():
            if len(set(policies)) < len(policies):
                raise _fault(INCONSISTENT, f"baseline.clients.{client}")
        known = set()
        for number, account in enumerate(self.accounts):
            view, change, unreadable = (int(mask, 16) for mask in account.masks)
            cells = len(self.clients.get(account.client, ())) * len(self.rights)
            if (
                account.key in known
                or account.client not in self.clients
                or (view | change) & unreadable
                or max(view, change, unreadable).bit_length() > cells
            ):
                raise _fault(INCONSISTENT, f"baseline.accounts[{number}]")
            known.add(account.key)
        return self


class ChangeListModel(_Model):
    """A change list: what is planned for Ekstranet, by name."""

    export: ExportModel
    reading: Reading
    changes: list[Change]
    time: str = ""
    left: list[LeftModel] = []
    target: TargetModel | None = None
    baseline: BaselineModel | None = None

    @model_validator(mode="after")
    def _each_box_once(self) -> Self:
        seen = set()
        for number, change in enumerate(self.changes):
            if change["from"] is change["to"]:
                raise _fault(NO_CHANGE, f"changes[{number}]")
            key = (
                change["client"],
                change["login"],
                change["policy"],
                change["right"],
                change["box"],
            )
            if key in seen:
                raise _fault(TWICE, f"changes[{number}]")
            seen.add(key)
        return self

    @model_validator(mode="after")
    def _begins_at_the_baseline(self) -> Self:
        if self.baseline is not None:
            boxes = _BaselineBoxes(self.baseline)
            for number, change in enumerate(self.changes):
                if not boxes.agree_with(change):
                    raise _fault(INCONSISTENT, f"changes[{number}]")
        return self


class _BaselineBoxes:
    """Tells what the boxes of a baseline say."""

    def __init__(self, baseline: BaselineModel) -> None:
        self._accounts = {account.key: account for account in baseline.accounts}
        self._rights = {right: place for place, right in enumerate(baseline.rights)}
        self._policies = {
            client: {policy: place for place, policy in enumerate(policies)}
            for client, policies in baseline.clients.items()
        }
        self._known: BaselineAccountModel | None = None
        self._masks = (0, 0, 0)

    def agree_with(self, change: Change) -> bool:
        """Whether a change begins at what its box says; one that is not named is not ticked.

        Of an account that the baseline does not have nothing is known.
        """
        account = self._accounts.get((change["client"], change["login"]))
        if account is None:
            return True
        policy = self._policies[account.client].get(change["policy"])
        right = self._rights.get(change["right"])
        if policy is None or right is None:
            return change["from"] is False
        if account is not self._known:  # changes stand account by account
            self._known = account
            view, ticked, unreadable = account.masks
            self._masks = (int(view, 16), int(ticked, 16), int(unreadable, 16))
        view_cells, change_cells, unreadable_cells = self._masks
        cell = policy * len(self._rights) + right
        if unreadable_cells >> cell & 1:
            return change["from"] is None
        cells = view_cells if change["box"] == "view" else change_cells
        return change["from"] is bool(cells >> cell & 1)


def _fault(kind: LiteralString, place: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{place} is at fault", {"place": place})
