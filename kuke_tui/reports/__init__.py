"""Documents for people: the to-do list for Ekstranet, the report for a manager."""
