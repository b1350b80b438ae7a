"""The time that is written on what the program makes."""

from datetime import datetime


def now() -> str:
    """Return the time with its zone, ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def local_time(time: str) -> str:
    """Show an ISO 8601 time on the clock of this computer, to the minute; empty stays empty."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}" if time else ""
