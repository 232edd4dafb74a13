"""Windows and macOS, with what is asked of them replaced: none of them was run for these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from gui.desktop.hotkeys import macos, windows
from gui.desktop.hotkeys.choose import hotkey_here, is_wayland
from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Unavailable
from gui.desktop.hotkeys.macos import MacHotkey
from gui.desktop.hotkeys.windows import Message, WindowsHotkey

CTRL_SHIFT_X = Chord.of("Ctrl+Shift+X")


class FakeWindows:
    def __init__(self, problem: int = 0) -> None:
        self.problem = problem
        self.asked: list[tuple[int, ...]] = []

    def register(self, number: int, modifiers: int, virtual_key: int) -> int:
        self.asked.append((number, modifiers, virtual_key))
        return self.problem

    def unregister(self, number: int) -> int:
        self.asked.append((number,))
        return 0


class FakeMac:
    def __init__(self, problem: int = 0) -> None:
        self.problem = problem
        self.asked: list[tuple[int, ...]] = []
        self.tell: Callable[[int], None] = print

    def listen(self, told: Callable[[int], None]) -> int:
        self.tell = told
        return 0

    def register(self, key_code: int, modifiers: int) -> int:
        self.asked.append((key_code, modifiers))
        return self.problem

    def unregister(self) -> int:
        self.asked.append(())
        return 0


@pytest.mark.usefixtures("qtbot")
def test_windows_is_asked_for_the_key_without_repeats() -> None:
    calls = FakeWindows()
    hotkey = WindowsHotkey(calls)
    assert hotkey.register(CTRL_SHIFT_X).taken
    assert hotkey.register(Chord.of("F9")).taken
    hotkey.close()
    assert calls.asked == [(1, 0x4000 | 0x2 | 0x4, ord("X")), (1,), (1, 0x4000, 0x78), (1,)]


def test_a_message_of_windows_is_a_press(qtbot: QtBot) -> None:
    hotkey = WindowsHotkey(FakeWindows())
    hotkey.register(CTRL_SHIFT_X)
    with qtbot.waitSignal(hotkey.pressed):
        assert hotkey.hear(Message(None, windows.WM_HOTKEY, 1, 0))
    with qtbot.assertNotEmitted(hotkey.pressed):
        assert not hotkey.hear(Message(None, windows.WM_HOTKEY, 2, 0))
        assert not hotkey.hear(Message(None, 0x0100, 1, 0))
        hotkey.close()
        assert hotkey.hear(Message(None, windows.WM_HOTKEY, 1, 0))  # one that was on its way


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("F12", "debuggers"),
        ("Ctrl+F12", "debuggers"),
        ("Ctrl+Alt+E", "AltGr"),
        ("Ctrl+Shift+Ü", "Choose a letter, a digit"),
    ],
)
def test_what_windows_keeps_for_itself_is_refused_before_it_is_asked(text: str, sentence: str) -> None:
    calls = FakeWindows()
    answer = WindowsHotkey(calls).register(Chord.of(text))
    assert (answer.taken, sentence in answer.sentence, calls.asked) == (False, True, [])


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("hotkey", ["windows", "macos"])
def test_a_key_of_another_program_is_refused_by_name(hotkey: str) -> None:
    made = (
        WindowsHotkey(FakeWindows(windows.ALREADY_REGISTERED))
        if hotkey == "windows"
        else MacHotkey(FakeMac(macos.ALREADY_REGISTERED))
    )
    answer = made.register(CTRL_SHIFT_X)
    assert (answer.taken, answer.words) == (False, "hotkey taken")
    assert answer.sentence.startswith("Another program owns this key: Ctrl+Shift+X.")


@pytest.mark.usefixtures("qtbot")
def test_any_other_refusal_has_its_number() -> None:
    assert "error 87" in WindowsHotkey(FakeWindows(87)).register(CTRL_SHIFT_X).sentence
    assert "error -50" in MacHotkey(FakeMac(-50)).register(CTRL_SHIFT_X).sentence


def test_a_mac_tells_presses_and_releases_once(qtbot: QtBot) -> None:
    calls = FakeMac()
    hotkey = MacHotkey(calls)
    heard: list[float] = []
    hotkey.pressed.connect(heard.append)
    assert hotkey.register(CTRL_SHIFT_X).taken
    assert calls.asked == [(0x07, 0x0100 | 0x0200)]
    calls.tell(macos.PRESSED)
    calls.tell(macos.PRESSED)
    assert len(heard) == 1
    with qtbot.waitSignal(hotkey.released):
        calls.tell(macos.RELEASED)
    calls.tell(macos.PRESSED)
    assert len(heard) == 2
    hotkey.close()
    calls.tell(macos.PRESSED)
    assert len(heard) == 2
    assert calls.asked[1:] == [()]


@pytest.mark.usefixtures("qtbot")
def test_a_key_that_a_mac_has_nowhere_is_refused() -> None:
    answer = MacHotkey(FakeMac()).register(Chord.of("Ctrl+Shift+Ü"))
    assert (answer.taken, "on a Mac" in answer.sentence) == (False, True)


def test_a_wayland_session_is_seen_through_its_x_server_too() -> None:
    assert is_wayland("wayland", {})
    assert is_wayland("wayland-egl", {})
    assert is_wayland("xcb", {"WAYLAND_DISPLAY": "wayland-0"})
    assert is_wayland("xcb", {"XDG_SESSION_TYPE": "wayland"})
    assert not is_wayland("xcb", {"XDG_SESSION_TYPE": "x11"})
    assert not is_wayland("offscreen", {"WAYLAND_DISPLAY": "wayland-0"})


@pytest.mark.usefixtures("qtbot")
def test_without_a_screen_there_is_none() -> None:
    assert QCoreApplication.instance() is not None
    assert isinstance(hotkey_here(), Unavailable)
