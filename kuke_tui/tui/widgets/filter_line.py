"""The line that says what the list is narrowed to, and takes what is typed to search."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Static

from kuke_tui.i18n import _, thousands
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import own_bindings_of


class _SearchField(Input):
    BINDINGS: ClassVar[list[BindingType]] = own_bindings_of(Place.SEARCH)

    # What is typed scrolls within the field: no layout of the whole screen at each key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class FilterLine(Horizontal):
    """Out of sight while nothing is narrowed and nobody searches."""

    class Typed(Message):
        """Something else is searched for."""

        def __init__(self, query: str) -> None:
            self.query = query
            super().__init__()

    def compose(self) -> ComposeResult:
        """Lay the line out."""
        yield Static(_("Search:"), markup=False, id="search-label")
        yield _SearchField(
            placeholder=_("name, login, client; reason:… role:… verdict:…"),
            compact=True,
            select_on_focus=False,
            id="search-field",
        )
        yield Static("", markup=False, id="search-count")

    @property
    def searching(self) -> bool:
        """Whether the person is typing here."""
        return self.query_one(Input).has_focus

    def begin(self) -> None:
        """Take what is typed from now on."""
        self.display = True
        self.query_one(Input).focus()

    def clear(self) -> None:
        """Forget what was typed, without telling."""
        self.set_query("")

    def set_query(self, query: str) -> None:
        """Put words into the field as if they had been typed, without telling."""
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = query

    def show(self, shown: int, total: int, *, only_problems: bool) -> None:
        """Say how many are shown of how many; hide where there is nothing to say."""
        field = self.query_one(Input)
        count = _("{shown} of {total}").format(shown=thousands(shown), total=thousands(total))
        if only_problems:
            count = " · ".join((_("only problems"), count))
        self.query_one("#search-count", Static).update(count, layout=False)
        self.display = bool(field.value) or only_problems or field.has_focus

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Typed(event.value))
