"""Python's search for garbage, kept to the GUI thread."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
_ROUNDS = (1, 10, 60)  # each generation is searched every so many times; the oldest takes longest
_SETTLED = 9  # rounds: the window is drawn, the exchange reached, and nothing but the youngest was searched
_MOST_PUT_OFF = 30  # rounds: a press takes ten, and presses without an end must not fill the memory


class Garbage(QObject):
    """Searches every second, the oldest objects once a minute; while is_busy it is put off. GUI thread.

    What a press on thousands of orders makes is all searched at once, and the window waits meanwhile.

    Left to itself, Python searches on whichever thread allocates. A Qt object that it finds there ends on a
    thread where its timers may not be stopped, or while the GUI thread delivers a signal to it.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._rounds = self._put_off = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search)
        self._timer.start(EVERY_MS)

    def stop(self) -> None:
        """Leave it to Python again, as it was before."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    def _search(self) -> None:
        self._rounds += 1
        if self._rounds == _SETTLED:
            # What the start has loaded stays: searching that took most of the time.
            gc.freeze()
        is_busy = self._is_busy()
        if is_busy and self._put_off < _MOST_PUT_OFF:
            self._put_off += 1
            return
        self._put_off = 0
        due = [age for age, rounds in enumerate(_ROUNDS) if self._rounds % rounds == 0]
        gc.collect(0 if is_busy else due[-1])
