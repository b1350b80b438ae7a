"""The permission matrix: where an account's boxes are seen and corrected."""
