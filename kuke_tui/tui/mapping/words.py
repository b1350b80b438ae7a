"""What the mapping screen says: of the sheet, the column, the values, and what is still missing."""

from collections.abc import Sequence

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Role
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.visible import visible_short
from kuke_tui.sheets.recognition.draft import (
    DraftFault,
    Fault,
    MappingDraft,
    Said,
    SheetDraft,
    ValueKind,
)
from kuke_tui.sheets.recognition.found_values import FoundValue
from kuke_tui.sheets.recognition.mapping import Column
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning
from kuke_tui.sheets.recognition.preview import BookPreview
from kuke_tui.sheets.trying import Trial
from kuke_tui.tui.mapping.said import kind_name
from kuke_tui.tui.taken_as import delimiter_name, meaning_name

_LONGEST = 40


def choices_of(kind: ValueKind) -> tuple[Said, ...]:
    """What a value of a kind may mean."""
    match kind:
        case ValueKind.LEVEL:
            return (Level.NONE, Level.VIEW, Level.CHANGE, Level.CHANGE_ONLY)
        case ValueKind.BOX:
            return (False, True)
        case ValueKind.ROLE:
            return (Role.ADMINISTRATOR, Role.USER)


def sheet_line(preview: BookPreview, draft: SheetDraft, at: int) -> str:
    """Tell the sheet in view: its name, its place among others, and how it is read."""
    parts = []
    if len(preview.sheets) > 1:
        told = _("Sheet “{name}” ({n} of {all}): {kind}")
        parts.append(
            told.format(
                name=visible_short(draft.sheet, _LONGEST),
                n=at + 1,
                all=len(preview.sheets),
                kind=kind_name(draft.kind),
            )
        )
    else:
        parts.append(_("Rows: {kind}").format(kind=kind_name(draft.kind)))
    if draft.header_row:
        parts.append(_("names in row {row}").format(row=draft.header_row))
    else:
        parts.append(_("no row of names"))
    if preview.encoding:
        parts.append(preview.encoding)
    if preview.delimiter:
        shown = delimiter_name(preview.delimiter)
        parts.append(_("delimiter {delimiter}").format(delimiter=shown))
    return " · ".join(parts)


def column_line(draft: SheetDraft, column: Column | None) -> str:
    """Tell the column under the cursor and what it is."""
    if column is None:
        return _("This sheet holds nothing.")
    name = visible_short(column.header, _LONGEST) or _("(no name)")
    place = _("Column {letter} “{name}”").format(letter=column.letter, name=name)
    told = f"{place}: {meaning_name(column.meaning)}"
    if column.meaning in PERMISSION_MEANINGS and not draft.is_long:
        right = visible_short(column.right, _LONGEST)
        told += ", " + _("right “{right}”").format(right=right)
    return told


def value_text(found: FoundValue) -> str:
    """Tell a value and where it stands."""
    where = {
        ValueKind.LEVEL: _("permissions"),
        ValueKind.BOX: _("checkboxes"),
        ValueKind.ROLE: _("roles"),
    }[found.kind]
    cells = ngettext("{n} cell", "{n} cells", found.cells).format(n=thousands(found.cells))
    return _("“{value}” ({where}, {cells})").format(
        value=visible_short(found.text, _LONGEST), where=where, cells=cells
    )


def values_line(values: Sequence[FoundValue], draft: MappingDraft) -> str:
    """Tell how many values are still to be explained."""
    if not values:
        return _("Values: none yet; they are listed once columns of permissions are named.")
    left = sum(each.said(draft.values) is None for each in values)
    if not left:
        return _("Values: all of them are understood.")
    return ngettext(
        "Values: {n} is still to be explained.", "Values: {n} are still to be explained.", left
    ).format(n=left)


def fault_text(fault: Fault) -> str:
    """Tell what is missing or said twice, in one sentence."""
    meaning = meaning_name(fault.meaning) if fault.meaning else ""
    sheet = visible_short(fault.sheet, _LONGEST)
    right = visible_short(fault.right, _LONGEST)
    match fault.code:
        case DraftFault.NO_PERMISSIONS:
            return _("Say on which sheet the permissions stand (a).")
        case DraftFault.LACKS if fault.meaning is Meaning.LEVEL:
            return _("Say which columns of “{sheet}” hold permissions.").format(sheet=sheet)
        case DraftFault.LACKS:
            return _("Say which column of “{sheet}” is: {meaning}.").format(
                sheet=sheet, meaning=meaning
            )
        case DraftFault.TWICE if fault.right:
            return _("Two columns hold “{right}” ({meaning}); name one of them otherwise.").format(
                right=right, meaning=meaning
            )
        case DraftFault.TWICE:
            return _("Two columns of “{sheet}” are: {meaning}.").format(
                sheet=sheet, meaning=meaning
            )
        case DraftFault.HALF:
            return _(
                "“{right}” has no column of its own for: {meaning}. If it has one, give both the "
                "same name of the right."
            ).format(right=right, meaning=meaning)


def faults_line(faults: Sequence[Fault]) -> str:
    """Tell the first thing that is missing, and how many more there are."""
    told = fault_text(faults[0])
    more = len(faults) - 1
    if more:
        told += " " + ngettext("({n} more)", "({n} more)", more).format(n=more)
    return told


def counts_line(trial: Trial) -> str:
    """Tell what the mapping makes of the file."""
    return " · ".join(
        (
            ngettext("{n} account", "{n} accounts", trial.accounts).format(
                n=thousands(trial.accounts)
            ),
            ngettext("{n} policy", "{n} policies", trial.policies).format(
                n=thousands(trial.policies)
            ),
            ngettext("{n} right", "{n} rights", trial.rights).format(n=thousands(trial.rights)),
            ngettext("{n} problem", "{n} problems", trial.problems).format(
                n=thousands(trial.problems)
            ),
        )
    )
