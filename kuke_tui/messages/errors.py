"""A sentence for each error of a file: what is wrong, and what to do about it."""

from pathlib import Path

from kuke_tui.domain.export import Location
from kuke_tui.i18n import _
from kuke_tui.messages.places import place_text
from kuke_tui.messages.visible import visible, visible_short
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.recognition.mapping_faults import MappingFault

_LONGEST_LIST = 300
_OPENED_BY_EXCEL = ("HTML", "XML")


def error_text(error: SheetError) -> str:
    """Tell an error in one sentence. Safe to print: nothing in it steers a terminal."""
    tellers = (_about_file, _about_content, _about_table, _about_saving)
    told = next(filter(None, (tell(error) for tell in tellers))).format(
        name=_name(error),
        path=_quoted(visible(error.path)),
        place=_place(error),
        found=visible_short(error.found, _LONGEST_LIST),
    )
    return told[:1].upper() + told[1:]


def _name(error: SheetError) -> str:
    """The file, and the place in it where it is damaged or too large."""
    name = _quoted(visible_short(Path(error.path).name)) if error.path else _("the file")
    located = error.code in (SheetErrorCode.DAMAGED, SheetErrorCode.TOO_LARGE)
    at = place_text(Location(error.sheet, error.row, error.column))
    return f"{name} ({at})" if located and at else name


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=text)


def _place(error: SheetError) -> str:
    at = Location(error.sheet, error.row, error.column)
    return place_text(at) or _("the file")


def _about_file(error: SheetError) -> str:
    match error.code:
        case SheetErrorCode.NOT_FOUND:
            return _("{path} does not exist; check the name and the folder.")
        case SheetErrorCode.IS_FOLDER:
            return _("{path} is a folder; name the export in it.")
        case SheetErrorCode.NO_PERMISSION:
            return _("{path} may not be read; ask for access or copy it to a folder of your own.")
        case SheetErrorCode.EMPTY:
            return _("{name} is empty; export it from Ekstranet again.")
        case SheetErrorCode.PASSWORD:
            return _("{name} is protected by a password; open it in Excel and save it without.")
        case SheetErrorCode.UNKNOWN_FORMAT:
            return _(
                "{name} has a format that can't be used; open it in Excel and save it as xlsx."
            )
        case SheetErrorCode.WRONG_SUFFIX:
            return _("a file named {name} would have to be of another kind; choose a name that "
                     "ends in {found}.")  # fmt: skip
        case SheetErrorCode.NOT_A_SPREADSHEET:
            return _no_spreadsheet(error.found)
        case SheetErrorCode.READER_CRASHED:
            return _("{name} can't be read; open it in Excel and save it as xlsx.")
        case SheetErrorCode.CANCELLED:
            return _("reading {name} was cancelled.")
        case _other:
            return ""


def _no_spreadsheet(seems: str) -> str:
    if seems in _OPENED_BY_EXCEL:
        return _("{name} is no spreadsheet ({found}); if Excel opens it, save it there as xlsx.")
    if seems:
        return _("{name} is no spreadsheet ({found}); choose an xlsx or csv export.")
    return _("{name} is no spreadsheet; choose an xlsx or csv export.")


def _about_content(error: SheetError) -> str:
    match error.code:
        case SheetErrorCode.DAMAGED:
            return _("{name} is damaged; open it in Excel and save it again.")
        case SheetErrorCode.TOO_LARGE:
            return _("{name} is too large to be read; split it or remove other sheets.")
        case SheetErrorCode.BOMB:
            return _("{name} unpacks to more than any honest export; it was not read.")
        case SheetErrorCode.DOCTYPE:
            return _("{name} holds a document type declaration, which no export needs; "
                     "open it in Excel and save it again.")  # fmt: skip
        case SheetErrorCode.UNSUPPORTED_ENCODING:
            if error.row is not None:
                return _("{place}: the text does not fit the encoding ({found}); name the right "
                         "one with --encoding, or save it as UTF-8.")  # fmt: skip
            if error.sheet:
                return _("{place} of {name} is stored in an encoding that can't be used ({found}); "
                         "open the file in Excel and save it again.")  # fmt: skip
            return _("{name} is in an encoding that can't be read; save it as UTF-8.")
        case _other:
            return ""


def _about_table(error: SheetError) -> str:
    match error.code:
        case SheetErrorCode.NO_TABLE:
            if error.found:
                return _("{name} has no table of accounts with a login, a policy and permissions "
                         "(seen in {place}: {found}); say what the columns are, or choose "
                         "another file.")  # fmt: skip
            return _("{name} has no table of accounts with a login, a policy and permissions; "
                     "choose another file.")  # fmt: skip
        case SheetErrorCode.OTHER_TABLE:
            return _(
                "{place}: another table begins here, with the login or the policy in another "
                "column ({found}); move it to a sheet of its own, or delete it."
            )
        case SheetErrorCode.NO_CLIENT_COLUMN:
            return _(
                "{name} holds far more policies than one client has, and no column of clients; "
                "add one, or say which column it is."
            )
        case SheetErrorCode.TOO_MANY_RIGHTS:
            return _("{name} names far more permissions than any export has; say which column "
                     "holds their names.")  # fmt: skip
        case SheetErrorCode.BAD_MAPPING:
            return _about_mapping(error)
        case SheetErrorCode.UNREADABLE_CELL:
            return _("{place} can't be read: {found}.")
        case _other:
            return ""


def _about_mapping(error: SheetError) -> str:
    match error.detail:
        case MappingFault.SYNTAX if error.row is not None:
            return _("{name}: {place} is not written as TOML; correct it.")
        case MappingFault.SYNTAX:
            return _("{name} is no TOML file; choose a column mapping.")
        case MappingFault.TOO_LARGE:
            return _("{name} is too large to be a column mapping; choose another file.")
        case MappingFault.MISSING:
            return _("{name}: {found} is missing; add it.")
        case MappingFault.UNKNOWN:
            return _("{name}: {found} is nothing that a column mapping says; correct its name.")
        case MappingFault.VALUE:
            return _("{name}: {found} can't be used; correct the value.")
        case MappingFault.TWICE:
            return _("{name}: two columns of one table mean {found}; correct one of them.")
        case _other:
            return _("{name}: no column of a table means {found}; add it.")


def _about_saving(error: SheetError) -> str:
    match error.code:
        case SheetErrorCode.LOCKED_CELL:
            return _("{place} can't be changed without harm to the file; change it in Excel.")
        case SheetErrorCode.CANNOT_ENCODE:
            return _("“{found}” ({place}) can't be written in the encoding of the file; "
                     "save the export as xlsx or UTF-8 first.")  # fmt: skip
        case SheetErrorCode.EXISTS:
            return _("{path} exists already; choose another name, or say that it may be replaced.")
        case SheetErrorCode.NO_FOLDER:
            return _("there is no folder {path}; choose one that exists.")
        case SheetErrorCode.NAME_TOO_LONG:
            return _("the name {name} is too long; choose a shorter one.")
        case SheetErrorCode.NOT_A_FILE:
            return _("{path} is no ordinary file; choose another name.")
        case SheetErrorCode.CHANGED_ON_DISK:
            return _("{name} was changed by another program since it was loaded; "
                     "load it again.")  # fmt: skip
        case SheetErrorCode.IN_USE:
            return _("{name} is open in another program; close it there, or choose another name.")
        case SheetErrorCode.READ_ONLY:
            return _("{path} may not be written; choose another folder.")
        case SheetErrorCode.DISK_FULL:
            return _("the disk is full; {name} was not saved. Free some space or choose another "
                     "disk.")  # fmt: skip
        case SheetErrorCode.VERIFY_FAILED:
            return _("{name} was not saved: what would have been written was not what was asked "
                     "for. Nothing was changed.")  # fmt: skip
        case _other:
            return _("{name} could not be saved, as the system reported an error; nothing was "
                     "changed. Choose another folder or disk.")  # fmt: skip
