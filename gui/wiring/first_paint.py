"""What can wait until the window is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_LONGEST_MS = 300


class FirstPaint(QObject):
    """Calls once, when a window has been drawn for the first time; 300 ms later where nobody draws it."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._call)
        self._timer.start(_LONGEST_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first drawing go by; what waits has its turn when that is on the screen."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._timer.start(0)
        return super().eventFilter(watched, event)

    def _call(self) -> None:
        self._window.removeEventFilter(self)
        self._then()
        self.deleteLater()
