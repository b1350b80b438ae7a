"""Files made to fill the memory: what the program holds doesn't grow with what they repeat."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.cli.hostile_files import HEADER, assert_harmless, assert_refused, check, inline, workbook
from tests.sheets.xlsx.workbook_parts import parts, shared_strings, sheet_xml, write_zip

LITTLE = 256 << 20
ACCOUNT = (
    '<row r="1">'
    + "".join(
        inline(f"{letter}1", name)
        for letter, name in zip("ABCD", ("Login", "Rola", "Polisa", "Limity"), strict=True)
    )
    + '</row><row r="2">'
    + "".join(
        inline(f"{letter}2", text)
        for letter, text in zip("ABCD", ("ala", "U", "07001", "Z"), strict=True)
    )
    + "</row>"
)


def sheet_with(*more: bytes) -> Iterable[bytes]:
    """A sheet with an account, and something behind it."""
    head, tail = sheet_xml(ACCOUNT + "@").encode().split(b"@")
    return (head, *more, tail)


def assert_a_bomb(path: Path) -> None:
    result = check(path, memory=LITTLE)
    assert_refused(result)
    assert "unpacks to more than any honest export" in result.err


def assert_read(path: Path) -> None:
    """One account, which will migrate."""
    result = check(path, memory=LITTLE)
    assert_harmless(result)
    assert json.loads(result.out)["summary"]["tak"] == 1


def test_elements_nested_without_end(tmp_path: Path) -> None:
    nested = (b"<a>" * 1_000_000, b"</a>" * 1_000_000)
    assert_a_bomb(workbook(tmp_path / "konta.xlsx", sheet_with(*nested)))


def test_attributes_that_look_like_the_end_of_a_tag_hide_no_nesting(tmp_path: Path) -> None:
    nested = (*([b'<a b="/>">' * 100_000] * 20), *([b"</a>" * 100_000] * 20))
    assert_a_bomb(workbook(tmp_path / "konta.xlsx", sheet_with(*nested)))


def names(kind: str) -> Iterator[str]:
    for at in range(100_000):
        match kind:
            case "elements":
                yield f"<n{at}/>"
            case "attributes":
                yield f'<n a{at}="1"/>'
            case "namespaces":
                yield f'<n xmlns="u{at}"/>'
            case _:
                yield f'<p{at}:n xmlns:p{at}="u"/>'


KINDS = ["elements", "attributes", "namespaces", "prefixes"]


@pytest.mark.parametrize("kind", KINDS)
def test_names_without_end_in_a_sheet(kind: str, tmp_path: Path) -> None:
    sheet = sheet_with("".join(names(kind)).encode())
    assert_a_bomb(workbook(tmp_path / "konta.xlsx", sheet))


def test_names_without_end_among_the_strings(tmp_path: Path) -> None:
    strings = shared_strings().replace("</sst>", "".join(names("elements")) + "</sst>")
    sheet = "".join(piece.decode() for piece in sheet_with())
    assert_a_bomb(write_zip(tmp_path / "konta.xlsx", parts(sheet, strings=strings)))


def test_names_without_end_in_an_open_document(tmp_path: Path) -> None:
    path = tmp_path / "konta.ods"
    content = "".join(names("elements"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<content>{content}</content>")
    assert_a_bomb(path)


def test_rows_that_reach_far_right(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{at}">{inline(f"XFD{at}", "x")}</row>' for at in range(3, 3_003)
    ).encode()
    assert_read(workbook(tmp_path / "konta.xlsx", sheet_with(rows)))


def test_blank_rows_without_end(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_text(HEADER + "ala;Ala Kot;U;07001;Z\n" + '"\n"\n' * 600_000, encoding="utf-8")
    assert_read(path)
