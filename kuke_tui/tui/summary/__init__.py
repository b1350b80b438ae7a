"""The summary: how the migration stands, in numbers and bars."""
