"""Tells when somebody is at the window: what it shows is fresh then, and asked for seldom otherwise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

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
    """Calls then on the first sign of somebody, and looks for the next one 5 s later. GUI thread.

    Meanwhile no event passes here, so that a mouse that moves costs nothing.
    """

    def __init__(
        self,
        application: QCoreApplication,
        then: Callable[[], None],
        parent: QObject,
        between_ms: int = _BETWEEN_MS,
    ) -> None:
        super().__init__(parent)
        self._application, self._then = application, then
        self._timer = QTimer(self, singleShot=True, interval=between_ms)
        self._timer.timeout.connect(lambda: application.installEventFilter(self))
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See events go by until one is a sign of somebody."""
        if event.type() in _SIGNS and not self._timer.isActive():
            self._application.removeEventFilter(self)
            self._timer.start()
            self._then()
        return super().eventFilter(watched, event)
