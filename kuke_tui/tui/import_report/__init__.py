"""What was read from the file, and what could not be."""
