"""The one error that files raise: a code, a place and what was found there."""

from enum import StrEnum


class SheetErrorCode(StrEnum):
    """What is wrong with a file. The sentence for each is in ``kuke_tui.messages.errors``."""

    NOT_FOUND = "not_found"
    IS_FOLDER = "is_folder"
    NO_PERMISSION = "no_permission"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of a condition, not a secret
    UNKNOWN_FORMAT = "unknown_format"
    WRONG_SUFFIX = "wrong_suffix"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    DOCTYPE = "doctype"
    UNSUPPORTED_ENCODING = "unsupported_encoding"
    READER_CRASHED = "reader_crashed"
    CANCELLED = "cancelled"
    NO_TABLE = "no_table"
    OTHER_TABLE = "other_table"
    NO_CLIENT_COLUMN = "no_client_column"
    TOO_MANY_RIGHTS = "too_many_rights"
    BAD_MAPPING = "bad_mapping"
    UNREADABLE_CELL = "unreadable_cell"
    LOCKED_CELL = "locked_cell"
    CANNOT_ENCODE = "cannot_encode"
    EXISTS = "exists"
    NO_FOLDER = "no_folder"
    NAME_TOO_LONG = "name_too_long"
    NOT_A_FILE = "not_a_file"
    CHANGED_ON_DISK = "changed_on_disk"
    IN_USE = "in_use"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    WRITE_FAILED = "write_failed"
    VERIFY_FAILED = "verify_failed"


class SheetError(Exception):
    """A file that can't be read or saved, located as exactly as is known.

    ``sheet``, ``row`` (1-based) and ``column`` (letters) name the place where there is one;
    ``found`` is the offending text (hostile until escaped for display), ``detail`` a technical
    remark in English for the curious, never needed to act.
    """

    def __init__(
        self,
        code: SheetErrorCode,
        *,
        path: str = "",
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        found: str = "",
        detail: str = "",
    ) -> None:
        super().__init__(f"{code}: {path} {detail}".strip())
        self.code = code
        self.path = path
        self.sheet = sheet
        self.row = row
        self.column = column
        self.found = found
        self.detail = detail
