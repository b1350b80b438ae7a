"""How a person looks at the list, as JSON, to be kept with the work."""

from typing import Any

from kuke_tui.domain.export import Export
from kuke_tui.workspace.list_view import ListView, SortKey


def view_to_json(view: ListView, account: int | None) -> dict[str, Any]:
    """Write a view and the account under the cursor."""
    return {
        "query": view.query,
        "only_problems": view.only_problems,
        "sort": view.sort.value,
        "descending": view.descending,
        "marks": sorted(view.marks),
        "account": account,
    }


def view_from_json(data: dict[str, Any], export: Export) -> tuple[ListView, int | None]:
    """Read what :func:`view_to_json` wrote for this export; what makes no sense is passed over."""
    count = len(export.accounts)

    def known(position: object) -> bool:
        return isinstance(position, int) and 0 <= position < count

    sort, marks, account = data.get("sort"), data.get("marks"), data.get("account")
    view = ListView(
        query=str(data.get("query", "")),
        only_problems=data.get("only_problems") is True,
        sort=SortKey(sort) if sort in list(SortKey) else SortKey.FILE,
        descending=data.get("descending") is True,
        marks=frozenset(filter(known, marks)) if isinstance(marks, list) else frozenset(),
    )
    return view, account if known(account) else None
