"""Encodings: told by the mark, by UTF-8's own shape, or by how Polish the letters look."""

import codecs
from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import open_csv
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

PEOPLE = (
    """
Żaneta Wiśniewska|Łukasz Ślązak|Święcisława Źdźbło|Grażyna Brzęczyszczykiewicz|Zdzisław Pająk
Józef Kościółek|Małgorzata Dąb|Paweł Ćwikła|Róża Jabłońska|Świętosława Żak
Bogumił Węgorz|Wacław Gęś|Błażej Niedźwiedź|Stanisława Źrebiec|Przemysław Łoś
Mścisław Óśko|Elżbieta Cięciwa|Bożena Gżegżółka|Radosław Świerszcz|Jadwiga Wróbel
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
TOWNS = ["Łódź", "Kraków", "Gdańsk", "Świnoujście", "Żywiec", "Bełchatów"]
LAYOUTS = (
    "Login;Imię i nazwisko;Miasto\r\nu{n};{name};{town}\r\n",
    "login;name;town\nu{n};{upper};{upper_town}\n",
    "sep=,\r\nLogin,Name\r\nu{n},{name}\r\n",
)
SAMPLES = [
    LAYOUTS[layout].format(
        n=n,
        name=name,
        town=TOWNS[n % len(TOWNS)],
        upper=name.upper(),
        upper_town=TOWNS[n % len(TOWNS)].upper(),
    )
    for n, name in enumerate(PEOPLE)
    for layout in range(len(LAYOUTS))
]


def text_of(path: Path, encoding: str | None = None) -> list[list[object]]:
    return [list(row.cells) for row in open_csv(path, encoding=encoding).sheets[0].rows()]


def test_there_are_sixty_samples_each_with_polish_letters() -> None:
    assert len(set(SAMPLES)) == 60
    assert not any(sample.isascii() for sample in SAMPLES)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "iso-8859-2", "cp852"])
def test_sixty_samples_of_sixty_are_read_as_they_were_written(
    tmp_path: Path, encoding: str
) -> None:
    wrong = []
    for number, sample in enumerate(SAMPLES):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(sample.encode(encoding))
        delimiter = "," if sample.startswith("sep=,") else ";"
        lines = [line for line in sample.splitlines() if not line.startswith("sep=")]
        if text_of(path) != [line.split(delimiter) for line in lines]:
            wrong.append((sample, open_csv(path).dialect.encoding))
    assert wrong == []


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_header(
    tmp_path: Path, bom: bytes, encoding: str
) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes(bom + "Login;Imię\r\nżak;Łucja\r\n".encode(encoding))
    dialect = open_csv(path).dialect
    assert (dialect.encoding, dialect.bom) == (encoding, bom)
    assert text_of(path) == [["Login", "Imię"], ["żak", "Łucja"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes("Login;Imię\r\nżak;Łucja\r\n".encode(encoding))
    assert text_of(path) == [["Login", "Imię"], ["żak", "Łucja"]]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("windows-1250", "cp1250"),
        ("CP1250", "cp1250"),
        ("latin2", "iso-8859-2"),
        ("ISO-8859-2", "iso-8859-2"),
        ("ibm852", "cp852"),
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("windows-1252", "cp1252"),
    ],
)
def test_an_encoding_can_be_named_in_many_ways(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes("Login;Rola\nÓsmak;U\n".encode(encoding))
    assert open_csv(path, encoding=name).dialect.encoding == encoding
    assert text_of(path, name) == [["Login", "Rola"], ["Ósmak", "U"]]


@pytest.mark.parametrize("name", ["klingon", "", "rot13", "utf-7", "idna", "zip", "cp037"])
def test_an_encoding_that_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes(b"Login;Rola\n")
    with pytest.raises(SheetError) as caught:
        open_csv(path, encoding=name)
    assert caught.value.code is SheetErrorCode.UNSUPPORTED_ENCODING
    assert caught.value.found == name


def test_the_choice_of_a_person_is_final_and_wrong_bytes_are_located(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes("Login;Rola\nnowak;U\n\nżak;U\n".encode("cp1250"))
    assert open_csv(path).dialect.encoding == "cp1250"
    with pytest.raises(SheetError) as caught:
        text_of(path, "utf-8")
    error = caught.value
    assert (error.code, error.row) == (SheetErrorCode.UNSUPPORTED_ENCODING, 4)
    assert error.found == "0xBF"


def test_rows_before_a_wrong_byte_are_still_given(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes("Login;Rola\nżak;U\n".encode() + b"\xff;U\n")
    rows = open_csv(path, encoding="utf-8").sheets[0].rows()
    assert [next(rows).cells, next(rows).cells] == [["Login", "Rola"], ["żak", "U"]]
    with pytest.raises(SheetError) as caught:
        next(rows)
    assert caught.value.row == 3


def test_a_mark_that_the_content_does_not_keep_to_can_be_overridden(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes(codecs.BOM_UTF8 + "Login;Rola\nżak;U\n".encode("cp1250"))
    with pytest.raises(SheetError) as caught:
        text_of(path)
    assert (caught.value.code, caught.value.row) == (SheetErrorCode.UNSUPPORTED_ENCODING, 2)
    assert text_of(path, "cp1250") == [["Login", "Rola"], ["żak", "U"]]


def test_one_wrong_byte_in_much_utf_8_is_no_other_encoding(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_bytes("".join(SAMPLES[::3]).encode() + b"zeta\xff;U\n")
    assert open_csv(path).dialect.encoding == "utf-8"


def test_a_polish_letter_far_down_still_counts(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    plain = b"login;rola\r\n" + b"nowak;U\r\n" * 400_000
    path.write_bytes(plain + "ślązak;U\r\n".encode("cp1250"))
    *_rest, last = open_csv(path).sheets[0].rows()
    assert (last.number, last.cells) == (400_002, ["ślązak", "U"])


@pytest.mark.parametrize("shift", range(11))
def test_a_letter_or_line_end_cut_by_a_block_is_whole(tmp_path: Path, shift: int) -> None:
    path = tmp_path / "konta.csv"
    rows = 100_000
    path.write_text("x" * shift + "\r\n" + "łłł;U\r\n" * rows, encoding="utf-8", newline="")
    numbered = [row for row in open_csv(path).sheets[0].rows() if row.cells == ["łłł", "U"]]
    assert [numbered[0].number, numbered[-1].number, len(numbered)] == [2, rows + 1, rows]


def test_noise_is_told_apart_in_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "szum.csv"
    path.write_bytes(b"\xff\xfa\xb9" * 3_000_000)
    with pytest.raises(SheetError) as caught:
        text_of(path)
    assert caught.value.code is SheetErrorCode.TOO_LARGE
