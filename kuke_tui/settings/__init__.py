"""What a person set for good, in a small TOML file; ``docs/settings.md`` tells people about it."""
