"""What the app does by the person's settings, and what it does when it is itself at fault."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.theme import Theme
from textual.worker import WorkerFailed

from kuke_tui.messages.visible import visible
from kuke_tui.settings.file import SettingsFile
from kuke_tui.settings.settings import Settings
from kuke_tui.tui.ascii_filter import AsciiFilter
from kuke_tui.tui.themes import COLOURLESS_THEME, DEFAULT_THEME, OWN_THEMES

if TYPE_CHECKING:
    from kuke_tui.workspace.list_view import ListView

_READING_TIME = 15.0
"""Seconds that a complaint stays; a click takes it away before."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings in force, and where to keep what is chosen; None keeps nothing.

    ``encoding`` has the letters that the terminal has; where ``ascii_only``, others lose their
    marks.
    ``complaints`` are sentences about a settings file, told on the first screen.
    """

    settings: Settings = field(default_factory=Settings)
    file: SettingsFile | None = None
    ascii_only: bool = False
    encoding: str = "utf-8"
    complaints: tuple[str, ...] = ()


class SettledApp(App[None]):
    """Draws as it is set, keeps what is chosen, and never prints a traceback.

    ``theme`` is the one to begin with, where it is not that of the settings.
    """

    def __init__(self, setup: Setup | None = None, theme: str | None = None) -> None:
        self.setup = setup or Setup()
        # Before Textual makes its style sheet: one that is there already is parsed twice.
        self.set_reactive(App.theme, theme or self.setup.settings.theme or DEFAULT_THEME)
        super().__init__()
        if self.no_color:
            self.theme = COLOURLESS_THEME
        self.fault: BaseException | None = None
        """What ended the program though nobody wanted it to."""
        self._ascii = AsciiFilter(self.setup.encoding)
        self._colourless = NoColor()

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes by name, ours from the very start."""
        return {**super().available_themes, **OWN_THEMES}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out what the terminal does not have, signs, or the person does not want, colours.

        Textual's own way without colours is shades of grey, on black paper. No theme mixes true
        colours with the terminal's, and nothing is dim, so that no line need be looked through for
        what Textual would turn into true colours: that took a tenth of the time of each frame.
        """
        filters: list[LineFilter] = []
        if self.no_color:
            filters.append(self._colourless)
        if self.setup.ascii_only:
            filters.append(self._ascii)
        return filters

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now: there is nothing to choose of no colours."""
        if action == "choose_theme" and self.no_color:
            return False
        return super().check_action(action, parameters)

    def keep(self, **values: str | bool) -> None:
        """Keep what was chosen for the next start."""
        if self.setup.file is not None:
            self.setup.file.remember(**values)

    def first_view(self) -> "ListView":
        """Say how a list of accounts is looked at first: in the order last chosen."""
        from kuke_tui.workspace.list_view import ListView, SortKey

        settings = self.setup.settings
        if settings.sort is None:
            return ListView()
        return ListView(sort=SortKey(settings.sort), descending=settings.sort_descending)

    def keep_order(self, view: "ListView") -> None:
        """Look at other lists in this order, too, from now on."""
        settings = self.setup.settings
        chosen = replace(settings, sort=view.sort.value, sort_descending=view.descending)
        self.setup = replace(self.setup, settings=chosen)
        self.keep(sort=view.sort.value, sort_descending=view.descending)

    def tell_complaints(self) -> None:
        """Tell at once all that is wrong with the settings file."""
        if self.setup.complaints:
            self.notify(
                "\n".join(self.setup.complaints),
                title=_settings_path(self.setup),
                severity="warning",
                timeout=_READING_TIME,
                markup=False,
            )

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own way prints a traceback with all variables, people's data among them. Tests
        # are to see the error itself.
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self.fault is None:
            self.fault = error.error if isinstance(error, WorkerFailed) else error
        self.panic()


def _settings_path(setup: Setup) -> str:
    if setup.file is None:
        return ""
    path = setup.file.path
    home = Path.home()
    return visible(str(Path("~", path.relative_to(home)) if path.is_relative_to(home) else path))


def paints_ascii(app: App[Any]) -> bool:
    """Whether an app paints in ASCII and letters only."""
    return isinstance(app, SettledApp) and app.setup.ascii_only


def keep_order(app: App[Any], view: "ListView") -> None:
    """Have an app keep the order of a list, if it keeps such things."""
    if isinstance(app, SettledApp):
        app.keep_order(view)
