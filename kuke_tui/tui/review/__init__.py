"""The changes against the loaded export, to be looked through."""
