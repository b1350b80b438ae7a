"""What takes more than one screen: loading, saving, quitting."""
