"""The settings file: read at the start, and kept up with what is chosen on screen.

Only the line of a setting is rewritten, so that comments and everything else stay. A wrong value
is left out and told of; the others hold.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kuke_tui.i18n import LANGUAGES
from kuke_tui.settings.faults import SettingsFault, SettingsFaultCode
from kuke_tui.settings.settings import Settings

_MOST_BYTES = 100_000
_LINE_OF_ERROR = re.compile(r"line (\d+)")
_OWNER_ONLY_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The file at ``path``, which need not exist."""

    path: Path

    def load(self) -> tuple[Settings, tuple[SettingsFault, ...]]:
        """Read the settings that hold, and what was left out. Raises nothing."""
        text, stored, fault = self._stored()
        if fault is not None:
            return Settings(), (fault,)
        if not stored:
            return Settings(), ()
        from kuke_tui.settings.model import is_known, settings_from

        settings, wrong = settings_from(stored)
        faults = (
            SettingsFault(
                SettingsFaultCode.WRONG_VALUE if is_known(name) else SettingsFaultCode.UNKNOWN_NAME,
                self.path,
                _line_of(text, name),
                name,
            )
            for name in wrong
        )
        return settings, tuple(sorted(faults, key=lambda fault: fault.line))

    def language(self) -> str | None:
        """Read the language alone, which costs less; None where none is set."""
        value = self._stored()[1].get("language")
        return value if isinstance(value, str) and value in LANGUAGES else None

    def remember(self, **values: str | bool) -> bool:
        """Keep values under their names; say whether it was done.

        A file that is no TOML already is left alone: a person is at work on it.
        """
        text, _stored, fault = self._stored()
        if fault is not None:
            return False
        for name, value in values.items():
            text = _with(text, name, value)
        if not _is_toml(text):
            return False
        from kuke_tui.sheets.errors import SheetError
        from kuke_tui.sheets.saving.private import write_private

        try:
            self.path.parent.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            write_private(self.path, text.encode(), force=True)
        except (OSError, SheetError):
            return False
        return True

    def _stored(self) -> tuple[str, Mapping[str, object], SettingsFault | None]:
        try:
            with self.path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return "", {}, None
        except OSError:
            return "", {}, SettingsFault(SettingsFaultCode.UNREADABLE, self.path)
        if len(content) > _MOST_BYTES:
            return "", {}, SettingsFault(SettingsFaultCode.UNREADABLE, self.path)
        import tomllib

        try:
            # Line ends as tomllib wants them, whoever wrote the file.
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            return text, tomllib.loads(text), None
        except tomllib.TOMLDecodeError as error:
            found = _LINE_OF_ERROR.search(str(error))
            line = int(found[1]) if found else 0
            return "", {}, SettingsFault(SettingsFaultCode.NOT_TOML, self.path, line)
        except (UnicodeDecodeError, RecursionError):
            return "", {}, SettingsFault(SettingsFaultCode.NOT_TOML, self.path)


def default_settings_file() -> SettingsFile:
    """Say where this person's settings are."""
    from platformdirs import user_config_path

    return SettingsFile(user_config_path("kuke-tui", appauthor=False) / "settings.toml")


def _line_with(name: str) -> re.Pattern[str]:
    """Find the line of a setting: what stands before its value, the value, and a comment on it."""
    before = rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*=[ \t]*"
    value = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^#\n]*?"
    return re.compile(rf"(?P<before>{before})(?:{value})(?P<after>[ \t]*(?:#.*)?)$", re.MULTILINE)


def _line_of(text: str, name: str) -> int:
    found = _line_with(name).search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _with(text: str, name: str, value: str | bool) -> str:
    told = f'"{value}"' if isinstance(value, str) else str(value).lower()
    changed, found = _line_with(name).subn(rf"\g<before>{told}\g<after>", text, count=1)
    return changed if found else f"{name} = {told}\n{text}"


def _is_toml(text: str) -> bool:
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True
