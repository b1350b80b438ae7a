"""The guided tour: the rules by the source's four examples, and a first correction."""
