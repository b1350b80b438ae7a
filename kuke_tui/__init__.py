"""kuke-tui: which Ekstranet accounts will move to Portal Klienta."""

__version__ = "0.1.0"
