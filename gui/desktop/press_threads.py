"""The threads of a press, there before it comes; and the GUI thread's way to let them go first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from gui.desktop.worker import Worker
from gui.panic.crew import Crew
from gui.panic.verdict import Report
from gui.pressing import Pressing
from gui.words import join, say

# Of two threads that compute, each waits for its turn: so this one waits until the cancels are written.
_SENDING_S = 0.018


class PressThreads(QObject):
    """One thread that runs a press, and a crew for its lanes. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.crew = Crew()
        self._worker = Worker("press", self)

    def stand_by(self, lanes: int) -> None:
        """Have so many threads for lanes ready, soon; returns at once."""
        self._worker.do(lambda: self.crew.stand_by(lanes))

    def run(
        self, pressing: Pressing, ended: Callable[[Report], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run a press, and come back once its cancels are on their way, 18 ms at most; ended, or failed, is
        called in the GUI thread.
        """
        self._worker.do(pressing.run, ended, failed)
        pressing.wait_until_sent(_SENDING_S)

    def close(self) -> None:
        """Let every thread end; called when no press runs any more."""
        self._worker.stop(0.2)
        self.crew.dismiss()


def fault_words(problem: Exception) -> str:
    """Say that a press ended by a fault of this program, and what that means for the orders."""
    failed = say("This program failed ({kind}).", kind=type(problem).__name__)
    return join(failed, say("Orders may still be open. Press again, and check the Bitget app."))
