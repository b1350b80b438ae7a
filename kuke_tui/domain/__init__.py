"""What everything means: boxes, rules, corrections. Pure values and functions."""
