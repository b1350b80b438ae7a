"""Files for other programs: the change list, and the published schema of every JSON output."""
