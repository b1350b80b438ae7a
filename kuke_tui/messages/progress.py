"""How far the reading of a file is, in words."""

from kuke_tui.i18n import _, ngettext, thousands

_TELLING = 1.0
"""Seconds after which the time that is left can be told from the time it took so far."""


def rows_read(done: int, total: int) -> str:
    """Tell how many rows are read, and of how many where that is known (``total`` not 0)."""
    if not total:
        return _("{n} rows read").format(n=thousands(done))
    return _("{n} of {total} rows read").format(n=thousands(done), total=thousands(total))


def time_left(done: int, total: int, seconds: float) -> str:
    """Tell how long it will go on at the pace so far (``seconds`` for ``done``), or nothing."""
    if seconds < _TELLING or not 0 < done < total:
        return ""
    left = round(seconds * (total - done) / done)
    if left < 1:
        return _("almost done")
    if left < 100:
        told = ngettext("about {n} second left", "about {n} seconds left", left)
        return told.format(n=left)
    minutes = round(left / 60)
    return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)
