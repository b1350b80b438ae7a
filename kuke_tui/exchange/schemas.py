"""The published JSON schema of each JSON output."""

from typing import Any

from pydantic import TypeAdapter

from kuke_tui.exchange import shapes, verify_shapes
from kuke_tui.exchange.change_list_model import ChangeListModel

_SHAPES: dict[str, Any] = {
    "check": shapes.Check,
    "fix": shapes.Fix,
    "changes": ChangeListModel,
    "apply": shapes.Apply,
    "set": shapes.SetBoxes,
    "decide": shapes.Decide,
    "verify": verify_shapes.Verify,
    "sessions": shapes.Sessions,
    "trail": shapes.Trail,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of a command's JSON. Raises ``KeyError`` for another name."""
    schema = TypeAdapter(_SHAPES[name]).json_schema(by_alias=True, mode="validation")
    return {"$schema": _DIALECT, **schema, "title": f"kuke-tui {name}"}
