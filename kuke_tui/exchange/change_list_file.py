"""The change list as a JSON file: what ``changes`` writes and ``apply`` and ``verify`` read."""

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.change_list import ChangeList, LeftAccount
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.export import Account, Client, Export, Layout, Source
from kuke_tui.exchange.change_list_error import ChangeListError, ChangeListFault
from kuke_tui.exchange.change_list_model import (
    INCONSISTENT,
    NO_CHANGE,
    TWICE,
    BaselineModel,
    ChangeListModel,
)
from kuke_tui.exchange.json_text import json_pieces
from kuke_tui.exchange.shapes import Change

MAX_BYTES = 512 * 1024 * 1024
"""No more than one byte beyond this need be read to refuse a file."""
_FAULTS = {
    TWICE: ChangeListFault.TWICE,
    INCONSISTENT: ChangeListFault.INCONSISTENT,
    NO_CHANGE: ChangeListFault.NO_CHANGE,
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Windows PowerShell redirects into UTF-16."""
_LINE = re.compile(r"line (\d+)")
_NAMED = re.compile(r"'([^']*)'")
_EXPECTED = {
    "bool_type": "true, false",
    "string_type": '"…"',
    "string_pattern_mismatch": '"0x…"',
    "list_type": "[…]",
    "dict_type": "{…}",
    "model_type": "{…}",
}
"""What JSON may have where pydantic complains so; where it names the values, those are told."""


def change_list_pieces(plan: ChangeList) -> Iterator[str]:
    """Give a change list as JSON in pieces, one change a line so that it can be compared."""
    data: dict[str, object] = {
        "export": {"file": plan.file, "sha256": plan.sha256},
        "reading": plan.reading,
        "changes": map(change_json, plan.changes),
        "time": plan.time,
        "left": (left._asdict() for left in plan.left),
    }
    if plan.target_sha256:
        data["target"] = {"sha256": plan.target_sha256}
    if plan.baseline is not None:
        data["baseline"] = _baseline_json(plan.baseline)
    return json_pieces(data)


def change_json(change: BoxChange) -> Change:
    """Put one change in JSON's terms."""
    return {
        "client": change.client,
        "login": change.login,
        "policy": change.policy,
        "right": change.right,
        "box": change.box.code,
        "from": change.before,
        "to": change.after,
    }


def read_change_list(path: Path) -> ChangeList:
    """Read a change list. Raises :class:`ChangeListError`, which tells where it is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ChangeListError(path.name, ChangeListFault.CANNOT_READ, why=error) from error
    return change_list_from(content, path.name)


def change_list_from(content: bytes, name: str) -> ChangeList:
    """Understand a change list's bytes; ``name`` is for the errors, as in `read_change_list`."""
    if len(content) > MAX_BYTES:
        raise ChangeListError(name, ChangeListFault.TOO_LARGE)
    try:
        model = ChangeListModel.model_validate_json(_decoded(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ChangeListError(name, ChangeListFault.NOT_JSON, line=line) from error
    except ValidationError as error:
        raise _located(error, name) from error
    return ChangeList(
        file=model.export.file,
        sha256=model.export.sha256,
        reading=model.reading,
        changes=tuple(map(_change, model.changes)),
        time=model.time,
        baseline=None if model.baseline is None else _baseline(model, model.baseline),
        left=tuple(LeftAccount(each.client, each.login, each.reason) for each in model.left),
        target_sha256="" if model.target is None else model.target.sha256,
    )


def _decoded(content: bytes) -> str:
    encodings = (encoding for mark, encoding in _MARKS if content.startswith(mark))
    return content.decode(next(encodings, "utf-8"))


def _located(error: ValidationError, name: str) -> ChangeListError:
    first = error.errors(include_url=False)[0]
    place, kind = _place(first["loc"]), first["type"]
    if kind == "json_invalid":
        line = _LINE.search(str(first.get("ctx", {}).get("error", "")))
        return ChangeListError(name, ChangeListFault.NOT_JSON, line=int(line[1]) if line else 0)
    if kind == "missing":
        return ChangeListError(name, ChangeListFault.MISSING, place)
    if kind in _FAULTS:
        return ChangeListError(name, _FAULTS[kind], first["ctx"]["place"])
    return ChangeListError(name, ChangeListFault.WRONG, place, expected=_expected(first))


def _expected(error: ErrorDetails) -> str:
    """Say as JSON writes it what may stand where pydantic found something else."""
    named = _NAMED.findall(str(error.get("ctx", {}).get("expected", "")))
    return ", ".join(f'"{value}"' for value in named) or _EXPECTED.get(error["type"], "")


def _place(location: Sequence[int | str]) -> str:
    place = ""
    for part in location:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    return place.removeprefix(".")


def _change(told: Change) -> BoxChange:
    return BoxChange(
        told["client"],
        told["login"],
        told["policy"],
        told["right"],
        Box.VIEW if told["box"] == "view" else Box.CHANGE,
        told["from"],
        told["to"],
    )


def _baseline_json(export: Export) -> dict[str, Any]:
    return {
        "layout": export.source.layout,
        "rights": export.rights,
        "clients": {client.key: client.policies for client in export.clients},
        "accounts": [
            {
                "client": account.client.key,
                "login": account.login,
                "role": account.role,
                "view": hex(account.boxes.view),
                "change": hex(account.boxes.change),
                "unreadable": hex(account.boxes.unreadable),
            }
            for account in export.accounts
        ],
    }


def _baseline(model: ChangeListModel, kept: BaselineModel) -> Export:
    clients = {key: Client(key, tuple(policies)) for key, policies in kept.clients.items()}
    accounts = tuple(
        Account(
            clients[each.client],
            each.login,
            role=each.role,
            boxes=Boxes(int(each.view, 16), int(each.change, 16), int(each.unreadable, 16)),
        )
        for each in kept.accounts
    )
    source = Source(model.export.file, model.export.sha256, "", Layout(kept.layout))
    return Export(source, tuple(kept.rights), tuple(clients.values()), accounts)
