"""What can wait: until the window is seen, or until it is known whether a press would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from gui.desktop.desk import Desk
    from gui.panic.readiness import Readiness

_CLICKS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchEnd,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletRelease,
    }
)
_LONGEST_MS = 300
_LONGEST_LOOK_MS = 500


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


class NoClicks(QObject):
    """Lets no click through, until end(): one that was made before the parts are seen is not meant for them.

    What is typed goes through.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Keep clicks from everything."""
        return event.type() in _CLICKS

    def end(self) -> None:
        """Let them through again."""
        self._application.removeEventFilter(self)
        self.deleteLater()


class FirstLook(QObject):
    """Calls once, when the first look at the exchange has told something; after 500 ms where it takes longer.

    What is loaded meanwhile would take turns with the threads that look, and both would take twice as long.
    """

    def __init__(self, desk: Desk, then: Callable[[], None]) -> None:
        super().__init__(desk)
        self._then, self._is_over = then, False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._call)
        self._timer.start(_LONGEST_LOOK_MS)
        desk.readiness_changed.connect(self._see)

    def stop(self) -> None:
        """Call no more."""
        self._timer.stop()
        self._is_over = True

    def _see(self, readiness: Readiness) -> None:
        if readiness.is_known and not self._is_over:
            self._timer.start(0)  # after whatever else this look has to show

    def _call(self) -> None:
        self.stop()
        self._then()
