"""Start at login on a Linux desktop: a file in its autostart folder."""

from __future__ import annotations

from pathlib import Path

from gui.kept.at_login.desktop_file import exec_line, fields_of, program_of, text_of
from gui.kept.at_login.entry import CannotChange, Standing, refused, unreadable, write_whole
from gui.kept.at_login.file_entry import FileEntry
from gui.kept.at_login.start import Start, is_there
from gui.kept.private import open_to_read
from gui.words import Sentence, say

_MARK = "X-Panic-Button"  # by which an entry that was written here is known
_MOST_READ = 1024 * 1024  # bytes
_TURNED_OFF = say("It was turned off in the settings of the desktop. To turn it on, tick the box and save.")


class XdgEntry(FileEntry[dict[str, str]]):
    """panic-button.desktop in the autostart folder."""

    def __init__(self, folder: Path, start: Start) -> None:
        self._path = folder / "panic-button.desktop"
        self._start = start

    def standing(self) -> Standing:
        """Read the file. Never raises."""
        try:
            fields = self._fields()
        except OSError as fault:
            return Standing(False, can_change=False, sentence=unreadable(fault, self._path))
        if fields is None:
            return Standing(False)
        if self._is_off(fields):
            return Standing(False, sentence=_TURNED_OFF)
        if not self._is_ours(fields):
            return Standing(True, can_change=False, sentence=self._foreign())
        return Standing(True)

    def _foreign(self) -> Sentence:
        return say(
            "There is an entry that this program did not write ({path}); change or delete it there.",
            path=self._path,
        )

    def turn_on(self) -> None:
        """Write the file. Raises CannotChange."""
        fields = {
            "Type": "Application",
            "Name": "Panic Button",
            "Comment": "Ready for a press from the start, without a window",
            "Exec": exec_line(self._start.words),
            **({"Path": self._start.folder} if self._start.folder else {}),
            "Icon": "panic-button",
            "Terminal": "false",
            "X-GNOME-Autostart-enabled": "true",
            _MARK: "start at login",
        }
        try:
            write_whole(self._path, text_of(fields).encode())
        except OSError as fault:
            raise refused(fault, self._path) from None
        except UnicodeEncodeError:
            raise CannotChange(
                say("Starting at login was not changed: the name of this program's folder is not text.")
            ) from None

    def _fields(self) -> dict[str, str] | None:
        try:
            with open_to_read(self._path) as file:
                return fields_of(file.read(_MOST_READ).decode(errors="replace"))
        except FileNotFoundError:
            return None

    def _is_ours(self, fields: dict[str, str]) -> bool:
        return _MARK in fields

    def _is_off(self, fields: dict[str, str]) -> bool:
        is_enabled = fields.get("X-GNOME-Autostart-enabled", "true") != "false"
        return fields.get("Hidden", "") == "true" or not is_enabled

    def _is_there(self, fields: dict[str, str]) -> bool:
        return is_there(program_of(fields.get("Exec", "")), fields.get("Path", ""))
