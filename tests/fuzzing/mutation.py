"""Mutations that keep a sample's structure: pieces of it are repeated, lost, moved or altered."""

import random
import re
from collections.abc import Callable, Sequence

from tests.fuzzing import samples

Split = Callable[[bytes], list[bytes]]
"""Takes content into pieces that make it up again."""
Mutate = Callable[[bytes, int], bytes]
"""Alters bytes within a length, knowing nothing of them."""

_MARKUP = re.compile(rb"<[^<>]*>|[^<]+|<")
_ATTRIBUTE = re.compile(rb'(="[^"]*")')
_FIELDS = re.compile(rb"[^;,\t|\r\n]+|[;,\t|]|\r?\n|\r")
_MOST_PIECES = 4


def markup(content: bytes) -> list[bytes]:
    """XML: tags, attribute values and texts."""
    tokens = _MARKUP.findall(content)
    return [each for token in tokens for each in _ATTRIBUTE.split(token) if each]


def fields(content: bytes) -> list[bytes]:
    """Text: fields, delimiters and ends of lines."""
    return _FIELDS.findall(content)


def old_records(content: bytes) -> list[bytes]:
    """Records of xls: a number and a length of two bytes each."""
    pieces, at = [], 0
    while at < len(content):
        end = at + 4 + int.from_bytes(content[at + 2 : at + 4], "little")
        pieces.append(content[at:end])
        at = end
    return pieces


def binary_records(content: bytes) -> list[bytes]:
    """Records of xlsb, or markup: the package has parts of both kinds."""
    if content.startswith(b"<"):
        return markup(content)
    pieces, start = [], 0
    while start < len(content):
        _kind, at = _number(content, start, 2)
        length, at = _number(content, at, 4)
        pieces.append(content[start : at + length])
        start = at + length
    return pieces


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of 7 bits a byte: it and where it ends."""
    value = 0
    for shift in range(most):
        byte = content[at : at + 1] or b"\0"
        at += 1
        value |= (byte[0] & 0x7F) << 7 * shift
        if byte[0] < 0x80:
            break
    return value, at


def mutated(sample: bytes, most: int, seed: int, split: Split, mutate: Mutate) -> bytes:
    """Alter one part of a sample, or all of it where it has none; ``most`` bytes at most."""
    dice = random.Random(seed)  # noqa: S311 - chance, not secrecy
    contents = samples.split(sample)
    if not contents:
        return _altered(sample, dice, split, mutate, most)[:most]
    name = dice.choice(list(contents))
    contents[name] = _altered(contents[name], dice, split, mutate, most)
    joined = samples.join(contents)
    return joined if len(joined) <= most else mutate(sample, most)


def _altered(content: bytes, dice: random.Random, split: Split, mutate: Mutate, most: int) -> bytes:
    pieces = split(content)
    if not pieces or dice.random() < 0.1:
        return mutate(content, most)
    at = dice.randrange(len(pieces))
    end = at + dice.randint(1, _MOST_PIECES)
    match dice.randrange(6):
        case 0:
            pieces[at:end] = []
        case 1:
            pieces[at:at] = pieces[at:end]
        case 2:
            to = dice.randrange(len(pieces))
            pieces[to:to] = pieces[at:end]
        case 3:
            other = dice.randrange(len(pieces))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        case 4:
            pieces[at] = _piece_like(pieces[at], pieces, dice)
        case _:
            pieces[at] = mutate(pieces[at], len(pieces[at]) + 32)
    return b"".join(pieces)


def _piece_like(piece: bytes, pieces: Sequence[bytes], dice: random.Random) -> bytes:
    """Another piece that begins alike, as a value does for a value."""
    alike = [each for each in pieces if each[:1] == piece[:1]]
    return dice.choice(alike)
