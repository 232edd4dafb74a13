"""Other programs on the same screen: one with a window that has the keyboard, one that owns a key."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import XK, X
from Xlib.display import Display

from tests.end_to_end.screen import Screen, wait_for

_TITLE = "Another program"
_WINDOW = f"""
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit()
field.setWindowTitle("{_TITLE}")
field.resize(300, 60)
field.show()
field.activateWindow()
application.exec()
"""
_CORE_KEYBOARD = 0x100


@contextmanager
def other_window(screen: Screen) -> Iterator[None]:
    """A window of another program, which has the keyboard."""
    environment = screen.environment | {"QT_QPA_PLATFORM": "xcb"}
    process = subprocess.Popen([sys.executable, "-c", _WINDOW], env=environment)
    try:
        wait_for(lambda: screen.window(f"^{_TITLE}$"), "the other window")
        screen.do("windowactivate", "--sync", screen.window(f"^{_TITLE}$") or "")
        wait_for(lambda: screen.title(screen.active()) == _TITLE, "the other window's keyboard")
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def owner_of_x(screen: Screen) -> Iterator[None]:
    """A program that was the first to take Ctrl+Shift+X."""
    display = Display(screen.display)
    keycode = display.keysym_to_keycode(XK.XK_x)
    mask = X.ControlMask | X.ShiftMask
    display.screen().root.grab_key(keycode, mask, True, X.GrabModeAsync, X.GrabModeAsync)
    display.sync()
    try:
        yield
    finally:
        display.close()


def set_layouts(screen: Screen, layouts: str) -> None:
    """Give the keyboard these layouts, such as "us,de"."""
    subprocess.run(["setxkbmap", "-layout", layouts], env=screen.environment, check=True, timeout=20)


def switch_layout(screen: Screen, number: int) -> None:
    """Turn on the first (0) or second (1) of the layouts, as the desktop's switch does."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(screen.display.encode()))
    x11.XkbLockGroup(display, _CORE_KEYBOARD, number)
    x11.XCloseDisplay(display)
