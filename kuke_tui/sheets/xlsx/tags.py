"""Start tags changed in their bytes: one attribute at a time, everything else as it stands."""

import re

START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CLOSING = re.compile(rb"\s*/?>\Z")
_NAME = re.compile(rb"<([^\s/>]+)")


def tag_name(tag: bytes) -> bytes:
    """Give the name a tag is spelled with, prefix included."""
    found = _NAME.match(tag)
    return found[1] if found else b""


def tag_prefix(tag: bytes) -> bytes:
    """Give a tag's prefix with its colon, such as ``x:``; empty where there is none."""
    prefix, colon, _ = tag_name(tag).rpartition(b":")
    return prefix + colon


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Give a tag's attributes as they are spelled."""
    return {found[1]: found[2] or found[3] or b"" for found in _ATTRIBUTE.finditer(tag)}


def set_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """Set an attribute in its place, or add it after the last one. ``value`` is escaped already."""
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            group = 2 if found[2] is not None else 3
            return tag[: found.start(group)] + value + tag[found.end(group) :]
    closing = _CLOSING.search(tag)
    at = closing.start() if closing else len(tag)
    return tag[:at] + b' %s="%s"' % (name, value) + tag[at:]


def drop_attribute(tag: bytes, name: bytes) -> bytes:
    """Take an attribute away."""
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            return tag[: found.start()] + tag[found.end() :]
    return tag


def is_last_attribute(tag: bytes, name: bytes) -> bool:
    """Tell whether an attribute is the tag's last one."""
    names = [found[1] for found in _ATTRIBUTE.finditer(tag)]
    return bool(names) and names[-1] == name
