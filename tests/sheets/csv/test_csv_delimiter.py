"""Delimiters: by the ``sep=`` line, by the header's names, by how evenly rows are cut."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kuke_tui.sheets.csv.book import open_csv

NAMES = {"klient", "login", "imię i nazwisko", "rola", "polisa", "nip", "user", "role", "policy"}
HEADERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("Login", "Rola")),
    ("", ("Klient", "Login", "Imię i nazwisko", "Rola", "Polisa", "Limity", "Szkody")),
    ("", ("NIP", "Login", "Polisa", "Limity, wnioski", "Obrót; faktury", "Szkody | raporty")),
    ("", ("Login", "Rola", "Polisa", "Limity kredytowe, podgląd", "Limity kredytowe, zmiany")),
    ("", ("user", "role", "policy", "a;b;c;d;e;f", "limits")),
    ("Eksport kont; stan na dziś, godz. 12:00\n", ("Login", "Rola", "Polisa", "Limity")),
    ("Ekstranet\n\n\nUżytkownicy, administratorzy i goście\n", ("Klient", "Login", "Rola")),
    ('"Raport ""konta""; 2026"\n', ("Login", "Imię i nazwisko", "Rola")),
    ("a,b,c,d;e|f\tg\n", ("Login", "Rola", "Polisa", "Obrót 1,5%")),
)
BODIES = (
    ("nowak", "U", "07003", "1,5", "Jan, Anna", "a;b", "x|y"),
    ("żak", "A", "00012", "2,5 3,5", "", "", ""),
)


def recognises(row: Sequence[str]) -> int:
    return sum(cell.strip().lower() in NAMES for cell in row)


def spelled(cells: Sequence[str], delimiter: str, *, all_quoted: bool) -> str:
    return delimiter.join(
        f'"{cell}"' if all_quoted or delimiter in cell else cell for cell in cells
    )


def variants() -> list[tuple[str, str]]:
    found = []
    for title, header in HEADERS:
        for delimiter in ";,\t|":
            for all_quoted in (False, True):
                rows = [header, *(body[: len(header)] for body in BODIES)]
                lines = [spelled(row, delimiter, all_quoted=all_quoted) for row in rows]
                found.append((delimiter, title + "\n".join(lines) + "\n"))
    return found


def test_there_are_seventy_two_variants() -> None:
    assert len(set(variants())) == 72


def test_the_delimiter_is_the_one_under_which_the_header_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    wrong = []
    for delimiter, text in variants():
        path.write_text(text, encoding="utf-8")
        if open_csv(path, recognises=recognises).dialect.delimiter != delimiter:
            wrong.append(text)
    assert wrong == []


def test_without_known_names_evenly_cut_rows_decide(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    wrong = []
    for delimiter, text in variants()[:40]:  # those without lines above the header
        path.write_text(text, encoding="utf-8")
        if open_csv(path).dialect.delimiter != delimiter:
            wrong.append((delimiter, text))
    assert wrong == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("line", ["sep={}", "SEP={}", '"sep={}"'])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "~", " "])
def test_the_sep_line_decides_and_is_no_row(
    tmp_path: Path, delimiter: str, line: str, end: str
) -> None:
    path = tmp_path / "konta.csv"
    lines = [line.format(delimiter), f"Login{delimiter}A;B,C|D", f"żak{delimiter}U"]
    path.write_text(end.join(lines), encoding="utf-8", newline="")
    book = open_csv(path)
    first, second = (row.number for row in book.sheets[0].rows())
    assert (book.dialect.delimiter, first, second) == (delimiter, 1, 2)
    assert book.dialect.newline == end


def test_a_person_can_choose_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_text("a;b,c\nd;e,f\n", encoding="utf-8")
    rows = open_csv(path, delimiter=",").sheets[0].rows()
    assert [list(row.cells) for row in rows] == [["a;b", "c"], ["d;e", "f"]]


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n", "\r", "\0"])
def test_what_can_be_no_delimiter_is_refused(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "konta.csv"
    path.write_text("a;b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="delimiter"):
        open_csv(path, delimiter=delimiter)


def test_a_tsv_of_one_column_is_cut_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "konta.tsv"
    path.write_text("login\nżak\n", encoding="utf-8")
    book = open_csv(path)
    assert (book.format, book.dialect.delimiter) == ("tsv", "\t")


def test_apostrophes_are_quotes_where_they_wrap_the_whole_header(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_text("'Login';'Rola'\n'o''hara';'A;U'\n", encoding="utf-8")
    rows = open_csv(path).sheets[0].rows()
    assert [list(row.cells) for row in rows] == [["Login", "Rola"], ["o'hara", "A;U"]]


def test_apostrophes_in_the_data_are_text(tmp_path: Path) -> None:
    path = tmp_path / "konta.csv"
    path.write_text("Login;Polisa\n'nowak;'07003'\n", encoding="utf-8")
    rows = open_csv(path).sheets[0].rows()
    assert [list(row.cells) for row in rows] == [["Login", "Polisa"], ["'nowak", "'07003'"]]
