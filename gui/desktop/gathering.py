"""Many small news from other threads, told to the GUI thread in few portions."""

from __future__ import annotations

from collections import deque
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

BETWEEN_MS = 30  # no eye follows more, and 20 accounts tell several hundred things within half a second


class Gathering(QObject):
    """put() is for any thread; told comes in the GUI thread, at most every 30 ms and soon after the last."""

    told = Signal(object)  # list: everything that was put since, in its order
    _came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._news: deque[Any] = deque()
        self._has_called = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        self._came.connect(self._listen)

    def put(self, item: object) -> None:
        """Add one; returns at once."""
        self._news.append(item)
        # A call too many does no harm, one too few would: so the flag falls before the news are taken.
        if not self._has_called:
            self._has_called = True
            self._came.emit()

    def pause(self, for_ms: int = BETWEEN_MS) -> None:
        """Tell nothing for so long, so that what is going on now is seen first."""
        self._timer.start(for_ms)

    def flush(self) -> None:
        """Tell now what there is."""
        self._timer.stop()
        self._tell()

    def _listen(self) -> None:
        if not self._timer.isActive():
            self._tell()

    def _tell(self) -> None:
        self._has_called = False
        found = [self._news.popleft() for _ in range(len(self._news))]
        if found:
            self._timer.start(BETWEEN_MS)
            self.told.emit(found)
