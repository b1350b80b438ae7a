"""Where a person is in the work: the list or a matrix, and how each is looked at. Kept with it."""

import contextlib
from typing import Any

from kuke_tui.tui.work import Work
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.list_view import ListView
from kuke_tui.workspace.view_json import KeptView, view_from_json, view_to_json


class PlaceKeeper:
    """Keeps in the journal of a work where the person is, whenever that is another place."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._kept: dict[str, Any] = {}

    def keep(self, place: KeptView) -> None:
        """Keep a place, where there is anything worth keeping."""
        journal = self._work.journal
        if journal is None:
            return
        if place.list == ListView() and not self._work.workspace.history.steps:
            return
        data = view_to_json(place)
        if data != self._kept:
            self._kept = data
            # Of the two the work matters; where the journal fails, the next edit tells.
            with contextlib.suppress(JournalError, JournalTakenError):
                journal.keep_view(data)

    def take_up(self, data: dict[str, Any]) -> KeptView:
        """Read a place that the journal has kept from before."""
        self._kept = data
        return view_from_json(data, self._work.workspace.export)
