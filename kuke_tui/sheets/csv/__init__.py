"""Comma, semicolon and tab separated text: recognised, read, and patched without other changes."""
