"""Load, filter and save one export: ``growth.py FILE TARGET`` prints the seconds of each."""

import json
import sys
import time
from pathlib import Path

from kuke_tui.domain.boxes import Box, toggled
from kuke_tui.sheets.correcting import save_corrected
from kuke_tui.sheets.opening import open_export
from kuke_tui.workspace.list_view import AccountFinder, ListView
from kuke_tui.workspace.workspace import Workspace

_QUERIES = ("k", "ko", "kow", "kowa", "reason:view_only", "role:admin")

path, target = map(Path, sys.argv[1:3])
started = time.perf_counter()
opened = open_export(path, apart=False)
loading = time.perf_counter() - started
workspace = Workspace(opened.export)
finder = AccountFinder(workspace)
finder.shown(ListView(query="x"))
started = time.perf_counter()
for query in _QUERIES:
    list(finder.shown(ListView(query=query)))
filtering = (time.perf_counter() - started) / len(_QUERIES)
target.unlink(missing_ok=True)
boxes = {0: toggled(opened.export.accounts[0].boxes, 1, Box.VIEW)}
started = time.perf_counter()
save_corrected(opened, boxes, target)
saving = time.perf_counter() - started
print(json.dumps({"loading": loading, "filtering": filtering, "saving": saving}))  # noqa: T201 - its result
