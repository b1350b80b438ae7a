"""The list of files opened lately."""

import stat
import sys
from pathlib import Path

import pytest

from kuke_tui.sample.shipped import SHIPPED_SAMPLE
from kuke_tui.tui.recent import RecentFiles


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_the_list_of_recent_files_is_for_its_owner_only(tmp_path: Path) -> None:
    store = tmp_path / "state" / "recent.json"
    RecentFiles(store).add(SHIPPED_SAMPLE)
    RecentFiles(store).add(SHIPPED_SAMPLE)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (store, store.parent)] == [0o600, 0o700]
    assert [path.name for path in store.parent.iterdir()] == ["recent.json"]
