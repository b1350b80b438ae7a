"""Putting a file on disk so that whatever happens, the old one or the new one is there whole."""
