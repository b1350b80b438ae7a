import gc
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil
import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.isolation import run_isolated
from tests.sheets import isolated_functions as functions

GIB = 1 << 30
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="held by Linux alone")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX notion")


def refusal(function: Callable[..., Any], *args: object, **options: Any) -> SheetError:
    with pytest.raises(SheetError) as caught:
        run_isolated(function, *args, memory_limit=GIB, path="konta.xls", **options)
    return caught.value


def test_returns_what_the_function_returns() -> None:
    assert run_isolated(functions.add, 2, 3, memory_limit=GIB) == 5


def test_a_large_result_arrives_whole_and_leaves_collecting_as_it_was() -> None:
    rows = run_isolated(functions.return_many, 200_000, memory_limit=GIB)
    assert rows == functions.return_many(200_000)
    assert gc.isenabled()


def test_the_child_loads_neither_the_parents_program_nor_the_screen() -> None:
    loaded = run_isolated(functions.loaded_modules, memory_limit=GIB)
    assert loaded.isdisjoint({"pytest", "textual", "multiprocessing", "subprocess", "openpyxl"})


def test_a_crash_is_an_error_of_its_own() -> None:
    error = refusal(functions.crash)
    assert error.code is SheetErrorCode.READER_CRASHED
    assert error.path == "konta.xls"


@linux_only
def test_memory_is_limited() -> None:
    assert refusal(functions.fill_memory).code is SheetErrorCode.TOO_LARGE


def test_a_sheet_error_arrives_with_all_its_fields() -> None:
    with pytest.raises(SheetError) as caught:
        functions.refuse()
    assert vars(refusal(functions.refuse)) == vars(caught.value)


def test_any_other_exception_is_a_crash_that_names_it() -> None:
    error = refusal(functions.fail)
    assert error.code is SheetErrorCode.READER_CRASHED
    assert "LookupError" in error.detail


@pytest.mark.parametrize("function", [functions.return_unpicklable, functions.return_unwelcome])
def test_a_result_that_can_not_travel_is_a_crash(function: Callable[[], object]) -> None:
    assert refusal(function).code is SheetErrorCode.READER_CRASHED


def test_progress_arrives_before_the_result() -> None:
    seen: list[tuple[int, int]] = []

    def note(done: int, estimated: int) -> None:
        seen.append((done, estimated))

    result = run_isolated(functions.report_and_return, memory_limit=GIB, progress=note)
    assert (seen, result) == ([(3, 10)], "read")


def test_an_error_in_the_progress_callback_is_passed_on_and_ends_the_child() -> None:
    def stumble(_done: int, _estimated: int) -> None:
        raise ZeroDivisionError

    before = set(psutil.Process().children())
    with pytest.raises(ZeroDivisionError):
        run_isolated(functions.report_and_wait, memory_limit=GIB, progress=stumble)
    assert set(psutil.Process().children()) <= before


def test_cancelling_ends_the_child() -> None:
    cancel = Event()
    before = set(psutil.Process().children())
    error = refusal(functions.report_and_wait, cancel=cancel, progress=lambda *_: cancel.set())
    assert error.code is SheetErrorCode.CANCELLED
    assert set(psutil.Process().children()) <= before


def test_cancelled_before_it_began() -> None:
    cancel = Event()
    cancel.set()
    assert refusal(functions.wait_forever, cancel=cancel).code is SheetErrorCode.CANCELLED


def test_too_long_is_too_large() -> None:
    error = refusal(functions.wait_forever, timeout=0.2)
    assert error.code is SheetErrorCode.TOO_LARGE


def test_nothing_the_child_prints_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_isolated(functions.shout, memory_limit=GIB) == "quiet"
    assert capfd.readouterr() == ("", "")


@posix_only
def test_the_child_has_no_controlling_terminal() -> None:
    assert run_isolated(functions.session_is_own, memory_limit=GIB)


def test_several_threads_at_once() -> None:
    results: list[int] = []

    def work(number: int) -> None:
        results.append(run_isolated(functions.add, number, 1, memory_limit=GIB))

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [1, 2, 3, 4]


@posix_only
def test_the_child_ends_with_its_parent(tmp_path: Path) -> None:
    announced = tmp_path / "pid"
    program = (
        "import sys; from pathlib import Path; sys.path[:] = eval(sys.argv[2])\n"
        "from kuke_tui.sheets.isolation import run_isolated\n"
        "from tests.sheets.isolated_functions import wait_forever\n"
        "run_isolated(wait_forever, Path(sys.argv[1]), memory_limit=1 << 30)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, announced, repr(sys.path)]) as parent:
        while not (announced.exists() and announced.read_text()):
            assert parent.poll() is None
            time.sleep(0.02)
        child = psutil.Process(int(announced.read_text()))
        parent.send_signal(signal.SIGKILL)
    assert not psutil.wait_procs([child], timeout=60)[1]


def test_the_file_that_aborts_the_native_reader_leaves_the_program_alive(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    error = refusal(functions.count_rows_natively, path)
    assert error.code in {SheetErrorCode.READER_CRASHED, SheetErrorCode.TOO_LARGE}
