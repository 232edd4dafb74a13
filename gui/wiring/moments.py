"""The moments of a start, told on stderr to whoever measures it: PANIC_BUTTON_MOMENTS=1."""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer

from gui.desktop.desk import Desk
from gui.panic.readiness import Readiness
from gui.widgets.window import PanicWindow


def tell_moments(window: PanicWindow, desk: Desk) -> None:
    """Tell them if that is wanted; call it before the window is shown."""
    if "PANIC_BUTTON_MOMENTS" in os.environ:
        Moments(window, desk)


class Moments(QObject):
    """Tells when the window was drawn first and when a press would first work. GUI thread.

    A line is `moment <name> <seconds of time.monotonic()>`.
    """

    def __init__(self, window: PanicWindow, desk: Desk) -> None:
        super().__init__(window)
        self._desk = desk
        desk.readiness_changed.connect(self._note_ready)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first drawing go by; it is on the screen when the event loop has its next turn."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: _tell("painted"))
        return super().eventFilter(watched, event)

    def _note_ready(self, readiness: Readiness) -> None:
        if readiness.is_ready:
            self._desk.readiness_changed.disconnect(self._note_ready)
            _tell("ready")


def _tell(name: str) -> None:
    print(f"moment {name} {time.monotonic():.6f}", file=sys.stderr, flush=True)
