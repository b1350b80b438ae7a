"""Where a person is and how they look at the work, as JSON, to be kept with it."""

from dataclasses import dataclass
from typing import Any, TypeGuard

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.export import Export
from kuke_tui.domain.reading import Reading
from kuke_tui.workspace.list_view import ListView, SortKey
from kuke_tui.workspace.matrix_view import MatrixView
from kuke_tui.workspace.steps import Cursor


@dataclass(frozen=True, slots=True)
class KeptView:
    """The list with the account under its cursor, the reading in force, and the open matrix."""

    list: ListView
    account: int | None = None
    reading: Reading | None = None
    matrix: MatrixView | None = None


def view_to_json(view: KeptView) -> dict[str, Any]:
    """Write where a person is."""
    shown = view.list
    return {
        "query": shown.query,
        "only_problems": shown.only_problems,
        "sort": shown.sort.value,
        "descending": shown.descending,
        "marks": sorted(shown.marks),
        "account": view.account,
        "reading": view.reading and view.reading.value,
        "matrix": view.matrix and _matrix_to_json(view.matrix),
    }


def view_from_json(data: dict[str, Any], export: Export) -> KeptView:
    """Read what :func:`view_to_json` wrote for this export; what makes no sense is passed over."""
    accounts = range(len(export.accounts))
    sort, marks, account = data.get("sort"), data.get("marks"), data.get("account")
    reading = data.get("reading")
    shown = ListView(
        query=str(data.get("query", "")),
        only_problems=data.get("only_problems") is True,
        sort=SortKey(sort) if sort in list(SortKey) else SortKey.FILE,
        descending=data.get("descending") is True,
        marks=frozenset(_positions(marks, accounts)),
    )
    return KeptView(
        shown,
        account if _is_in(account, accounts) else None,
        Reading(reading) if reading in list(Reading) else None,
        _matrix_from_json(data.get("matrix"), export),
    )


def _matrix_to_json(view: MatrixView) -> dict[str, Any]:
    account, policy, right, box = view.cursor
    return {
        "account": account,
        "policy": policy,
        "right": right,
        "box": box.code,
        "words": view.words,
        "differing": None if view.differing is None else list(view.differing),
    }


def _matrix_from_json(data: object, export: Export) -> MatrixView | None:
    if not isinstance(data, dict):
        return None
    account, policy, right = data.get("account"), data.get("policy"), data.get("right")
    if not _is_in(account, range(len(export.accounts))):
        return None
    policies = range(len(export.accounts[account].client.policies))
    if not (_is_in(policy, policies) and _is_in(right, range(len(export.rights)))):
        return MatrixView(Cursor(account))
    box = Box.CHANGE if data.get("box") == Box.CHANGE.code else Box.VIEW
    differing = data.get("differing")
    return MatrixView(
        Cursor(account, policy, right, box),
        str(data.get("words", "")),
        tuple(_positions(differing, policies)) if isinstance(differing, list) else None,
    )


def _positions(found: object, known: range) -> list[int]:
    return [each for each in found if _is_in(each, known)] if isinstance(found, list) else []


def _is_in(position: object, known: range) -> TypeGuard[int]:
    return type(position) is int and position in known
