"""Propose for every account that is NIE, and apply one correction to 20,000 of them.

``proposals.py FILE FOLDER`` prints proposals per second and the seconds of applying with the
journal, and of one undo.
"""

import json
import sys
import time
from pathlib import Path

from kuke_tui.domain.corrections import CorrectionKind, propose
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.opening import open_export
from kuke_tui.workspace.bulk import plan_corrections, recorded
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.steps import Cursor
from kuke_tui.workspace.workspace import Workspace

_MARKED = 20_000

path = Path(sys.argv[1])
export = open_export(path, apart=False).export
journal = Journal(Path(sys.argv[2]), export, path)
workspace = Workspace(export, recorder=journal)
behind = [at for at in range(len(export.accounts)) if workspace.verdict(at) is Verdict.NIE]
started = time.process_time()  # pure computing: what others do on the machine doesn't count
for at in behind:
    account = export.accounts[at]
    propose(account.role, account.boxes, export.shape(account), workspace.reading)
proposing = time.process_time() - started
started = time.perf_counter()
plan = plan_corrections(workspace, behind[:_MARKED], CorrectionKind.FEWEST_CLICKS)
step = recorded(workspace, plan, Cursor(behind[0], 0, 0)).step
if step:
    workspace.apply(step)
applying = time.perf_counter() - started
started = time.perf_counter()
workspace.undo()
undoing = time.perf_counter() - started
journal.forget()
print(  # noqa: T201 - its result
    json.dumps(
        {
            "proposals per second": len(behind) / proposing,
            "applying": applying,
            "undo": undoing,
        }
    )
)
