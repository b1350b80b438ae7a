"""Proposals for one account, each with its price and a picture of what it would do."""
