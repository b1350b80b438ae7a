"""The permission columns of tables, in one order for all parts of a table."""

from collections.abc import Sequence

from kuke_tui.sheets.building.places import Slot
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning


def slot_columns(
    table: TableMapping, slots: Sequence[Slot], rights: tuple[str, ...]
) -> tuple[int, ...]:
    """The 0-based column of each slot in a table.

    Raises ``SheetError`` NO_TABLE where the table lacks one that another part of it has.
    """
    positions = {right: at for at, right in enumerate(rights)}
    places = {
        Slot(positions.get(column.right, 0) if column.right else 0, column.meaning): column.index
        for column in table.columns
        if not rights or column.right in positions
    }
    if not all(slot in places for slot in slots):
        raise SheetError(
            SheetErrorCode.NO_TABLE,
            sheet=table.sheet,
            found=", ".join(column.header for column in table.columns),
        )
    return tuple(places[slot] for slot in slots)


def slots_of(table: TableMapping) -> tuple[Slot, ...]:
    """The permission columns of a table, right by right."""
    rights = {right: at for at, right in enumerate(table.rights)}
    if rights:
        return tuple(
            sorted(
                (Slot(rights[c.right], c.meaning) for c in table.columns if c.right),
                key=lambda slot: (slot.right, slot.meaning is Meaning.CHANGE),
            )
        )
    for meaning in (Meaning.TICK, Meaning.BOX, Meaning.LEVEL):
        if table.column(meaning):
            return (Slot(0, meaning),)
    return (Slot(0, Meaning.VIEW), Slot(0, Meaning.CHANGE))
