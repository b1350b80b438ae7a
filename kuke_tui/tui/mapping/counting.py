"""What a draft makes of the file, found out in a thread while a person goes on."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import NamedTuple

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import ReadOptions, open_export
from kuke_tui.sheets.recognition.draft import MappingDraft, faults_of
from kuke_tui.sheets.recognition.found_values import FoundValue, find_values, in_order
from kuke_tui.sheets.recognition.preview import BookPreview
from kuke_tui.sheets.trying import Trial, options_of, trial_of, try_mapping

_PAUSE = 0.12
_PAUSE_BEFORE_ALL = 0.8
"""How many seconds nothing is to be changed before the rows kept, and all rows, are read."""


class Count(NamedTuple):
    """The values met, and what the mapping makes of the rows, or why it can't be read."""

    values: list[FoundValue]
    trial: Trial | None = None
    error: SheetError | None = None
    of_all: bool = False
    """Whether all rows of the file were read, not the first ones alone."""


def counts(
    path: Path, preview: BookPreview, draft: MappingDraft, asked: ReadOptions, cancel: Event
) -> Iterator[Count]:
    """Yield what the first rows give and, of a longer file, what all of them do.

    Takes its time, so that changes close to each other are counted once; ends when ``cancel``
    is set.
    """
    if cancel.wait(_PAUSE):
        return
    found = find_values(preview, draft)
    if any(fault.blocks for fault in faults_of(draft.mapping)):
        yield Count(found)
        return
    try:
        options = options_of(preview, draft, asked)
        trial = try_mapping(preview, draft, options)
        yield Count(_joined(found, trial, draft), trial, of_all=preview.is_whole)
        if preview.is_whole or cancel.wait(_PAUSE_BEFORE_ALL):
            return
        trial = trial_of(open_export(path, options, cancel=cancel).export, draft)
        yield Count(_joined(found, trial, draft), trial, of_all=True)
    except SheetError as error:
        if error.code is not SheetErrorCode.CANCELLED:
            yield Count(found, error=error)


def _joined(found: list[FoundValue], trial: Trial, draft: MappingDraft) -> list[FoundValue]:
    """Add values that stand further down in the file than the first rows."""
    met = {(value.kind, value.text) for value in found}
    more = [value for value in trial.unread if (value.kind, value.text) not in met]
    return in_order([*found, *more], draft.values) if more else found
