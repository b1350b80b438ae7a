"""What can be wrong with the file of a column mapping."""

from enum import StrEnum


class MappingFault(StrEnum):
    """One defect; ``SheetError.detail`` holds it, ``found`` the place in the file and the value."""

    SYNTAX = "syntax"
    TOO_LARGE = "too_large"
    MISSING = "missing"
    UNKNOWN = "unknown"
    VALUE = "value"
    NO_PERMISSIONS = "no_permissions"
    LACKS = "lacks"
    TWICE = "twice"


class MappingFaultError(ValueError):
    """A mapping that can't be used. ``row`` is the line of a defect of the TOML itself."""

    def __init__(self, fault: MappingFault, found: str, row: int | None = None) -> None:
        super().__init__(f"{fault}: {found}")
        self.fault = fault
        self.found = found
        self.row = row
