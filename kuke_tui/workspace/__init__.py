"""The one thing that changes: the export at work, its edits and their history."""
