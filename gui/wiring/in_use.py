"""Tells when somebody is at the window, or comes back to it: what it shows is fresh then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_BETWEEN_MS = 5000
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.WindowActivate,
    }
)


class InUse(QObject):
    """Calls used on the first sign of somebody, and looks for the next one 5 s later. GUI thread.

    Meanwhile no event passes here, so that a mouse that moves costs nothing. Calls back whenever a window of
    this program gets the keyboard while none had it.
    """

    def __init__(
        self,
        application: QGuiApplication,
        used: Callable[[], None],
        back: Callable[[], None],
        parent: QObject,
        between_ms: int = _BETWEEN_MS,
    ) -> None:
        super().__init__(parent)
        self._application, self._used, self._back = application, used, back
        self._timer = QTimer(self, singleShot=True, interval=between_ms)
        self._timer.timeout.connect(lambda: application.installEventFilter(self))
        application.installEventFilter(self)
        application.applicationStateChanged.connect(self._see_state)

    def pause(self) -> None:
        """Let no event pass here for 5 s, as after a press: each would wait for a turn of Python."""
        self._application.removeEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See events go by until one is a sign of somebody."""
        if event.type() in _SIGNS and not self._timer.isActive():
            self.pause()
            self._used()
        return super().eventFilter(watched, event)

    def _see_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._back()
