"""The window's part of `selftest`, in a process of its own: Qt ends the one in which it finds no platform."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from gui.screen import has_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from gui.desktop.hotkeys.hotkey import Answer

_TRIED_CHORD = "Ctrl+Shift+F11"  # one that hardly anything uses


def run_window() -> int:
    """Make a window and try a hotkey; print what came of the hotkey, and the platform's name."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # At the first use, so that a computer on which Qt cannot be loaded still gets the other checks.
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication, QLabel

    from gui.desktop.hotkeys.choose import hotkey_here
    from gui.desktop.hotkeys.chord import Chord
    from gui.widgets import theme
    from gui.widgets.artwork import app_icon

    application = QApplication(sys.argv[:1])
    theme.apply(application, "light")
    label = QLabel("Panic Button")
    label.setWindowIcon(app_icon())
    label.show()
    application.processEvents()
    if not _refuses_a_wrong_call(label):
        sys.exit("A wrong call of Qt is not refused as it should be.")
    is_there = label.isVisible() and not label.grab().isNull() and not app_icon().pixmap(32, 32).isNull()
    hotkey = hotkey_here()
    answer = hotkey.register(Chord.of(_TRIED_CHORD))
    hotkey.close()
    print(_of_hotkey(answer))
    print(QGuiApplication.platformName())
    return 0 if is_there else 1


def _refuses_a_wrong_call(label: QLabel) -> bool:
    """Where what PySide6 writes its errors with is missing, a wrong call ends the whole program."""
    try:
        return not label.resize("wide")  # type: ignore[call-overload]
    except TypeError as refused:
        return "Supported signatures" in str(refused)


def _of_hotkey(answer: Answer) -> str:
    if answer.taken:
        return "taken"
    if answer.is_pending:
        # The desktop might ask a person about it, and nobody is there to answer for a self test.
        return "Whether the desktop grants a hotkey is seen in the window, which asks for it."
    return f"refused {answer.sentence}" if answer.is_possible else answer.sentence
