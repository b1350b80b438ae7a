"""What a command is: a name, its keys, its words, and where it can be given."""

from dataclasses import dataclass
from enum import StrEnum

from kuke_tui.i18n import N_, _


class Place(StrEnum):
    """A screen that commands are given on."""

    EVERYWHERE = "everywhere"
    """Every screen but the small dialogs."""
    START = "start"
    LOADING = "loading"
    ACCOUNTS = "accounts"
    SEARCH = "search"
    STORY = "story"
    MATRIX = "matrix"
    POLICY_FILTER = "policy_filter"
    CORRECTIONS = "corrections"
    GROUPS = "groups"
    RECOVERY = "recovery"
    REVIEW = "review"
    IMPORT_REPORT = "import_report"
    MAPPING = "mapping"
    VERIFICATION = "verification"
    SUMMARY = "summary"
    HISTORY = "history"
    HELP = "help"
    TOUR = "tour"


_PLACE_NAMES = {
    Place.EVERYWHERE: N_("everywhere"),
    Place.START: N_("start screen"),
    Place.LOADING: N_("loading"),
    Place.ACCOUNTS: N_("accounts"),
    Place.SEARCH: N_("search"),
    Place.STORY: N_("account story"),
    Place.MATRIX: N_("permissions"),
    Place.POLICY_FILTER: N_("policy filter"),
    Place.CORRECTIONS: N_("corrections"),
    Place.GROUPS: N_("groups"),
    Place.RECOVERY: N_("kept work"),
    Place.REVIEW: N_("review of changes"),
    Place.IMPORT_REPORT: N_("import report"),
    Place.MAPPING: N_("columns"),
    Place.VERIFICATION: N_("verification"),
    Place.SUMMARY: N_("summary"),
    Place.HISTORY: N_("history"),
    Place.HELP: N_("help"),
    Place.TOUR: N_("guided tour"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can tell a screen to do.

    ``id`` is the name of the action too: the screen, or the app where ``on_app``, has a method
    ``action_<id>``. ``keys`` are Textual's names or single characters, the one to
    show first. ``label`` and ``help`` are message ids, translated when shown. The footer shows
    the lowest ``footer_rank`` first; None keeps a command out of it. What Escape does, help and all
    commands stand there without a rank.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    places: frozenset[Place]
    footer_rank: int | None = None
    on_app: bool = False

    @property
    def action(self) -> str:
        """Textual's name of the action, with the node that carries it out."""
        return f"{'app' if self.on_app else 'screen'}.{self.id}"

    @property
    def key(self) -> str:
        """The key to show, as it stands on a keyboard; empty where there is none."""
        return key_name(self.keys[0]) if self.keys else ""

    @property
    def key_while_typing(self) -> str:
        """The key to show while letters are typed into a field: one that is no letter or sign."""
        return next((key_name(key) for key in self.keys if len(key) > 1), "")

    @property
    def all_keys(self) -> str:
        """Every key, as they stand on a keyboard."""
        return " ".join(key_name(key) for key in self.keys)


_KEY_NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "delete": N_("Delete"),
    "backspace": N_("Backspace"),
    "insert": N_("Insert"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "comma": ",",
}


def key_name(key: str) -> str:
    """Name a key as it stands on a keyboard: ``ctrl+z`` is ``Ctrl+Z``, ``enter`` is ``Enter``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if last in _KEY_NAMES:
        last = _(_KEY_NAMES[last])
    elif modifiers or (last.startswith("f") and last[1:].isdigit()):
        last = last.upper()
    return "+".join((*(modifier.capitalize() for modifier in modifiers), last))


def place_name(place: Place) -> str:
    """Name a screen for the person."""
    return _(_PLACE_NAMES[place])


def given(*places: Place) -> frozenset[Place]:
    """Return a set of places, for the tables."""
    return frozenset(places)
