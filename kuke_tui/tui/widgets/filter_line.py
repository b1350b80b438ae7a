"""The line that says what the list is narrowed to, and takes what is typed to search."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from kuke_tui.i18n import _, thousands
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import own_bindings_of


class _SearchField(Input):
    BINDINGS: ClassVar[list[BindingType]] = own_bindings_of(Place.SEARCH)

    # What is typed scrolls within the field: no layout of the whole screen at each key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, typed: Callable[[str], None]) -> None:
        super().__init__(
            placeholder=_("name, login, client; reason:… role:… verdict:…"),
            compact=True,
            select_on_focus=False,
            id="search-field",
        )
        self._typed = typed
        self._told = ""

    def set_query(self, query: str) -> None:
        """Put words into the field as if they had been typed, without telling."""
        self._told = query
        self.value = query

    def watch_value(self, query: str) -> None:
        """Tell what is typed."""
        if query != self._told:
            self._told = query
            self._typed(query)


class FilterLine(Horizontal):
    """Out of sight while nothing is narrowed and nobody searches.

    ``typed`` is called with what is searched for in the key's own handler, so that what was found
    is painted in the same frame as the letter.
    """

    def __init__(self, typed: Callable[[str], None]) -> None:
        super().__init__()
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Lay the line out."""
        yield Static(_("Search:"), markup=False, id="search-label")
        yield _SearchField(self._typed)
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
        self.query_one(_SearchField).set_query(query)

    def show(self, shown: int, total: int, *, only_problems: bool) -> None:
        """Say how many are shown of how many; hide where there is nothing to say."""
        field = self.query_one(Input)
        count = _("{shown} of {total}").format(shown=thousands(shown), total=thousands(total))
        if only_problems:
            count = " · ".join((_("only problems"), count))
        self.query_one("#search-count", Static).update(count, layout=False)
        self.display = bool(field.value) or only_problems or field.has_focus
