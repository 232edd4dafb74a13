"""Which hotkey this desktop can have."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gui.desktop.hotkeys.hotkey import Hotkey, Unavailable

_BY_HAND = "Bind the command “panic-button fire” to a key in the desktop's own settings, and try it there."
_NO_SCREEN = "Without a screen there is no hotkey."


def hotkey_here(parent: QObject | None = None) -> Hotkey:
    """Choose by the system and by what Qt shows its windows on."""
    # Loaded only where they are used: the libraries of one system are missing on the others.
    if sys.platform == "win32":
        from gui.desktop.hotkeys.windows import WindowsHotkey

        return WindowsHotkey(parent=parent)
    if sys.platform == "darwin":
        from gui.desktop.hotkeys.macos import MacHotkey

        return MacHotkey(parent=parent)
    sentence = why_not_x11(QGuiApplication.platformName(), os.environ)
    if sentence:
        return Unavailable(sentence, parent)
    from gui.desktop.hotkeys.x11 import X11Hotkey

    return X11Hotkey(parent=parent)


def why_not_x11(platform: str, environment: Mapping[str, str]) -> str:
    """Why a key grabbed at the X server would not do here, in a sentence; "" where it does.

    platform is Qt's name of what it shows its windows on.
    """
    is_wayland = bool(environment.get("WAYLAND_DISPLAY")) or environment.get("XDG_SESSION_TYPE") == "wayland"
    if platform == "wayland" or (platform == "xcb" and is_wayland):
        # Below Wayland an X server hears a key only while one of its own windows has the keyboard.
        return f"Wayland gives no program a key for every window. {_BY_HAND}"
    return "" if platform == "xcb" else _NO_SCREEN
