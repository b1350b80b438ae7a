"""The field in which a person types part of a policy's number."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import own_bindings_of


class PolicyFilter(Input):
    """Out of sight until the person wants to filter."""

    BINDINGS: ClassVar[list[BindingType]] = own_bindings_of(Place.POLICY_FILTER)

    def __init__(self) -> None:
        super().__init__(id="policy-filter", compact=True)
