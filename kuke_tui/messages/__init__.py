"""Sentences for what the domain says in codes: verdicts, reasons, problems, errors."""
