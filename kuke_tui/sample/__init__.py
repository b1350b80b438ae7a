"""Synthetic exports: made-up people with a share of every reason, for trials and measurements."""
