"""What a person says of a file instead of letting the program find out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kuke_tui.sheets.recognition.mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``encoding`` and ``delimiter`` concern text files; ``sheets`` are the tabs to look at.

    All tabs where ``sheets`` is empty; what is None is found out.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[str, ...] = ()
    mapping: "ColumnMapping | None" = None


DEFAULT_OPTIONS = ReadOptions()
