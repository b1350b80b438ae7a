"""What no test may touch: the person's own files."""

from pathlib import Path

import pytest

OWN_FOLDERS = (
    "XDG_STATE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
)
"""Where platformdirs is told to look, on Windows by the last."""


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program, in this process or one it starts, a folder for whatever it keeps."""
    folder = tmp_path_factory.mktemp("state")
    for name in OWN_FOLDERS:
        monkeypatch.setenv(name, str(folder))
    return folder
