"""The history: what was done to an export, by whom and when."""
