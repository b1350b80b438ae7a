"""The screen without a file: what the program does, and where to begin."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.widgets.command_footer import CommandFooter

_OPEN = "open"
_DEMO = "demo"
_VERIFY = "verify"
_TOUR = "tour"


class StartScreen(CommandScreen[None]):
    """A short welcome and a menu: open a file, try the sample, files opened lately."""

    place = Place.START
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.START),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    class FileChosen(Message):
        """A file is to be opened, or the sample where ``path`` is None."""

        def __init__(self, path: Path | None) -> None:
            self.path = path
            super().__init__()

    def __init__(self, recent: Sequence[Path]) -> None:
        super().__init__()
        self._recent = recent

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="welcome"):
            yield Static("kuke-tui", markup=False, id="welcome-title")
            yield Static(
                _("Which Ekstranet accounts will move to Portal Klienta, and which stay behind."),
                markup=False,
                id="welcome-what",
            )
            yield Static(
                _(
                    "Load an export, see each account's verdict and why, correct the permissions, "
                    "save a corrected export. Only files on this computer change; nothing is sent."
                ),
                markup=False,
                id="welcome-how",
            )
            yield OptionList(*self._options(), compact=True, id="main")
        yield CommandFooter()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin with what was chosen."""
        chosen = event.option_id or _DEMO
        if chosen == _OPEN:
            self.app.call_later(self.app.run_action, "app.open_file")
        elif chosen == _TOUR:
            self.app.call_later(self.app.run_action, "app.show_tour")
        elif chosen == _VERIFY:
            self.app.call_later(self.app.run_action, "app.verify_fresh")
        elif chosen == _DEMO:
            self.action_open_demo()
        else:
            self.post_message(self.FileChosen(self._recent[int(chosen)]))

    def action_open_demo(self) -> None:
        """Open the sample."""
        self.post_message(self.FileChosen(None))

    def action_move(self, options: int) -> None:
        """Highlight another choice."""
        menu = self.query_one(OptionList)
        if options > 0:
            menu.action_cursor_down()
        else:
            menu.action_cursor_up()

    def _options(self) -> list[Option | None]:
        options: list[Option | None] = [
            Option(_line(_("Open a file…"), "o"), id=_OPEN),
            Option(_line(_("Try the sample: a made-up company"), "d"), id=_DEMO),
            Option(_line(_("Guided tour: the rules by four examples"), "t"), id=_TOUR),
        ]
        options.append(Option(_line(_("Verify a fresh export against a plan…"), "V"), id=_VERIFY))
        if self._recent:
            options += [None, Option(Text(_("Opened lately:")), disabled=True)]
            for index, path in enumerate(self._recent):
                name = Text("  ").append(visible(path.name), "bold")
                name.append(f"  {visible(str(path.parent))}")
                options.append(Option(name, id=str(index)))
        return options


def _line(label: str, key: str) -> Text:
    return Text(f"{label}  ").append(f"({key})", "bold")
