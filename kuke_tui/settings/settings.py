"""What can be set."""

from dataclasses import dataclass

from kuke_tui.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set; None where it is left to the program."""

    language: str | None = None
    theme: str | None = None
    ascii: bool | None = None
    """Whether the screens are drawn with ASCII; None: where the terminal has no more."""
    reading: Reading = Reading.STRICT
    sort: str | None = None
    """The column that the list of accounts is sorted by."""
    sort_descending: bool = False
    tour: bool = True
    """Whether a start without a file begins with the guided tour."""
