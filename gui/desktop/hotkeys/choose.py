"""Which hotkey this desktop can have."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gui.desktop.hotkeys.hotkey import Hotkey, Unavailable
from gui.words import say

_NO_SCREEN = say("Without a screen there is no hotkey.")


def hotkey_here(parent: QObject | None = None) -> Hotkey:
    """Choose by the system and by what Qt shows its windows on."""
    # Loaded only where they are used: the libraries of one system are missing on the others.
    if sys.platform == "win32":
        from gui.desktop.hotkeys.windows import WindowsHotkey as make
    elif sys.platform == "darwin":
        from gui.desktop.hotkeys.macos import MacHotkey as make
    else:
        make = _by_the_screen
    return make(parent=parent)


def _by_the_screen(parent: QObject | None) -> Hotkey:
    platform = QGuiApplication.platformName()
    if is_wayland(platform, os.environ):
        from gui.desktop.hotkeys.wayland import WaylandHotkey

        return WaylandHotkey(parent=parent)
    if platform == "xcb":
        from gui.desktop.hotkeys.x11 import X11Hotkey

        return X11Hotkey(parent=parent)
    return Unavailable(_NO_SCREEN, parent)


def is_wayland(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether the desktop is a Wayland one, also where the window is shown through its X server.

    platform is Qt's name of what it shows its windows on.
    """
    # Below Wayland an X server hears a key only while one of its own windows has the keyboard.
    is_session = bool(environment.get("WAYLAND_DISPLAY")) or environment.get("XDG_SESSION_TYPE") == "wayland"
    return platform.startswith("wayland") or (platform == "xcb" and is_session)
