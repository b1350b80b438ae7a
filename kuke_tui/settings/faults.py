"""What can be wrong with a settings file. Nothing of it stops the program."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible


class SettingsFaultCode(StrEnum):
    """Kinds of faults."""

    UNREADABLE = "unreadable"
    NOT_TOML = "not_toml"
    UNKNOWN_NAME = "unknown_name"
    WRONG_VALUE = "wrong_value"


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """Something that was left out. ``line`` counts from 1; 0 where there is none to name."""

    code: SettingsFaultCode
    path: Path
    line: int = 0
    name: str = ""

    def text(self) -> str:
        """Tell it in one sentence that names the place in the file, or the file."""
        place = visible(self.path.name)
        if self.line:
            place = _("line {n}").format(n=self.line)
        match self.code:
            case SettingsFaultCode.UNREADABLE:
                told = _("{place}: the settings can't be read and are left out.")
            case SettingsFaultCode.NOT_TOML:
                told = _("{place}: this is not TOML; all settings are left out.")
            case SettingsFaultCode.UNKNOWN_NAME:
                told = _("{place}: there is no setting “{name}”; it is left out.")
            case SettingsFaultCode.WRONG_VALUE:
                told = _("{place}: “{name}” can't have this value; it is left out.")
        return told.format(place=place, name=visible(self.name))
