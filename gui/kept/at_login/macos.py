"""Start at login on macOS: a launch agent of the user."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any

from gui.kept.at_login.entry import Standing, refused, unreadable, write_whole
from gui.kept.at_login.file_entry import FileEntry
from gui.kept.at_login.start import Start, is_there
from gui.words import Sentence, say

LABEL = "panic-button"
_TURNED_OFF = say("It was turned off in its launch agent. To turn it on, tick the box and save.")


class MacEntry(FileEntry[dict[str, Any]]):
    """panic-button.plist among the user's launch agents; macOS reads it at the next login."""

    def __init__(self, folder: Path, start: Start) -> None:
        self._path = folder / f"{LABEL}.plist"
        self._start = start

    def standing(self) -> Standing:
        """Read the file. Never raises."""
        try:
            found = self._fields()
        except OSError as fault:
            return Standing(False, can_change=False, sentence=unreadable(fault, self._path))
        if found is None:
            return Standing(False)
        if not self._is_ours(found):
            return Standing(False, can_change=False, sentence=self._foreign())
        return Standing(False, sentence=_TURNED_OFF) if self._is_off(found) else Standing(True)

    def _foreign(self) -> Sentence:
        return say(
            "There is a launch agent that this program did not write ({path}); change or delete it there.",
            path=self._path,
        )

    def turn_on(self) -> None:
        """Write the file. Raises CannotChange."""
        agent = {
            "Label": LABEL,
            "ProgramArguments": list(self._start.words),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
            **({"WorkingDirectory": self._start.folder} if self._start.folder else {}),
        }
        try:
            write_whole(self._path, plistlib.dumps(agent))
        except OSError as fault:
            raise refused(fault, self._path) from None

    def _fields(self) -> dict[str, Any] | None:
        """The agent; None where there is none, and {} for a file that is none."""
        try:
            found = plistlib.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError:
            raise
        except Exception:  # noqa: BLE001 the parser's faults are of many kinds
            return {}
        return found if isinstance(found, dict) else {}

    def _is_ours(self, fields: dict[str, Any]) -> bool:
        return fields.get("Label") == LABEL

    def _is_off(self, fields: dict[str, Any]) -> bool:
        return fields.get("Disabled") is True

    def _is_there(self, fields: dict[str, Any]) -> bool:
        words = fields.get("ProgramArguments")
        program = str(words[0]) if isinstance(words, list) and words else ""
        return is_there(program, str(fields.get("WorkingDirectory", "")))
