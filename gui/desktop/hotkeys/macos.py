"""A hotkey on macOS, by Carbon's RegisterEventHotKey; what it asks of macOS can be replaced."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from ctypes import POINTER, byref, c_int32, c_uint32, c_void_p
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import Qt

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Hotkey, granted, owned_by_another
from gui.desktop.hotkeys.macos_keys import KEY_CODES
from gui.words import say

ALREADY_REGISTERED = -9878
PRESSED, RELEASED = 5, 6  # the kinds of Carbon's events
_KEYBOARD = int.from_bytes(b"keyb", "big")
_SIGNATURE = int.from_bytes(b"pbtn", "big")
# Carbon then refuses a key that another program has exclusively; without it both would hear it, unsaid.
_EXCLUSIVE = 1
# Qt calls the command key Ctrl on a Mac, and the control key Meta.
_MASKS = {
    Qt.KeyboardModifier.ControlModifier: 0x0100,
    Qt.KeyboardModifier.ShiftModifier: 0x0200,
    Qt.KeyboardModifier.AltModifier: 0x0800,
    Qt.KeyboardModifier.MetaModifier: 0x1000,
}


class Calls(Protocol):
    """What is asked of macOS; each gives 0, or its number of the error."""

    def listen(self, told: Callable[[int], None]) -> int:
        """Call told with PRESSED or RELEASED, in the GUI thread."""
        ...

    def register(self, key_code: int, modifiers: int) -> int:
        """RegisterEventHotKey, for one key at a time."""
        ...

    def unregister(self) -> int:
        """UnregisterEventHotKey."""
        ...


class MacHotkey(Hotkey):
    """Needs no permission of the user. While a password is typed elsewhere, macOS gives it to nobody."""

    tells_release = True

    def __init__(self, calls: Calls | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls or _carbon()
        self._is_taken = False
        self._is_down = False
        self._trouble = self._calls.listen(self._hear)

    def register(self, chord: Chord) -> Answer:
        """Ask macOS for it; refused where another program has it for itself."""
        self.release()
        number = chord.function_number
        key_code = KEY_CODES.get(chord.text.rpartition("+")[2] if number is None else f"F{number}")
        if key_code is None:
            sentence = say(
                "{key} cannot be a hotkey on a Mac. Choose a letter, a digit or F1 to F20.", key=chord.shown
            )
            return Answer(False, sentence)
        modifiers = sum(mask for modifier, mask in _MASKS.items() if chord.has(modifier))
        problem = self._trouble or self._calls.register(key_code, modifiers)
        if problem == ALREADY_REGISTERED:
            return owned_by_another(chord)
        if problem:
            sentence = say(
                "macOS did not grant {key} (error {number}). Choose another one.",
                key=chord.shown,
                number=problem,
            )
            return Answer(False, sentence)
        self._is_taken = True
        return granted(chord)

    def release(self) -> None:
        """Give it back to macOS."""
        self._is_down = False
        if self._is_taken:
            self._is_taken = False
            self._calls.unregister()

    def _hear(self, kind: int) -> None:
        if not self._is_taken:
            return
        if kind == RELEASED:
            self._is_down = False
            self.released.emit()
        elif kind == PRESSED and not self._is_down:
            self._is_down = True
            self.pressed.emit(time.monotonic())


class _EventType(ctypes.Structure):
    _fields_ = (("event_class", c_uint32), ("kind", c_uint32))


class _HotKeyId(ctypes.Structure):
    _fields_ = (("signature", c_uint32), ("number", c_uint32))


def _carbon() -> Calls:
    if sys.platform == "darwin":
        carbon = ctypes.CDLL("/System/Library/Frameworks/Carbon.framework/Carbon")
        handler_type = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)
        carbon.GetApplicationEventTarget.restype = c_void_p
        carbon.GetEventKind.argtypes = (c_void_p,)
        carbon.GetEventKind.restype = c_uint32
        carbon.InstallEventHandler.argtypes = (
            c_void_p,
            handler_type,
            ctypes.c_ulong,
            POINTER(_EventType),
            c_void_p,
            c_void_p,
        )
        carbon.RegisterEventHotKey.argtypes = (
            c_uint32,
            c_uint32,
            _HotKeyId,
            c_void_p,
            c_uint32,
            POINTER(c_void_p),
        )
        carbon.UnregisterEventHotKey.argtypes = (c_void_p,)

        class Carbon:
            def __init__(self) -> None:
                self._handler: object = None  # Carbon keeps only its address
                self._hotkey = c_void_p()

            def listen(self, told: Callable[[int], None]) -> int:
                def handle(_next: int, event: int, _data: int) -> int:
                    told(int(carbon.GetEventKind(event)))
                    return 0

                kinds = (_EventType * 2)(_EventType(_KEYBOARD, PRESSED), _EventType(_KEYBOARD, RELEASED))
                handler = self._handler = handler_type(handle)
                target = carbon.GetApplicationEventTarget()
                return int(carbon.InstallEventHandler(target, handler, 2, kinds, None, None))

            def register(self, key_code: int, modifiers: int) -> int:
                target = carbon.GetApplicationEventTarget()
                identity = _HotKeyId(_SIGNATURE, 1)
                return int(
                    carbon.RegisterEventHotKey(
                        key_code, modifiers, identity, target, _EXCLUSIVE, byref(self._hotkey)
                    )
                )

            def unregister(self) -> int:
                return int(carbon.UnregisterEventHotKey(self._hotkey))

        return Carbon()
    raise OSError("This is not macOS.")
