"""Everything a person can tell the screens to do, in one table with its keys and words."""
