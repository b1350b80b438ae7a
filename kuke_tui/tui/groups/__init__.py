"""What is still to be done, in groups."""
