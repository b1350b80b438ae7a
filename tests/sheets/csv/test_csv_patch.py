"""Patching: the bytes of each case before and after, and there and back."""

import codecs
import hashlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import open_csv
from kuke_tui.sheets.csv.patch import patch_csv
from kuke_tui.sheets.csv.verify import verify_patched_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

Edits = Mapping[tuple[int, int], str | None]


def patched(
    tmp_path: Path,
    content: bytes,
    cells: Edits,
    appended: Sequence[Mapping[int, str]] = (),
    encoding: str | None = None,
    append_after: int | None = None,
) -> bytes:
    source, result = tmp_path / "konta.csv", tmp_path / "konta-poprawiony.csv"
    source.write_bytes(content)
    dialect = open_csv(source, encoding=encoding, delimiter=None).dialect
    with result.open("wb") as target:
        patch_csv(source, dialect, cells, appended, target, append_after)
    verify_patched_csv(source, result, dialect, cells, appended, append_after)
    return result.read_bytes()


THERE_AND_BACK: list[tuple[str, bytes, Edits, Edits, bytes]] = [
    ("plain", b"l;r\nn;U\n", {(2, 1): "A"}, {(2, 1): "U"}, b"l;r\nn;A\n"),
    ("no last line end", b"l;r\r\nn;U", {(2, 1): "A"}, {(2, 1): "U"}, b"l;r\r\nn;A"),
    (
        "mixed line ends",
        b"l;r\na;U\r\nb;U\rc;U",
        {(3, 1): "A"},
        {(3, 1): "U"},
        b"l;r\na;U\r\nb;A\rc;U",
    ),
    ("quotes kept", b'l;r\nn;"U"\no;"U"\n', {(2, 1): "A"}, {(2, 1): "U"}, b'l;r\nn;"A"\no;"U"\n'),
    (
        "a space before quotes",
        b'l, r, o\nn, "U, V", \no, "U", x\n',
        {(2, 1): "A, B", (2, 2): "x", (3, 2): None},
        {(2, 1): "U, V", (2, 2): None, (3, 2): "x"},
        b'l, r, o\nn, "A, B", x\no, "U", \n',
    ),
    (
        "quotes needed",
        b"l;r\nn;U\no;U\n",
        {(2, 1): 'A;"B"'},
        {(2, 1): "U"},
        b'l;r\nn;"A;""B"""\no;U\n',
    ),
    (
        "line break",
        b"l;r\nn;U\no;U\n",
        {(2, 1): "A\nB", (3, 1): "C"},
        {(2, 1): "U"},
        b'l;r\nn;"A\nB"\no;C\n',
    ),
    ("emptied", b"l;r;p\nn;U;1\no;;2\n", {(2, 1): None}, {(2, 1): "U"}, b"l;r;p\nn;;1\no;;2\n"),
    (
        "all quoted, emptied",
        b'"l";"r"\n"n";"U"\n"o";""\n',
        {(2, 1): None},
        {(2, 1): "U"},
        b'"l";"r"\n"n";""\n"o";""\n',
    ),
    (
        "all quoted, filled",
        b'"l";"r"\n"n";""\n"o";"U"\n',
        {(2, 1): "A"},
        {(2, 1): None},
        b'"l";"r"\n"n";"A"\n"o";"U"\n',
    ),
    (
        "filled in a column with quotes",
        b'"l";"r"\n"n";\n"o";"U"\n"p";\n',
        {(2, 1): "A"},
        {(2, 1): None},
        b'"l";"r"\n"n";"A"\n"o";"U"\n"p";\n',
    ),
    (
        "quotes of another column",
        b'l;"r"\nn;"U"\no;"A"\n',
        {(2, 0): "m"},
        {(2, 0): "n"},
        b'l;"r"\nm;"U"\no;"A"\n',
    ),
    (
        "text after quotes",
        b'l;r;p\n"n"n;"U" ;"1"\n',
        {(2, 2): "2"},
        {(2, 2): "1"},
        b'l;r;p\n"n"n;"U" ;"2"\n',
    ),
    (
        "quotes inside",
        b'l;r;p\nn "x;y" n;U;1\n',
        {(2, 2): "A"},
        {(2, 2): "U"},
        b'l;r;p\nn "x;y" n;A;1\n',
    ),
    (
        "row after line breaks",
        b'l;r\n"n\n\nn";U\no;U\n',
        {(3, 1): "A"},
        {(3, 1): "U"},
        b'l;r\n"n\n\nn";U\no;A\n',
    ),
    ("row after empty lines", b"l;r\n\n\nn;U\n", {(4, 1): "A"}, {(4, 1): "U"}, b"l;r\n\n\nn;A\n"),
    (
        "first and last column",
        b"l;r;p\nn;U;1\n",
        {(2, 0): "m", (2, 2): "2"},
        {(2, 0): "n", (2, 2): "1"},
        b"l;r;p\nm;U;2\n",
    ),
    (
        "sep line",
        b"sep=,\r\nl,r\r\nn,U\r\n",
        {(2, 1): "A"},
        {(2, 1): "U"},
        b"sep=,\r\nl,r\r\nn,A\r\n",
    ),
    ("mark", b"\xef\xbb\xbfl;r\nn;U\n", {(1, 0): "k"}, {(1, 0): "l"}, b"\xef\xbb\xbfk;r\nn;U\n"),
    (
        "apostrophes",
        b"'l';'r'\n'n';'U'\n",
        {(2, 1): "o'A"},
        {(2, 1): "U"},
        b"'l';'r'\n'n';'o''A'\n",
    ),
    ("formula-like", b"l;r\nn;U\n", {(2, 1): "=1+1"}, {(2, 1): "U"}, b"l;r\nn;=1+1\n"),
    ("nothing", b'l;"r"\r\n n; U\n', {}, {}, b'l;"r"\r\n n; U\n'),
    ("the same value", b'l;r\n"n"n;U\n', {(2, 0): "nn"}, {(2, 0): "nn"}, b'l;r\n"n"n;U\n'),
]


@pytest.mark.parametrize(
    ("before", "there", "back", "after"),
    [case[1:] for case in THERE_AND_BACK],
    ids=[case[0] for case in THERE_AND_BACK],
)
def test_a_cell_is_set_and_set_back(
    tmp_path: Path, before: bytes, there: Edits, back: Edits, after: bytes
) -> None:
    assert patched(tmp_path, before, there) == after
    for cell in there.keys() - back.keys():
        back = {**back, cell: "U"}
    assert patched(tmp_path, after, back) == before


@pytest.mark.parametrize(
    ("before", "cells", "after"),
    [
        (b"l;r;p\nn\n", {(2, 2): "1"}, b"l;r;p\nn;;1\n"),
        (b"l;r;p\nn\n", {(2, 1): "U", (2, 2): "1"}, b"l;r;p\nn;U;1\n"),
        (b"l;r;p\nn\n", {(2, 2): None}, b"l;r;p\nn\n"),
        (b"l;r;p\n\nn;U;1\n", {(2, 1): "A"}, b"l;r;p\n;A\nn;U;1\n"),
        (b'"l";"r"\n"n"\n', {(2, 1): "U"}, b'"l";"r"\n"n";"U"\n'),
        (b"l;r\nn", {(2, 1): "U"}, b"l;r\nn;U"),
    ],
)
def test_a_cell_beyond_the_end_of_its_row_gets_the_delimiters_it_needs(
    tmp_path: Path, before: bytes, cells: Edits, after: bytes
) -> None:
    assert patched(tmp_path, before, cells) == after


@pytest.mark.parametrize(
    ("before", "appended", "after"),
    [
        (b"l;r\nn;U\n", [{0: "o", 1: "A"}], b"l;r\nn;U\no;A\n"),
        (b"l;r\nn;U", [{0: "o", 1: "A"}], b"l;r\nn;U\no;A"),
        (b"l;r\r\nn;U\r\n", [{0: "o"}, {1: "A"}], b"l;r\r\nn;U\r\no;\r\n;A\r\n"),
        (b"l;r\nn;U\rm;U\r", [{0: "o", 1: "A"}], b"l;r\nn;U\rm;U\ro;A\r"),
        (b'l;r\nn;"U"\n', [{0: "o", 1: "A"}], b'l;r\nn;"U"\no;"A"\n'),
        (b'"l";"r"\n"n";""\n', [{0: "o", 1: "A"}], b'"l";"r"\n"n";""\n"o";"A"\n'),
        (b'"l";"r"\n"n";"U"\n', [{0: "o"}], b'"l";"r"\n"n";"U"\n"o";""\n'),
        (b'"l";"r"\n"m";\n"n";"U"\n', [{0: "o"}], b'"l";"r"\n"m";\n"n";"U"\n"o";\n'),
        (b'l;r\nm;U\nn;"U;A"\n', [{0: "o", 1: "A"}], b'l;r\nm;U\nn;"U;A"\no;A\n'),
        (b"l;r\nn;U\n", [{0: "a;b", 1: 'x"y'}], b'l;r\nn;U\n"a;b";"x""y"\n'),
        (b"l;r\nn;U\n", [{3: "A"}], b"l;r\nn;U\n;;;A\n"),
        (
            b'"l", "r"\n"n", "U"\n',
            [{0: "o", 1: " A", 2: "x"}],
            b'"l", "r"\n"n", "U"\n"o", " A", "x"\n',
        ),
        (b"l;r\nn;U\n\n;\n", [{0: "o", 1: "A"}], b"l;r\nn;U\no;A\n\n;\n"),
        (b"sep=;\nl;r", [{0: "o", 1: "A"}], b"sep=;\nl;r\no;A"),
    ],
)
def test_new_rows_are_written_like_the_last_one(
    tmp_path: Path, before: bytes, appended: list[dict[int, str]], after: bytes
) -> None:
    assert patched(tmp_path, before, {}, appended) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"l\nn\no\n", b"l\n\no\n"),
        (b"l\nn", b'l\n""'),
        (b"l\rn\no\r", b'l\r""\no\r'),
    ],
)
def test_emptying_the_only_cell_of_a_row_keeps_the_row(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    assert patched(tmp_path, before, {(2, 0): None}) == after


def test_cells_are_set_and_rows_are_added_at_once(tmp_path: Path) -> None:
    result = patched(tmp_path, b"l;r\nn;U", {(2, 1): "A"}, [{0: "o", 1: "U"}])
    assert result == b"l;r\nn;A\no;U"


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2", "cp852"])
def test_polish_letters_are_written_in_the_encoding_of_the_file(
    tmp_path: Path, encoding: str
) -> None:
    before, after = "login;rola\nżółw;gość\nśledź;ąę\n", "login;rola\nżółw;łoś\nśledź;ąę\n"
    result = patched(tmp_path, before.encode(encoding), {(2, 1): "łoś"})
    assert result == after.encode(encoding)


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_wide_encodings_and_marks_are_kept(tmp_path: Path, bom: bytes, encoding: str) -> None:
    before = bom + 'sep=\t\r\nl\tr\r\nżak\t"U😀"\r\n'.encode(encoding)
    after = bom + 'sep=\t\r\nl\tr\r\nżak\t"✓"\r\n'.encode(encoding)
    assert patched(tmp_path, before, {(2, 1): "✓"}) == after


@pytest.mark.parametrize(
    ("cells", "appended", "row", "column", "found"),
    [
        ({(2, 1): "x", (3, 1): "tak ✓"}, [], 3, "B", "✓"),
        ({(2, 27): "😀"}, [], 2, "AB", "😀"),
        ({(2, 1): "x\0"}, [], 2, "B", "\0"),
        ({(2, 1): "x"}, [{0: "o"}, {1: "ŵ"}], 5, "B", "ŵ"),
    ],
)
def test_what_the_encoding_can_not_hold_is_refused_before_anything_is_written(
    tmp_path: Path,
    cells: Edits,
    appended: list[dict[int, str]],
    row: int,
    column: str,
    found: str,
) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes("login;rola\nżak;ślad\nłoś;ćma\n".encode("cp1250"))
    target = BytesIO()
    with pytest.raises(SheetError) as caught:
        patch_csv(path, open_csv(path).dialect, cells, appended, target)
    error = caught.value
    assert error.code is SheetErrorCode.CANNOT_ENCODE
    assert (error.row, error.column, error.found) == (row, column, found)
    assert target.getvalue() == b""


def test_a_row_that_the_file_does_not_have_is_never_silently_skipped(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes(b"l;r\nn;U\n")
    with pytest.raises(SheetError) as caught:
        patch_csv(path, open_csv(path).dialect, {(4, 1): "A"}, [], BytesIO())
    assert (caught.value.code, caught.value.row) == (SheetErrorCode.CHANGED_ON_DISK, 4)


def test_a_large_file_is_patched_at_its_ends_and_its_middle(tmp_path: Path) -> None:
    rows = [f'u{n};"Żak\n{n}";U\r\n'.encode() for n in range(60_000)]
    before = "login;imię;rola\r\n".encode() + b"".join(rows)
    for n in (0, 31_000, 59_999):
        rows[n] = rows[n].replace(b";U", b";A")
    result = patched(tmp_path, before, {(2, 2): "A", (31_002, 2): "A", (60_001, 2): "A"})
    after = "login;imię;rola\r\n".encode() + b"".join(rows)
    assert hashlib.sha256(result).digest() == hashlib.sha256(after).digest()


@pytest.mark.parametrize(
    ("content", "after", "expected"),
    [
        (b"l;r\nn;U\nRazem;1\n", 2, b"l;r\nn;U\no;A\np;A\nRazem;1\n"),
        (b'l;r\r\n"n";U\r\n\r\nRazem;1', 2, b'l;r\r\n"n";U\r\n"o";A\r\n"p";A\r\n\r\nRazem;1'),
        (b"l;r\nn;U", 2, b"l;r\nn;U\no;A\np;A"),
    ],
    ids=["above a total", "with an empty line", "at the end"],
)
def test_new_rows_follow_the_row_they_are_told_to(
    content: bytes, after: int, expected: bytes, tmp_path: Path
) -> None:
    rows = [{0: "o", 1: "A"}, {0: "p", 1: "A"}]
    assert patched(tmp_path, content, {}, rows, append_after=after) == expected


def test_cells_below_new_rows_are_meant_where_they_stood(tmp_path: Path) -> None:
    content = b"l;r\nn;U\nRazem;1\n"
    found = patched(tmp_path, content, {(3, 1): "2"}, [{0: "o", 1: "A"}], append_after=2)
    assert found == b"l;r\nn;U\no;A\nRazem;2\n"


def test_new_rows_need_the_row_they_follow(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        patched(tmp_path, b"l;r\nn;U\n", {}, [{0: "o", 1: "A"}], append_after=5)
    assert caught.value.code is SheetErrorCode.CHANGED_ON_DISK
