"""Saying what the columns and values of a file mean."""
