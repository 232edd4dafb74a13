"""Which entry a system gets; on Windows down to what is asked of the registry."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from gui.kept import at_login
from gui.kept.at_login.choose import entry_here
from gui.kept.at_login.entry import CannotChange
from gui.kept.at_login.macos import MacEntry
from gui.kept.at_login.windows import APPROVED, NAME, RUN
from gui.kept.at_login.xdg import XdgEntry


class Winreg(SimpleNamespace):
    """Python's module of that name, as far as its documents promise it."""

    HKEY_CURRENT_USER, KEY_READ, KEY_SET_VALUE, REG_SZ = "HKCU", 1, 2, 3

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, dict[str, object]] = {RUN: {}}
        self.is_closed = False

    def OpenKey(self, root: str, key: str, reserved: int = 0, access: int = 1) -> nullcontext[object]:
        assert (root, reserved) == ("HKCU", 0)
        if self.is_closed:
            raise PermissionError(13, "Access is denied")
        if key not in self.keys:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return nullcontext((self.keys[key], access))

    def CreateKey(self, root: str, key: str) -> nullcontext[object]:
        self.keys.setdefault(key, {})
        return self.OpenKey(root, key, 0, self.KEY_SET_VALUE)

    def QueryValueEx(self, opened: tuple[dict[str, object], int], name: str) -> tuple[object, int]:
        if name not in opened[0]:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return opened[0][name], self.REG_SZ

    def SetValueEx(self, opened: tuple[dict[str, object], int], name: str, *told: object) -> None:
        assert opened[1] == self.KEY_SET_VALUE
        assert told[:2] == (0, self.REG_SZ)
        opened[0][name] = told[2]

    def DeleteValue(self, opened: tuple[dict[str, object], int], name: str) -> None:
        if opened[1] != self.KEY_SET_VALUE:
            raise PermissionError(13, "Access is denied")
        if name not in opened[0]:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del opened[0][name]


@pytest.fixture
def winreg(monkeypatch: pytest.MonkeyPatch) -> Winreg:
    """The module for Windows is loaded anew, as Windows would load it."""
    made = Winreg()
    monkeypatch.setattr(at_login, "windows", sys.modules["gui.kept.at_login.windows"])
    monkeypatch.delitem(sys.modules, "gui.kept.at_login.windows")
    monkeypatch.setitem(sys.modules, "winreg", made)
    monkeypatch.setattr(sys, "platform", "win32")
    return made


def test_windows_is_asked_for_one_value_of_the_user(winreg: Winreg) -> None:
    entry = entry_here()
    assert not entry.standing().is_on
    entry.turn_off()  # neither is there
    entry.turn_on()
    assert "--hidden" in str(winreg.keys[RUN][NAME])
    assert entry.standing().is_on
    winreg.keys[APPROVED] = {NAME: bytes([3, 0])}
    assert not entry.standing().is_on
    entry.turn_on()
    assert winreg.keys[APPROVED] == {}
    assert entry.standing().is_on
    entry.turn_off()
    assert winreg.keys == {RUN: {}, APPROVED: {}}


def test_a_user_without_a_run_key_gets_one(winreg: Winreg) -> None:
    winreg.keys.clear()
    entry = entry_here()
    assert not entry.standing().is_on
    entry.turn_off()
    entry.turn_on()
    assert list(winreg.keys) == [RUN]
    assert entry.standing().is_on


def test_a_registry_that_refuses_is_a_sentence(winreg: Winreg) -> None:
    winreg.is_closed = True
    entry = entry_here()
    assert not entry.standing().can_change
    for change in (entry.turn_on, entry.turn_off, entry.mend):
        with pytest.raises(CannotChange, match="this user may not write there"):
            change()


def test_other_systems_have_files_or_say_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform, kind in (("darwin", MacEntry), ("linux", XdgEntry), ("freebsd14", XdgEntry)):
        monkeypatch.setattr(sys, "platform", platform)
        assert isinstance(entry_here(), kind)
    monkeypatch.setattr(sys, "platform", "sunos5")
    standing = entry_here().standing()
    assert (standing.is_on, standing.can_change) == (False, False)
    assert "use the desktop's own settings" in standing.sentence
