"""Start at login on Windows: a value of the registry's Run key; what it asks of Windows can be replaced."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from typing import Protocol

from gui.kept.at_login.entry import CannotChange, Standing, refused, unreadable
from gui.kept.at_login.start import Start, is_there
from gui.words import say

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
NAME = "Panic Button"
LONGEST = 260  # characters of a command that Windows starts
_TURNED_OFF = say("It was turned off in Windows' own settings. To turn it on, tick the box and save.")


class Calls(Protocol):
    """What is asked of the current user's registry. Every call raises OSError."""

    def read(self, key: str, name: str) -> object | None:
        """A value; None where there is none."""
        ...

    def write(self, key: str, name: str, text: str) -> None:
        """Set a text."""
        ...

    def delete(self, key: str, name: str) -> None:
        """Delete a value, if it is there."""
        ...


class WindowsEntry:
    """The value “Panic Button” of the Run key."""

    def __init__(self, start: Start, calls: Calls) -> None:
        self._start = start.without_folder()
        self._calls = calls

    def standing(self) -> Standing:
        """Ask the registry. Never raises."""
        try:
            if self._calls.read(RUN, NAME) is None:
                return Standing(False)
            return Standing(False, sentence=_TURNED_OFF) if self._is_off() else Standing(True)
        except OSError as fault:
            return Standing(False, can_change=False, sentence=unreadable(fault, "registry"))

    def turn_on(self) -> None:
        """Write the value, and forget that it was turned off elsewhere. Raises CannotChange."""
        line = subprocess.list2cmdline(self._start.words)
        if len(line) > LONGEST:
            raise CannotChange(
                say(
                    "Starting at login was not changed: Windows starts commands of {most} characters at "
                    "most, and this one has {length}. Move the program to a folder with a shorter name.",
                    most=LONGEST,
                    length=len(line),
                )
            )
        try:
            self._calls.write(RUN, NAME, line)
            self._calls.delete(APPROVED, NAME)
        except OSError as fault:
            raise refused(fault, "registry") from None

    def turn_off(self) -> None:
        """Delete the value. Raises CannotChange."""
        try:
            self._calls.delete(RUN, NAME)
        except OSError as fault:
            raise refused(fault, "registry") from None

    def mend(self) -> bool:
        """Write the value anew if its program is gone. Raises CannotChange."""
        try:
            line = self._calls.read(RUN, NAME)
            if not isinstance(line, str) or self._is_off():
                return False
        except OSError as fault:
            raise refused(fault, "registry") from None
        found = re.match(r'"([^"]*)"|(\S+)', line)
        if found is not None and is_there(found[1] or found[2] or ""):
            return False
        self.turn_on()
        return True

    def _is_off(self) -> bool:
        """The task manager notes an odd first byte for what its user turned off."""
        noted = self._calls.read(APPROVED, NAME)
        return isinstance(noted, bytes) and bool(noted) and noted[0] % 2 == 1


if sys.platform == "win32":
    import winreg

    class Registry:
        """Windows' own registry, below HKEY_CURRENT_USER."""

        def read(self, key: str, name: str) -> object | None:
            """A value; None where there is none."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value: object = winreg.QueryValueEx(opened, name)[0]
                    return value
            except FileNotFoundError:
                return None

        def write(self, key: str, name: str, text: str) -> None:
            """Set a text."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def delete(self, key: str, name: str) -> None:
            """Delete a value, if it is there."""
            with (
                contextlib.suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened,
            ):
                winreg.DeleteValue(opened, name)
