"""Verification: a fresh export held against a plan."""
