"""One cell's bytes rewritten for a new value, so that the inverse edit gives the old bytes back.

XML ignores white space at the end of a tag, which makes it the place to remember what a cell was
before: a space where the tag was self-closed, a space and a line feed where there was no cell, a
carriage return where a number said so (t="n"), and then a tab where text was not inline as it is
now, or two characters where it was. A space after xml:space says that it is new. The inverse edit
restores what was there.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kuke_tui.sheets.grid import LockReason
from kuke_tui.sheets.xlsx.edits import NewValue
from kuke_tui.sheets.xlsx.markup import escape_text
from kuke_tui.sheets.xlsx.tags import (
    attributes,
    drop_attribute,
    is_last_attribute,
    set_attribute,
    tag_name,
    tag_prefix,
)

WAS_CLOSED = b" >"
WAS_ABSENT = b" \n>"
_NOT_INLINE = b"\t>"
_WAS_NUMBER = b"\r>"
_WAS_TEXT = {"str": b"\t\n>", "inlineStr": b"\r\n>"}
_PRESERVE = b' xml:space="preserve"'
_PRESERVED_NOW = _PRESERVE + b" "


class CellSpan(NamedTuple):
    """Where a cell stands: offsets into its row's bytes; ``value_*`` are -1 where it has none."""

    column: int
    start: int
    tag_end: int
    close_start: int
    end: int
    value_start: int
    value_end: int
    lock: LockReason | None


def new_cell(
    prefix: bytes, name: bytes, style: bytes | None, value: NewValue, shared: Mapping[str, int]
) -> bytes:
    """Spell a cell that wasn't there; an empty one is just its style."""
    tag = b'<%sc r="%s"' % (prefix, name)
    if style:
        tag += b' s="%s"' % style
    if value is None or value == "":
        return tag + b"/>"
    kind, content = _spell(prefix, value, "", b"", shared)
    if kind:
        tag += b' t="%s"' % kind.encode()
    return b"%s>%s</%sc>" % (tag, content, prefix)


def mark_absent(cell: bytes) -> bytes:
    """Mark a new cell as one that goes altogether when it is blanked again."""
    at = cell.index(b">")
    return cell[:at] + WAS_ABSENT + cell[at + 1 :]


def set_cell(raw: bytes, span: CellSpan, value: NewValue, shared: Mapping[str, int]) -> bytes:
    """Give a cell's bytes with a new value. ``raw`` is its row; empty where the cell goes."""
    tag = raw[span.start : span.tag_end]
    inner = raw[span.tag_end : span.close_start]
    close = raw[span.close_start : span.end]
    before, old, after = inner, b"", b""
    if span.value_start >= 0:
        before = raw[span.tag_end : span.value_start]
        old = raw[span.value_start : span.value_end]
        after = raw[span.value_end : span.close_start]
    if value is None or value == "":
        return _blank(tag, before + after, close) if old else raw[span.start : span.end]
    if tag.endswith(b"/>"):
        close = b"</%s>" % tag_name(tag)
        tag = tag[:-2] + WAS_CLOSED
    elif not old:
        at = _value_place(inner)
        before, after = inner[:at], inner[at:]
    tag, origin = _recall(tag)
    kind, content = _spell(tag_prefix(tag), value, origin, old, shared)
    tag = _set_kind(tag, kind)
    if origin in _WAS_TEXT and kind != origin:
        tag = tag[:-1] + _WAS_TEXT[origin]
    elif origin != "inlineStr" and kind == "inlineStr":
        tag = tag[:-1] + _NOT_INLINE
    return tag + before + content + after + close


def _blank(tag: bytes, inner: bytes, close: bytes) -> bytes:
    tag, origin = _recall(tag)
    if not inner and tag.endswith(WAS_ABSENT):
        return b""
    tag = _set_kind(tag, "")
    if not inner and tag.endswith(WAS_CLOSED):
        return tag[: -len(WAS_CLOSED)] + b"/>"
    if origin in _WAS_TEXT:
        tag = tag[:-1] + _WAS_TEXT[origin]
    return tag + inner + close


def _recall(tag: bytes) -> tuple[bytes, str]:
    """Take the mark about text off a tag; give the type the cell's text goes by."""
    if tag.endswith(_NOT_INLINE):
        return tag[: -len(_NOT_INLINE)] + b">", "s"
    for kind, mark in _WAS_TEXT.items():
        if tag.endswith(mark):
            return tag[: -len(mark)] + b">", kind
    return tag, attributes(tag).get(b"t", b"").decode()


def _value_place(inner: bytes) -> int:
    """Find where a value stood among the white space of a pretty-printed cell."""
    at = max(inner.rfind(b"\n"), 0)
    return at - 1 if at and inner[at - 1 : at] == b"\r" else at


def _set_kind(tag: bytes, kind: str) -> bytes:
    """Set the type attribute; ``kind`` is empty for numbers and blank cells."""
    present = attributes(tag).get(b"t")
    last = is_last_attribute(tag, b"t")
    if kind:
        if present == b"n" and last:
            tag = tag[:-1] + _WAS_NUMBER
        return set_attribute(tag, b"t", kind.encode())
    if present is None or present == b"n":
        return tag
    if tag.endswith(_WAS_NUMBER):
        return set_attribute(tag[:-2] + b">", b"t", b"n")
    return drop_attribute(tag, b"t") if last else set_attribute(tag, b"t", b"n")


def _spell(
    prefix: bytes, value: str | bool | float, kind: str, old: bytes, shared: Mapping[str, int]
) -> tuple[str, bytes]:
    """Give the type attribute (empty for numbers) and the bytes that stand between the tags."""
    if isinstance(value, bool):
        words = kind == "b" and (b">true<" in old or b">false<" in old)
        text = (b"true" if value else b"false") if words else b"%d" % value
        return "b", b"<%sv>%s</%sv>" % (prefix, text, prefix)
    if isinstance(value, int | float):
        return "", b"<%sv>%s</%sv>" % (prefix, repr(value).encode(), prefix)
    if kind == "str" and value == value.strip() and "\n" not in value:
        return "str", b"<%sv>%s</%sv>" % (prefix, escape_text(value), prefix)
    index = shared.get(value)
    if index is not None and kind != "inlineStr":
        return "s", b"<%sv>%d</%sv>" % (prefix, index, prefix)
    space = _space(value, kind, old)
    text = escape_text(value)
    return "inlineStr", b"<%sis><%st%s>%s</%st></%sis>" % (
        prefix, prefix, space, text, prefix, prefix,
    )  # fmt: skip


def _space(value: str, kind: str, old: bytes) -> bytes:
    """Spell the attribute that keeps white space, where the text needs it or always had it."""
    is_new = _PRESERVED_NOW + b">" in old
    if value == value.strip() and "\n" not in value:
        return _PRESERVE if _PRESERVE in old and not is_new else b""
    return _PRESERVED_NOW if is_new or (kind == "inlineStr" and _PRESERVE not in old) else _PRESERVE
