"""The threads of a press, there before it comes; and the GUI thread's way to let them go first."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

from gui.desktop.worker import Worker
from gui.panic.crew import Crew
from gui.panic.verdict import Report
from gui.pressing import Pressing
from gui.words import join, say

# Lanes whose turns are longer than all that one computes before its cancel write one after the other. In
# turns of half a millisecond sixty lanes need twice as long: they do little but change.
_SENDING_TURN_S = 0.01


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
        """Run a press, and come back once its cancels are on their way: of two threads that compute, each
        would wait for its turn. ended, or failed, is called in the GUI thread.
        """
        usual_s = sys.getswitchinterval()
        sys.setswitchinterval(_SENDING_TURN_S)
        try:
            self._worker.do(pressing.run, ended, failed)
            pressing.wait_until_sent()
        finally:
            sys.setswitchinterval(usual_s)

    def close(self) -> None:
        """Let every thread end; called when no press runs any more."""
        self._worker.stop(0.2)
        self.crew.dismiss()


def fault_words(problem: Exception) -> str:
    """Say that a press ended by a fault of this program, and what that means for the orders."""
    failed = say("This program failed ({kind}).", kind=type(problem).__name__)
    return join(failed, say("Orders may still be open. Press again, and check the Bitget app."))
