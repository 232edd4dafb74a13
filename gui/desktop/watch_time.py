"""For how long after EMPTY orders that come back are watched for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class WatchTime(QObject):
    """Tells when that time begins and when it is over. GUI thread."""

    told = Signal(object)  # float: seconds for which orders that come back are watched for; 0 ends it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self.told.emit(0.0))

    def begin(self, watch_s: float) -> None:
        """Watch for so many seconds; nothing happens for 0."""
        if watch_s:
            self._timer.start(round(watch_s * 1000))
            self.told.emit(watch_s)

    def end(self) -> None:
        """Watch no longer."""
        if self._timer.isActive():
            self._timer.stop()
            self.told.emit(0.0)
