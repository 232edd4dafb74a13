"""A press that counts only once it was held for a while, against a press by accident."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gui.words import say

_STEP_MS = 16  # how often what is shown of it moves on


class Hold(QObject):
    """Measures one hold at a time, by the monotonic clock. GUI thread.

    may_last is asked all the while, and ends a hold that nobody can mean any more. is_doubtful is asked at
    the end: True where the key may be up already with its release on the way; done then waits for either.
    """

    moved = Signal(float)  # the share of the time that was held, 0 to 1; 0 when nothing is held any more
    done = Signal(object)  # float: time.monotonic() of the moment at which it had been held long enough
    too_short = Signal(int)  # let go of before that; the milliseconds it takes

    def __init__(
        self,
        may_last: Callable[[], bool] = lambda: True,
        is_doubtful: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._may_last, self._is_doubtful, self._clock = may_last, is_doubtful, clock
        self._ms = 0
        self._began: float | None = None
        self._steps = QTimer(self)
        self._steps.setTimerType(Qt.TimerType.PreciseTimer)
        self._steps.setSingleShot(True)
        self._steps.timeout.connect(self._step)

    @property
    def ms(self) -> int:
        """How long a press is held; 0 is not at all."""
        return self._ms

    @property
    def is_on(self) -> bool:
        """True while something is held."""
        return self._began is not None

    def set_ms(self, hold_ms: int) -> None:
        """Ask for this from the next hold on; one that is on is given up, unless it is as it was."""
        if hold_ms != self._ms:
            self.give_up()
            self._ms = hold_ms

    def begin(self, moment: float | None = None) -> None:
        """Hold from this time.monotonic() on, from now if not given; a hold that is on goes on."""
        if self._began is None:
            self._began = self._clock() if moment is None else moment
            self._step()

    def let_go(self) -> None:
        """It was let go of: too short, or just long enough."""
        if self._began is None:
            return
        if not self._may_last():
            self.give_up()
        elif self._left_ms() <= 0 and not self._is_doubtful():
            self._finish()
        else:
            self.give_up()
            self.too_short.emit(self._ms)

    def give_up(self) -> None:
        """Nothing is held any more, and nothing is to be said of it."""
        if self._began is not None:
            self._stop()

    def _step(self) -> None:
        if self._began is None:
            return
        left = self._left_ms()
        if not self._may_last():
            self.give_up()
        elif left > 0:
            self.moved.emit(max(0.0, 1 - left / self._ms))
            self._steps.start(min(_STEP_MS, math.ceil(left)))
        elif self._is_doubtful():
            self._steps.start(1)
        else:
            self._finish()

    def _left_ms(self) -> float:
        began = self._clock() if self._began is None else self._began
        # A float that was added to does not come back whole: 0.3 s later is not a hair less than 300 ms.
        return round(self._ms - (self._clock() - began) * 1000, 3)

    def _finish(self) -> None:
        began = self._began
        self._stop()
        if began is not None:
            self.done.emit(began + self._ms / 1000)

    def _stop(self) -> None:
        self._began = None
        self._steps.stop()
        self.moved.emit(0.0)


def hold_words(hold_ms: int) -> str:
    """What is said to somebody who let go too early: "Hold for 0.4 s to press."."""
    return say("Hold for {s:g} s to press.", s=hold_ms / 1000)
