"""The reading of the rule in force, as every output states it."""

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _


def reading_text(reading: Reading) -> str:
    """Name the reading, and what it asks for."""
    if reading is Reading.STRICT:
        return _("strict reading: every right with changes")
    return _("lenient reading: one right with changes is enough")
