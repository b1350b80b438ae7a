"""The to-do list in each format: complete, escaped, no cell of it a formula."""

import csv
import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kuke_tui.domain.reading import Reading
from kuke_tui.messages.readings import reading_text
from kuke_tui.reports.todo import TodoList, disclaimer, instructions, nothing_to_click, todo_list
from kuke_tui.reports.todo_file import write_todo
from tests.reports.documents import FORMULA, RIGHTS, SCRIPT, export, todo


def written(form: str, made: TodoList | None = None) -> bytes:
    target = io.BytesIO()
    write_todo(made or todo(), form, target)
    return target.getvalue()


def test_csv_has_a_line_for_each_box_and_no_formula() -> None:
    content = written("csv")
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert len(rows) == 12
    assert {len(row) for row in rows} == {len(header)}
    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row)
    assert rows[0][3] == "'-anna"
    assert rows[0][5] == "07002"
    assert rows[2][6] == f"'{RIGHTS[1]}"
    assert rows[6][4] == f"\ufffd{FORMULA}"
    assert rows[0][10:12] == ["NIE", "planned TAK"]
    assert todo().sha256 in rows[0]


def sheets() -> list[Worksheet]:
    book = load_workbook(io.BytesIO(written("xlsx")))
    return [book[name] for name in book.sheetnames]


def test_xlsx_can_be_filtered_ticked_and_printed() -> None:
    _guide, steps, accounts = sheets()
    assert steps.max_row == 13
    assert steps.auto_filter.ref == "A1:L13"
    assert steps.freeze_panes == "A2"
    assert [str(each.sqref) for each in steps.data_validations.dataValidation] == ["A2:A13"]
    assert steps.print_title_rows == "$1:$1"
    assert steps.page_setup.orientation == "landscape"
    assert steps.page_setup.paperSize == 9
    assert steps.page_setup.fitToWidth == 1
    assert not steps.page_setup.fitToHeight
    assert steps.oddFooter is not None
    assert "&P / &N" in str(steps.oddFooter)
    assert accounts.max_row == 3


def test_xlsx_holds_text_only() -> None:
    for sheet in sheets():
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(written("xlsx"))) as package:
        parts = [name for name in package.namelist() if "worksheets" in name]
        assert not any(b"<f>" in package.read(name) for name in parts)
    _guide, steps, _accounts = sheets()
    assert steps["D2"].value == "-anna"
    assert steps["E2"].value == SCRIPT
    assert steps["G4"].value == RIGHTS[1]


def test_xlsx_says_first_how_and_what() -> None:
    guide = sheets()[0]
    told = [cell.value for row in guide.iter_rows() for cell in row if cell.value]
    for text in (*instructions(), disclaimer(), reading_text(Reading.STRICT), todo().sha256):
        assert text in told


def test_an_export_without_clients_shows_no_client_column() -> None:
    made = todo()
    bare = replace(made, accounts=tuple(replace(each, client="") for each in made.accounts))
    book = load_workbook(io.BytesIO(written("xlsx", bare)))
    assert book.worksheets[1].column_dimensions["C"].hidden


def test_markdown_is_escaped() -> None:
    text = written("md").decode()
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "\\|\\*\\_\\`" in text
    assert text.count("- [ ] ") == 12 + 2
    assert text.index(instructions()[0]) < text.index("## 1. ")
    assert "http://evil" not in text
    assert "\u202e" not in text


class Tags(HTMLParser):
    """Collects the tags of a page and the text outside of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside.replace(tag, "")

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.text += data


def test_the_page_is_escaped_and_asks_for_nothing_from_outside() -> None:
    content = written("html").decode()
    page = Tags()
    page.feed(content)
    names = [tag for tag, _attributes in page.tags]
    assert names.count("script") == 1
    assert not {"img", "link", "iframe", "a", "object"} & set(names)
    assert not any(key.startswith("on") for _tag, found in page.tags for key in found)
    assert "src=" not in content.replace("&quot;&gt;&lt;img src=", "")
    policy = next(found["content"] for _tag, found in page.tags if "http-equiv" in found)
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert SCRIPT in page.text
    assert FORMULA in page.text
    assert "\u202e" not in content


def test_the_page_has_a_box_to_tick_for_each_step() -> None:
    page = Tags()
    page.feed(written("html").decode())
    steps = [found["data-step"] for tag, found in page.tags if "data-step" in found]
    assert steps == [str(number) for number in range(12)]
    assert any(found.get("data-list") == todo().digest for _tag, found in page.tags)


def test_an_empty_csv_has_its_header_alone() -> None:
    empty = written("csv", todo_list(export(), {}, Reading.LENIENT))
    assert empty.splitlines() == written("csv").splitlines()[:1]


@pytest.mark.parametrize("form", ["md", "html", "xlsx"])
def test_an_empty_list_says_that_there_is_nothing_to_click(form: str) -> None:
    def told(made: TodoList) -> str:
        content = written(form, made)
        if form != "xlsx":
            return content.decode()
        sheets = load_workbook(io.BytesIO(content)).worksheets
        cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
        return " ".join(str(cell.value) for cell in cells)

    empty, full = told(todo_list(export(), {}, Reading.LENIENT)), told(todo())
    assert empty.count(nothing_to_click()) == 1
    assert "EDYCJA" not in empty
    assert nothing_to_click() not in full


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_reading_and_the_hash_are_stated(form: str) -> None:
    text = written(form, todo_list(export(), {}, Reading.LENIENT)).decode()
    assert reading_text(Reading.LENIENT) in text
    assert "ab" * 32 in text
    assert disclaimer() in text
