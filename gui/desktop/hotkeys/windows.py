"""A hotkey on Windows, by RegisterHotKey; what it asks of Windows can be replaced."""

from __future__ import annotations

import ctypes
import sys
import time
from ctypes import c_int, c_size_t, c_ssize_t, c_uint32, c_void_p
from typing import Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import Qt

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Hotkey, granted, owned_by_another
from gui.words import say

WM_HOTKEY = 0x0312
NO_REPEAT = 0x4000
ALREADY_REGISTERED = 1409
_ID = 1
_MASKS = {
    Qt.KeyboardModifier.AltModifier: 0x0001,
    Qt.KeyboardModifier.ControlModifier: 0x0002,
    Qt.KeyboardModifier.ShiftModifier: 0x0004,
    Qt.KeyboardModifier.MetaModifier: 0x0008,
}
_VIRTUAL_F1 = 0x70
_VIRTUAL_KEYS = {
    Qt.Key.Key_Backspace: 0x08,
    Qt.Key.Key_Tab: 0x09,
    Qt.Key.Key_Backtab: 0x09,
    Qt.Key.Key_Return: 0x0D,
    Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_Escape: 0x1B,
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Delete: 0x2E,
}
_CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Calls(Protocol):
    """What is asked of Windows; each gives 0, or Windows' number of the error."""

    def register(self, number: int, modifiers: int, virtual_key: int) -> int:
        """RegisterHotKey for the calling thread."""
        ...

    def unregister(self, number: int) -> int:
        """UnregisterHotKey."""
        ...


class Message(ctypes.Structure):
    """The beginning of Windows' MSG."""

    _fields_ = (
        ("window", c_void_p),
        ("message", c_uint32),
        ("w_param", c_size_t),
        ("l_param", c_ssize_t),
    )


class WindowsHotkey(Hotkey):
    """Windows itself refuses what is taken, and tells no release; a held key comes once."""

    def __init__(self, calls: Calls | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls or _windows()
        self._is_taken = False
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    def register(self, chord: Chord) -> Answer:
        """Ask Windows for it; refused where another program has it, or where Windows keeps it for itself."""
        self.release()
        virtual_key = _virtual_key(chord)
        refusal = _refusal(chord, virtual_key)
        if refusal or virtual_key is None:
            return Answer(False, refusal)
        modifiers = sum(mask for modifier, mask in _MASKS.items() if chord.has(modifier))
        problem = self._calls.register(_ID, modifiers | NO_REPEAT, virtual_key)
        if problem == ALREADY_REGISTERED:
            return owned_by_another(chord)
        if problem:
            sentence = say(
                "Windows did not grant {key} (error {number}). Choose another one.",
                key=chord.shown,
                number=problem,
            )
            return Answer(False, sentence)
        self._is_taken = True
        return granted(chord)

    def release(self) -> None:
        """Give it back to Windows."""
        if self._is_taken:
            self._is_taken = False
            self._calls.unregister(_ID)

    def close(self) -> None:
        """Give it back, and listen no more."""
        self.release()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)

    def hear(self, message: Message) -> bool:
        """Take a message of Windows; True when it was the hotkey's."""
        if message.message != WM_HOTKEY or message.w_param != _ID:
            return False
        if self._is_taken:
            self.pressed.emit(time.monotonic())
        return True


class _Filter(QAbstractNativeEventFilter):
    """Sees every message of the thread before Qt does."""

    def __init__(self, hotkey: WindowsHotkey) -> None:
        super().__init__()
        self._hotkey = hotkey

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if not QByteArray(kind).startsWith(b"windows_"):
            return False, 0
        return self._hotkey.hear(Message.from_address(int(message))), 0


def _refusal(chord: Chord, virtual_key: int | None) -> str:
    """Why this cannot be a hotkey on Windows, before it is even asked; "" when it can."""
    if chord.function_number == 12:
        return say(
            "Windows keeps F12 for debuggers, so {key} cannot be a hotkey. Choose another one.",
            key=chord.shown,
        )
    if virtual_key is None:
        return say(
            "{key} cannot be a hotkey on Windows. Choose a letter, a digit or F1 to F11.", key=chord.shown
        )
    is_ctrl_alt = chord.modifiers & ~Qt.KeyboardModifier.ShiftModifier == _CTRL_ALT
    if is_ctrl_alt and chord.key.value < Qt.Key.Key_Escape.value:
        return say(
            "{key} is what AltGr types characters with. Use Ctrl and Shift, or a function key.",
            key=chord.shown,
        )
    return ""


def _virtual_key(chord: Chord) -> int | None:
    if chord.function_number is not None:
        return _VIRTUAL_F1 + chord.function_number - 1
    code = chord.key.value
    if code < 0x80 and chr(code).isalnum():
        return code  # Windows numbers these keys by what is on them, as Qt does
    return _VIRTUAL_KEYS.get(chord.key)


def _windows() -> Calls:
    if sys.platform == "win32":
        user32 = ctypes.WinDLL("user32", use_last_error=True)
        user32.RegisterHotKey.argtypes = (c_void_p, c_int, c_uint32, c_uint32)
        user32.UnregisterHotKey.argtypes = (c_void_p, c_int)

        class Windows:
            def register(self, number: int, modifiers: int, virtual_key: int) -> int:
                is_done = user32.RegisterHotKey(None, number, modifiers, virtual_key)
                return 0 if is_done else ctypes.get_last_error() or -1

            def unregister(self, number: int) -> int:
                return 0 if user32.UnregisterHotKey(None, number) else ctypes.get_last_error() or -1

        return Windows()
    raise OSError("This is not Windows.")
