"""Which cells a correction writes, and which rows it adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kuke_tui.domain.boxes import Box, Boxes, Level, bits, changed_cells, level_at
from kuke_tui.domain.export import Export, Layout, Location
from kuke_tui.sheets.building.places import BoxWords, Cell, Origin
from kuke_tui.sheets.corrections.spelling import NewValue, Spelling
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings

_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to add: whose it is, the right it speaks of (-1: all), and its permission cells.

    ``states`` are, by slot, what is to be written; ``box`` is the one that alone the row is of.
    """

    account: int
    policy: int
    right: int
    states: Mapping[int, NewValue]
    box: Box | None = None


@dataclass(slots=True)
class Plan:
    """Everything a correction changes in the file. ``cells`` are by table and place."""

    cells: dict[Cell, NewValue] = field(default_factory=dict)
    rows: list[NewRow] = field(default_factory=list)


def plan_corrections(
    export: Export, origin: Origin, values: ValueMeanings, boxes: Mapping[int, Boxes]
) -> Plan:
    """Work out what to write so that the accounts (by position) have the wanted boxes.

    Only cells whose meaning changes are written, every repetition of a record alike. Raises
    ``SheetError`` LOCKED_CELL for a cell that can't be set, or that has no word or no column for
    what is wanted.
    """
    planner = _Planner(export, origin, Spelling(origin, values))
    for account in sorted(boxes):
        planner.correct(account, boxes[account])
    return planner.plan


class _Planner:
    def __init__(self, export: Export, origin: Origin, spelling: Spelling) -> None:
        self._export = export
        self._origin = origin
        self._spelling = spelling
        self._long = export.source.layout is Layout.LONG
        self._said: dict[tuple[int, int], Level | bool | None] = {}
        self._words: dict[tuple[int, Level], list[tuple[int, Level | bool, NewValue]]] = {}
        self.plan = Plan()

    def correct(self, account: int, wanted: Boxes) -> None:
        loaded = self._export.accounts[account]
        changed = changed_cells(loaded.boxes, wanted) & ~wanted.unreadable
        if not changed:
            return
        self._check_locks(account, changed, wanted)
        if self._origin.box_words is not None:
            self._correct_boxes(account, changed, wanted, self._origin.box_words)
            return
        shape = self._export.shape(self._export.accounts[account])
        records = self._records_by_cell(account)
        without_row: dict[int, list[int]] = {}
        for cell in bits(changed):
            policy, right = shape.place(cell)
            known = records.get((policy, right if self._long else -1))
            if known is None:
                without_row.setdefault(policy, []).append(right)
                continue
            level = level_at(wanted, 1 << cell)
            for record in known:
                self._set(record, right, level)
        for policy, changed_rights in without_row.items():
            self._add_rows(account, policy, changed_rights, wanted)

    def _correct_boxes(self, account: int, changed: int, wanted: Boxes, words: BoxWords) -> None:
        """Set the rows of each box, where a row is of one; a box that has none gets one."""
        records = self._origin.records
        shape = self._export.shape(self._export.accounts[account])
        rows: dict[tuple[int, int, Box | None], list[int]] = {}
        for at in self._origin.index.of(account):
            key = (records.policies[at], records.rights[at], records.box_of(at))
            rows.setdefault(key, []).append(at)
        for cell in bits(changed):
            policy, right = shape.place(cell)
            level = level_at(wanted, 1 << cell)
            for box, ticked in ((Box.VIEW, level.view), (Box.CHANGE, level.change)):
                known = rows.get((policy, right, box), [])
                word = self._word_of_box(box, words, ticked=ticked)
                for record in known:
                    if self._says(records.patterns[record], 0) is not ticked:
                        table = records.table_of(record)
                        place = Cell(
                            table, records.rows[record], self._origin.slot_columns[table][0]
                        )
                        self.plan.cells[place] = word
                if ticked and not known:
                    self.plan.rows.append(NewRow(account, policy, right, {0: word}, box))

    def _word_of_box(self, box: Box, words: BoxWords, *, ticked: bool) -> NewValue:
        """What a row of a box says; a row that only names its box grants it, unless it is blank."""
        if self._origin.slots[0].meaning is Meaning.BOX:
            return words.words[box] if ticked else None
        return self._spell(0, ticked)

    def _check_locks(self, account: int, changed: int, wanted: Boxes) -> None:
        subject = self._export.accounts[account]
        loaded, shape = subject.boxes, self._export.shape(subject)
        clicked = {
            None: changed,
            Box.VIEW: changed & (loaded.view ^ wanted.view),
            Box.CHANGE: changed & (loaded.change ^ wanted.change),
        }
        for lock in self._export.locks.get(account, ()):
            if clicked[lock.box] & shape.cell(lock.policy, lock.right):
                raise _locked(lock.at, f"{lock.reason}")

    def _records_by_cell(self, account: int) -> dict[tuple[int, int], list[int]]:
        records = self._origin.records
        found: dict[tuple[int, int], list[int]] = {}
        for at in self._origin.index.of(account):
            right = records.rights[at] if records.rights else -1
            found.setdefault((records.policies[at], right), []).append(at)
        return found

    def _set(self, record: int, right: int, level: Level) -> None:
        records = self._origin.records
        table, row = records.table_of(record), records.rows[record]
        columns = self._origin.slot_columns[table]
        pattern = records.patterns[record]
        for slot, state, word in self._words_for(right, level):
            if self._says(pattern, slot) != state:
                self.plan.cells[Cell(table, row, columns[slot])] = word

    def _says(self, pattern: int, slot: int) -> Level | bool | None:
        """What a slot of a pattern says, worked out once."""
        key = (pattern, slot)
        if key not in self._said:
            self._said[key] = self._spelling.read(slot, self._origin.patterns[pattern][slot])
        return self._said[key]

    def _words_for(self, right: int, level: Level) -> list[tuple[int, Level | bool, NewValue]]:
        """What each slot of a right says for a level, and the word for it, worked out once."""
        key = (right, level)
        if key not in self._words:
            self._words[key] = [
                (slot, state, self._spell(slot, state))
                for slot, state in self._states(right, level)
            ]
        return self._words[key]

    def _states(self, right: int, level: Level) -> Iterable[tuple[int, Level | bool]]:
        """What each slot of a right has to say for a level."""
        slots = self._origin.slots_of(right)
        meanings = {self._origin.slots[slot].meaning: slot for slot in slots}
        if Meaning.LEVEL in meanings:
            return [(meanings[Meaning.LEVEL], level)]
        states = {Meaning.VIEW: level.view, Meaning.CHANGE: level.change}
        return [(slot, states[meaning]) for meaning, slot in meanings.items()]

    def _spell(self, slot: int, state: Level | bool) -> NewValue:
        try:
            return self._spelling.spell(slot, state)
        except KeyError:
            raise _locked(Location(), f"no word for {state!r}") from None

    def _add_rows(self, account: int, policy: int, changed: list[int], wanted: Boxes) -> None:
        shape = self._export.shape(self._export.accounts[account])
        spoken = changed if self._long else range(shape.rights)
        states: dict[int, NewValue] = {}
        for right in spoken:
            level = level_at(wanted, shape.cell(policy, right))
            if level is Level.UNREADABLE:
                states |= {slot: self._unread(slot) for slot in self._origin.slots_of(right)}
            else:
                states |= {slot: word for slot, _state, word in self._words_for(right, level)}
            if self._long:
                self.plan.rows.append(NewRow(account, policy, right, states))
                states = {}
        if not self._long:
            self.plan.rows.append(NewRow(account, policy, -1, states))

    def _unread(self, slot: int) -> NewValue:
        """What a new row says where nobody knows: left blank, it would say "not granted"."""
        if self._spelling.read(slot, _UNKNOWN) is not None:
            raise _locked(Location(), "no word for what could not be read")
        return _UNKNOWN


def _locked(at: Location, detail: str) -> SheetError:
    return SheetError(
        SheetErrorCode.LOCKED_CELL, sheet=at.sheet, row=at.row, column=at.column, detail=detail
    )
