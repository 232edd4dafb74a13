"""Long work for the GUI thread, in portions that nobody notices."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

Item = TypeVar("Item")
_STEP = 30  # rows of a table: a third of a millisecond, less than a turn of a thread
# Until what changed before is drawn, and a press on a short way has proved: both would wait for it.
_DRAWN_MS = 120
# Other threads take turns with this one, so it can become several times as long; and it is only a part of
# what is done in one turn of the event loop. The first time it is twice as much: what is short is done then.
_AT_ONCE_S = 0.003


class Portions(QObject):
    """Runs iterators one after another, some milliseconds at a time. GUI thread.

    What is short is done when do() returns; of what is longer the rest follows, between events.
    """

    is_behind = Signal(bool)  # True when something is left for later, False when all is done

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Iterator[object]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._go_on(_AT_ONCE_S))

    @property
    def has_more(self) -> bool:
        """True while something is left for later."""
        return bool(self._waiting)

    def do(self, steps: Iterator[object]) -> None:
        """Run the steps, behind those that are not done yet."""
        self._waiting.append(steps)
        if not self._timer.isActive():
            self._go_on(2 * _AT_ONCE_S)

    def later(self, steps: Iterator[object]) -> None:
        """Run the steps behind those that are not done yet, else once the window is drawn, in 120 ms."""
        self._waiting.append(steps)
        self._note(_DRAWN_MS)

    def drop(self) -> None:
        """Do nothing of what is left."""
        self._waiting.clear()
        self._note()

    def _go_on(self, for_s: float) -> None:
        if self._timer.interval():
            self._timer.setInterval(0)
        until = time.monotonic() + for_s
        while self._waiting and time.monotonic() < until:
            if next(self._waiting[0], self) is self:
                self._waiting.popleft()
        self._note()

    def _note(self, in_ms: int = 0) -> None:
        if self.has_more != self._timer.isActive():
            self._timer.start(in_ms) if self._waiting else self._timer.stop()
            self.is_behind.emit(self.has_more)


def slices(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """What one step takes of many rows."""
    return (items[first : first + _STEP] for first in range(0, len(items), _STEP))


def finish(steps: Iterator[object]) -> None:
    """Run all the steps now."""
    deque(steps, 0)
