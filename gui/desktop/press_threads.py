"""The threads of a press, there before it comes; and the GUI thread's way to let them go first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from gui.desktop.worker import Worker
from gui.panic.crew import Crew
from gui.panic.verdict import Report
from gui.pressing import Pressing
from gui.words import join, say

Told = TypeVar("Told")
_PIECE_S = 0.015  # of standing aside: no eye notices, and no event waits for longer
_BETWEEN_MS = 1  # with 0 the next piece comes before the timers that are due


class PressThreads(QObject):
    """One thread that runs a press, and a crew for its lanes. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.crew = Crew()
        self._worker = Worker("press", self)
        self._begun: Callable[[], None] | None = None

    def stand_by(self, lanes: int) -> None:
        """Have so many threads for lanes ready, soon; returns at once."""
        self._worker.do(lambda: self.crew.stand_by(lanes))

    def run(
        self,
        pressing: Pressing,
        begun: Callable[[], None],
        ended: Callable[[Report], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run a press. begun is called once its cancels are written, then ended or failed. GUI thread."""
        self._begun = begun
        self._worker.do(pressing.run, self._after(ended), self._after(failed))
        self._stand_aside(pressing, time.monotonic() + pressing.sending_s)

    def begin(self) -> None:
        """Call begun now, unless it was called."""
        begun, self._begun = self._begun, None
        if begun is not None:
            begun()

    def _stand_aside(self, pressing: Pressing, until: float) -> None:
        """Let the lanes go first, as of two threads that compute each waits for its turn.

        In pieces, between which events are served; what is shown of the press has a turn of its own.
        """
        left_s = until - time.monotonic()
        if pressing.wait_until_sent(max(0.0, min(left_s, _PIECE_S))) or left_s <= _PIECE_S:
            QTimer.singleShot(0, self, self.begin)
        else:
            QTimer.singleShot(_BETWEEN_MS, self, lambda: self._stand_aside(pressing, until))

    def _after(self, call: Callable[[Told], None]) -> Callable[[Told], None]:
        def tell(told: Told) -> None:
            self.begin()
            call(told)

        return tell

    def close(self) -> None:
        """Let every thread end; called when no press runs any more."""
        self._worker.stop(0.2)
        self.crew.dismiss()


def fault_words(problem: Exception) -> str:
    """Say that a press ended by a fault of this program, and what that means for the orders."""
    failed = say("This program failed ({kind}).", kind=type(problem).__name__)
    return join(failed, say("Orders may still be open. Press again, and check the Bitget app."))
