"""Work kept from before: offered, looked through, and applied only as far as a person agrees."""
