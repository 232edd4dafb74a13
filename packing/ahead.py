"""Runs after later.py in the package: a thread of its own loads Qt's libraries while Python loads modules.

To load and relocate them is an eighth of the work until the first picture, and needs nothing of Python. The
binding finds them loaded then. One that cannot be loaded here is left to the binding, whose error has the
right words.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing takes a while to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# In this order, so that each call loads a part: whoever loads a library meanwhile waits for the call to end.
_ALWAYS = (
    "Qt/lib/libQt6Core.so.6",
    "Qt/lib/libQt6Gui.so.6",
    "Qt/lib/libQt6Widgets.so.6",
    "QtWidgets.abi3.so",
    "QtGui.abi3.so",
    "QtCore.abi3.so",
)
_ON_X11 = "Qt/plugins/platforms/libqxcb.so"
_FONTS = "libfontconfig.so.1"  # of the system; reading its settings is half of what Qt does with fonts
# Modules that are libraries, and that the start needs anyway: before the thread, as it would hold them up.
SOON = (
    "_datetime",
    "_heapq",
    "_json",
    "_queue",
    "_socket",
    "_typing",
    "array",
    "fcntl",
    "math",
    "resource",
    "select",
)


def is_window(arguments: list[str], environment: Mapping[str, str]) -> bool:
    """Tell whether this start opens a window: a command goes without Qt, or says by itself what it needs."""
    return len(arguments) == 1 and bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def wanted(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Name the libraries below PySide6's folder."""
    chosen = environment.get("QT_QPA_PLATFORM", "xcb")
    is_x11 = chosen == "xcb" and not environment.get("WAYLAND_DISPLAY")
    return (*_ALWAYS, _ON_X11) if is_x11 else _ALWAYS


def load(folder: str, names: Iterable[str]) -> None:
    """Load these libraries, and have the fonts of the system looked up. Any thread; others run meanwhile."""
    import ctypes

    # Not CDLL itself for each: that keeps all other threads waiting.
    system = ctypes.CDLL(None)
    for name in names:
        system.dlopen(os.fsencode(f"{folder}/{name}"), os.RTLD_NOW)
    try:
        ctypes.CDLL(_FONTS).FcInit()
    except OSError:
        return  # Qt's library has told by now that it is missing, in the thread that imports it


def begin() -> None:
    """Load them from a thread of their own, where this start opens a window on Linux."""
    import _thread
    from importlib import import_module

    for name in SOON:
        import_module(name)
    folder = f"{sys._MEIPASS}/PySide6"  # type: ignore[attr-defined]
    _thread.start_new_thread(load, (folder, wanted(os.environ)))


if getattr(sys, "frozen", False) and sys.platform == "linux" and is_window(sys.argv, os.environ):
    begin()
