"""The pages in a real browser: hostile names stay text, ticks are kept."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.reading import Reading
from kuke_tui.reports.report_html import report_html
from kuke_tui.reports.todo import todo_list
from kuke_tui.reports.todo_file import write_todo
from tests.reports.documents import SCRIPT, manager_summary, todo

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


def browsed(page: str, folder: Path, *options: str) -> str:
    """Open a page in a browser of its own and give what that prints."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            f"--user-data-dir={folder / 'profile'}",
            *options,
            path.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()


def loaded(page: str, folder: Path, *options: str) -> str:
    """Load a page and give what became of it."""
    return browsed(page, folder, "--dump-dom", *options)


def printed(page: str, folder: Path) -> list[str]:
    """Print a page and give the text of each sheet of paper."""
    target = folder / "page.pdf"
    browsed(page, folder, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    return [sheet.extract_text() for sheet in PdfReader(target).pages]


def todo_page() -> str:
    target = io.BytesIO()
    write_todo(todo(), "html", target)
    return target.getvalue().decode()


def test_hostile_names_do_not_run(tmp_path: Path) -> None:
    for number, page in enumerate((todo_page(), "".join(report_html(manager_summary())))):
        folder = tmp_path / str(number)
        folder.mkdir()
        dom = loaded(page, folder)
        assert "<title>broken</title>" not in dom
        assert SCRIPT not in dom
        assert SCRIPT.replace("<", "&lt;").replace(">", "&gt;") in dom
        assert "<img" not in dom


def test_the_policy_stops_a_foreign_script(tmp_path: Path) -> None:
    page = todo_page().replace("</main>", f"{SCRIPT}</main>")
    assert "<title>broken</title>" not in loaded(page, tmp_path)


def with_script(page: str, before: str, after: str) -> str:
    """Put scripts before and after the page's own, the policy taken out so that they may run."""
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    head, own = free.split("</main>\n<script>")
    return f"{head}</main><script>{before}</script>\n<script>{own}<script>{after}</script>"


def test_ticks_are_kept_and_come_back(tmp_path: Path) -> None:
    key = f"kuke-tui:{todo().digest}"
    before = f"localStorage.setItem('{key}', JSON.stringify(['0', '2', '99']));"
    after = (
        "document.querySelector('input[data-step=\"5\"]').click();"
        "document.querySelector('input[data-step=\"0\"]').click();"
        f"document.title = localStorage.getItem('{key}');"
    )
    dom = loaded(with_script(todo_page(), before, after), tmp_path)
    assert '<title>["2","5"]</title>' in dom
    assert '<output id="count">2</output>' in dom
    assert dom.count('<tr class="done">') == 2


def test_an_account_is_done_with_its_last_step(tmp_path: Path) -> None:
    after = "document.querySelectorAll('.account input')[0].closest('section')"
    after += ".querySelectorAll('input').forEach((box) => box.click());"
    dom = loaded(with_script(todo_page(), "", after), tmp_path)
    assert dom.count('<section class="account done">') == 1
    assert '<output id="count">6</output>' in dom


@pytest.mark.parametrize("kept", ["not JSON", "{}", "7", "null"])
def test_damaged_ticks_are_no_ticks(tmp_path: Path, kept: str) -> None:
    before = f"localStorage.setItem('kuke-tui:{todo().digest}', '{kept}');"
    dom = loaded(with_script(todo_page(), before, ""), tmp_path)
    assert '<output id="count">0</output>' in dom


def long_todo_page() -> str:
    """The list of one account with more boxes to click than a sheet of paper holds."""
    policies = tuple(f"{number:05}" for number in range(1, 41))
    client = Client("K-1", policies)
    account = Account(client, "ewa.los", "Ewa Łoś", Role.USER, Boxes(0b111, 0))
    source = Source("eksport.xlsx", "ab" * 32, "xlsx", Layout.WIDE_LEVELS)
    export = Export(source, ("Limity", "Obroty", "Szkody"), (client,), (account,))
    everything = (1 << 3 * len(policies)) - 1
    todo = todo_list(export, {0: Boxes(everything, everything)}, Reading.STRICT, "")
    target = io.BytesIO()
    write_todo(todo, "html", target)
    return target.getvalue().decode()


def test_each_printed_sheet_says_whose_boxes_they_are(tmp_path: Path) -> None:
    sheets = printed(long_todo_page(), tmp_path)
    assert len(sheets) > 2
    for sheet in sheets:
        assert "ewa.los" in sheet
        steps = sheet[sheet.rindex("ewa.los") :]
        boxes = re.search(r"Limity|Obroty|Szkody", steps)
        policy = re.search(r"\b0\d{4}\b", steps)
        assert boxes is not None
        assert policy is not None
        assert policy.start() < boxes.start()


def test_the_printed_report_names_everybody_left_behind(tmp_path: Path) -> None:
    told = manager_summary(planned=False)
    text = "".join(printed("".join(report_html(told)), tmp_path))
    for each in told.left_behind:
        assert each.login in text


@pytest.mark.parametrize(
    ("scheme", "paper"), [("0", "rgb(20, 25, 29)"), ("1", "rgb(255, 255, 255)")]
)
def test_pages_follow_the_light_or_dark_of_the_system(
    tmp_path: Path, scheme: str, paper: str
) -> None:
    for number, page in enumerate((todo_page(), "".join(report_html(manager_summary())))):
        free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        ask = "<script>document.title = getComputedStyle(document.body).backgroundColor</script>"
        folder = tmp_path / str(number)
        folder.mkdir()
        dom = loaded(free + ask, folder, f"--blink-settings=preferredColorScheme={scheme}")
        assert f"<title>{paper}</title>" in dom
