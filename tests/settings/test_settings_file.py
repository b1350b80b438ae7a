"""Settings are read, kept up, and never stop the program."""

from pathlib import Path

import pytest

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import set_language
from kuke_tui.settings.file import SettingsFile, default_settings_file
from kuke_tui.settings.model import settings_from
from kuke_tui.settings.settings import Settings
from kuke_tui.tui.themes import THEMES
from kuke_tui.workspace.list_view import SortKey


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "kuke-tui" / "settings.toml")


def written(file: SettingsFile, text: str) -> SettingsFile:
    file.path.parent.mkdir()
    file.path.write_text(text, encoding="utf-8")
    return file


def complaints(file: SettingsFile) -> list[str]:
    set_language("en")
    return [fault.text() for fault in file.load()[1]]


def test_without_a_file_everything_is_left_to_the_program(file: SettingsFile) -> None:
    assert file.load() == (Settings(), ())
    assert file.language() is None


def test_all_settings_are_read(file: SettingsFile) -> None:
    written(
        file,
        'language = "en"\ntheme = "kuke-light"\nascii = true\nreading = "lenient"\n'
        'sort = "login"\nsort_descending = true\ntour = false\n',
    )
    wanted = Settings(
        "en", "kuke-light", True, Reading.LENIENT, "login", sort_descending=True, tour=False
    )
    assert file.load() == (wanted, ())
    assert file.language() == "en"


def test_what_is_wrong_is_located_and_the_rest_holds(file: SettingsFile) -> None:
    written(file, '# mine\ntheme = "pink"\nlanguage = "en"\ncolour = 1\nascii = "yes please"\n')
    assert file.load()[0] == Settings(language="en")
    assert complaints(file) == [
        "line 2: “theme” can't have this value; it is left out.",
        "line 4: there is no setting “colour”; it is left out.",
        "line 5: “ascii” can't have this value; it is left out.",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'language = "en"\ntheme = \n', "line 2: this is not TOML; all settings are left out."),
        (b"\xff\xfe", "settings.toml: this is not TOML; all settings are left out."),
        (b"x = " + b"[" * 5000, "settings.toml: this is not TOML; all settings are left out."),
        (b"#" * 200_000, "settings.toml: the settings can't be read and are left out."),
    ],
    ids=["syntax", "not text", "deep", "huge"],
)
def test_a_file_that_is_none_is_told_of(file: SettingsFile, content: bytes, told: str) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    assert file.load()[0] == Settings()
    assert complaints(file) == [told]
    assert not file.remember(theme="kuke-light")
    assert file.path.read_bytes() == content


def test_a_folder_in_place_of_the_file_is_told_of(file: SettingsFile) -> None:
    file.path.mkdir(parents=True)
    assert complaints(file) == ["settings.toml: the settings can't be read and are left out."]


def test_remembering_changes_one_line_and_keeps_the_rest(file: SettingsFile) -> None:
    written(file, '# how I like it\n  theme = "kuke-dark"  # at night\nreading = "lenient"\n')
    assert file.remember(theme="kuke-light", tour=False)
    text = file.path.read_text(encoding="utf-8")
    assert text == (
        'tour = false\n# how I like it\n  theme = "kuke-light"  # at night\nreading = "lenient"\n'
    )
    assert file.load()[0] == Settings(theme="kuke-light", reading=Reading.LENIENT, tour=False)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ('language="en"#mine', 'language="pl"#mine'),
        ("'language' = 'en' # pl # or en", "'language' = \"pl\" # pl # or en"),
        ('language = "# none" # mine', 'language = "pl" # mine'),
        ('language = "a \\" # b"', 'language = "pl"'),
        ("language = 7  # wrong", 'language = "pl"  # wrong'),
        ('language = "en"\r', 'language = "pl"'),
    ],
)
def test_remembering_keeps_what_stands_around_a_value(
    file: SettingsFile, line: str, changed: str
) -> None:
    written(file, "")
    file.path.write_bytes(f"{line}\n".encode())
    assert file.remember(language="pl")
    assert file.path.read_bytes() == f"{changed}\n".encode()


def test_remembering_begins_a_file_that_only_its_owner_reads(file: SettingsFile) -> None:
    assert file.remember(language="pl")
    assert file.load()[0].language == "pl"
    assert file.path.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not SettingsFile(tmp_path / "file" / "settings.toml").remember(language="pl")


def test_every_theme_and_column_can_be_set() -> None:
    for name, _title in THEMES:
        assert settings_from({"theme": name}) == (Settings(theme=name), ())
    for key in SortKey:
        assert settings_from({"sort": key.value}) == (Settings(sort=key.value), ())


@pytest.mark.parametrize("value", [1, 0, 1.0, "true", [], {}, None])
def test_yes_and_no_are_nothing_else(value: object) -> None:
    assert settings_from({"tour": value}) == (Settings(), ("tour",))


def test_the_file_lies_in_the_folder_for_settings(own_state: Path) -> None:
    assert default_settings_file().path == own_state / "kuke-tui" / "settings.toml"
