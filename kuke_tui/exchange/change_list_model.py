"""What a change list must look like as a file: checked at the door, published as a schema."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kuke_tui.domain.export import Role
from kuke_tui.domain.rules import Reading
from kuke_tui.exchange.shapes import Change

Mask = Annotated[str, Field(pattern=r"^0x[0-9a-f]+$", max_length=1_000_000)]
TWICE = "twice"
INCONSISTENT = "inconsistent"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class ExportModel(_Model):
    """The export that the changes were planned against."""

    file: str = ""
    sha256: str = ""


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


class BaselineModel(_Model):
    """The whole export as it was, so that changes nobody planned can be told later."""

    layout: Literal["wide", "wide-boxes", "long"]
    rights: list[str]
    clients: dict[str, list[str]]
    accounts: list[BaselineAccountModel]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        rights = len(self.rights)
        for number, account in enumerate(self.accounts):
            policies = self.clients.get(account.client)
            masks = [int(mask, 16) for mask in (account.view, account.change, account.unreadable)]
            if policies is None or max(masks).bit_length() > len(policies) * rights:
                raise PydanticCustomError(
                    INCONSISTENT, "accounts[{number}] is inconsistent", {"number": number}
                )
        return self


class ChangeListModel(_Model):
    """A change list: what is planned for Ekstranet, by name."""

    export: ExportModel
    reading: Reading
    changes: list[Change]
    time: str = ""
    left: list[LeftModel] = []
    baseline: BaselineModel | None = None

    @model_validator(mode="after")
    def _each_box_once(self) -> Self:
        seen = set()
        for number, change in enumerate(self.changes):
            key = (
                change["client"],
                change["login"],
                change["policy"],
                change["right"],
                change["box"],
            )
            if key in seen:
                raise PydanticCustomError(TWICE, "changes[{number}] twice", {"number": number})
            seen.add(key)
        return self
