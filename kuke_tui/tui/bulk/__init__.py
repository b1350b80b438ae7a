"""One thing for many accounts: chosen, worked out, looked at, then done as one step."""
